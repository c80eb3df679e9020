"""Search finds what comparing every name with the question finds, in the same order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.people.models import Person
from tilts.casework.people.names import misspelling, tokens
from tilts.casework.people.search import search
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .crowd import FAMILIES, GIVEN, YEARS, Crowd, build_crowd, compared, distance

NAME = st.sampled_from([*FAMILIES, *GIVEN])
LETTER = st.sampled_from("aeijkmnoslzžāщ")
WORD = st.text(alphabet="abcd", min_size=1, max_size=6)
QUIETLY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def misspelt(draw: st.DrawFn, times: int = 1) -> str:
    """A name with so many letters lost, changed, added or swapped, or none."""
    name = draw(NAME)
    for _ in range(times):
        at = draw(st.integers(0, len(name) - 1))
        before, letter, after = name[:at], name[at], name[at + 1 :]
        ways = [name, before + after, f"{before}{draw(LETTER)}{after}", name + draw(LETTER),
                before + after[:1] + letter + after[1:]]  # fmt: skip
        name = draw(st.sampled_from([way for way in ways if way]))
    return name


def questions(most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(misspelt(), min_size=1, max_size=most).map(" ".join)


@pytest.fixture
def crowd(house) -> Crowd:
    return build_crowd(400, [house.units["riga"]], former=0.2)


def test_the_same_as_comparing_every_name(crowd):
    @QUIETLY
    @given(questions())
    def same(text: str) -> None:
        with seen_by(SERVICE):
            found, few = search(text, limit=400).hits, search(text, limit=7)
        wanted = compared(crowd, crowd.people, tokens(text))
        assert [(hit.edits, hit.sort_key, hit.person) for hit in found] == wanted
        assert [hit.person for hit in few.hits] == [person for *_, person in wanted[:7]]
        assert few.more == (len(wanted) > 7)

    same()


def test_a_reader_of_one_unit_finds_the_same_as_if_the_others_were_not(house):
    units = [house.units["riga"], house.units["jelgava"]]
    crowd, clerk = build_crowd(300, units, former=0.2), house.actor("clerk", "riga")
    own = [person for person in crowd.people if person.unit_id == units[0].pk]
    assert 100 < len(own) < 200

    @QUIETLY
    @given(questions(2), st.sampled_from(YEARS))
    def same(text: str, year: int | None) -> None:
        with seen_by(clerk):
            found = search(f"{text} {year or ''}", limit=400)
        born = [person for person in own if year is None or person.birth_year == year]
        wanted = compared(crowd, born, tokens(text))
        assert [(hit.edits, hit.sort_key, hit.person) for hit in found.hits] == wanted
        names = {name for person in born for name in crowd.names[person.pk]}
        assert set(found.suggestions) <= names

    same()


def test_what_may_have_been_meant_is_what_is_nearest_within_two_edits(house):
    crowd = build_crowd(150, [house.units["riga"]])

    @QUIETLY
    @given(st.lists(misspelt(times=2), min_size=1, max_size=2).map(" ".join))
    def same(text: str) -> None:
        with seen_by(SERVICE):
            found = search(text, limit=150)
        parts = tokens(text)
        near = compared(crowd, crowd.people, parts, most=2)
        by_pk = {person.pk: person.name for person in crowd.people}
        names = list(dict.fromkeys(by_pk[pk] for *_, pk in near))
        nobody = not compared(crowd, crowd.people, parts)
        assert list(found.suggestions) == (names[:3] if nobody else [])

    same()


@given(WORD, WORD)
def test_edits_are_counted_by_their_definition(one, other):
    expected = distance(one, other)
    if one == other:
        assert misspelling(one, other) == 0
    elif len(one) < 4:
        assert misspelling(one, other, 2) is None
    else:
        assert misspelling(one, other, 2) == (expected if expected <= 2 else None)


def test_each_transcription_finds_all_of_them(house):
    crowd = build_crowd(200, [house.units["riga"]])
    groups = [
        ["Жуков", "Zhukov", "Žukovs"],
        ["Чехов", "Chekhov", "Čehovs"],
        ["Щербаков", "Shcherbakov", "Ščerbakovs"],
        ["Мария", "Mariya", "Marija", "Mariia"],
    ]
    for names in groups:
        with seen_by(SERVICE):
            found = [{hit.person for hit in search(name, limit=200).hits} for name in names]
        having = {p.pk for p in crowd.people if {p.family, p.given} & set(names)}
        assert having
        assert all(having <= hits for hits in found), names


def test_every_person_is_found_by_their_own_name_number_and_code(house):
    crowd = build_crowd(60, [house.units["riga"]])
    with seen_by(SERVICE):
        for person in Person.objects.filter(pk__in=[p.pk for p in crowd.people]):
            assert person.pk in {hit.person for hit in search(person.name, limit=60).hits}
            assert [hit.person for hit in search(person.file_number).hits] == [person.pk]
