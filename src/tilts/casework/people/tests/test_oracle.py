"""Search finds what comparing every name with the question finds, in the same order."""

import random
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.people.indexing import index_people
from tilts.casework.people.models import Person
from tilts.casework.people.names import edits, tokens
from tilts.casework.people.numbering import take_numbers
from tilts.casework.people.search import search
from tilts.casework.people.sorting import sort_key
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party
from tilts.platform.record.acts import act

from .people import unit

FAMILIES = [
    "Bērziņš",
    "Bērziņa",
    "Berzins",
    "Berzin",
    "Берзин",
    "Ozols",
    "Ozola",
    "Ozoliņš",
    "Kalns",
    "Kalna",
    "Kalniņš",
    "Kalniņa",
    "Lama",
    "Ivanovs",
    "Ivanov",
    "Ivanova",
    "Иванова",
    "Žukovs",
    "Zhukov",
    "Жуков",
    "Li",
    "Lī",
    "Ly",
    "Kalniņa-Ozola",
]
GIVEN = [
    "Jānis",
    "Jana",
    "Jānes",
    "Joanis",
    "Anna",
    "Ana",
    "Hanna",
    "Inna",
    "Marija",
    "Maria",
    "Мария",
    "Mariya",
    "Jo",
    "Jon",
    "Jona",
]
PEOPLE = 2000
pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def crowd():
    rng, at = random.Random(3), unit()
    with act("test.crowd", by=SERVICE), seen_by(SERVICE):
        parties = Party.objects.bulk_create(Party(kind="person") for _ in range(PEOPLE))
        people = [
            Person(party=party, file_number=number, unit=at, country="lv", category="convicted",
                   family=rng.choice(FAMILIES), given=rng.choice(GIVEN), birth_precision="unknown")
            for party, number in zip(parties, take_numbers(2026, PEOPLE), strict=True)
        ]  # fmt: skip
        for person in people:
            person.sort_key = sort_key(person.family, person.given, "")
        Person.objects.bulk_create(people)
        index_people(person.pk for person in people)
    return people


def expected(people: list[Person], text: str) -> list[tuple[int, str, object]]:
    parts, found = tokens(text), []
    for person in people:
        names = set(tokens(person.name))
        costs = [
            [edits(part, token) for part, token in zip(parts, chosen, strict=True)]
            for chosen in permutations(names, len(parts))
        ]
        known = [[number for number in cost if number is not None] for cost in costs]
        sums = [sum(cost) for cost in known if len(cost) == len(parts)]
        if sums and parts:
            found.append((min(sums), person.sort_key, person.pk))
    return sorted(found)


NAME = st.sampled_from([*FAMILIES, *GIVEN])
LETTER = st.sampled_from("aeijnoslzžā")


@st.composite
def misspelt(draw: st.DrawFn) -> str:
    name = draw(NAME)
    at = draw(st.integers(0, len(name) - 1))
    before, after = name[:at], name[at + 1 :]
    return draw(
        st.sampled_from(
            [name, before + after, f"{before}{draw(LETTER)}{after}", name + draw(LETTER)]
        )
    )


def test_the_same_as_comparing_every_name(crowd):
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(misspelt(), min_size=1, max_size=3).map(" ".join))
    def same(text: str) -> None:
        with seen_by(SERVICE):
            found = search(text, limit=PEOPLE).hits
            few = search(text, limit=7)
        answer = [(hit.edits, hit.sort_key, hit.person) for hit in found]
        wanted = expected(crowd, text)
        assert answer == wanted
        assert [hit.person for hit in few.hits] == [person for *_, person in wanted[:7]]
        assert few.more == (len(wanted) > 7)

    same()
