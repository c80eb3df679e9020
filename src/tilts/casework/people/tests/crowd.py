"""A few hundred fictional people of many origins, and a search that compares every name."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import permutations
from uuid import UUID

from tilts.casework.people.indexing import index_people
from tilts.casework.people.models import OtherName, Person
from tilts.casework.people.names import common_form, tokens
from tilts.casework.people.numbering import take_numbers
from tilts.casework.people.sorting import sort_key
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party
from tilts.platform.record.acts import act

# Family and given names: Latvian, Lithuanian, Russian as written and as transcribed, Polish.
ORIGINS = [
    ("Bērziņš Bērziņa Berzins Ozols Ozola Ozoliņš Kalns Kalniņa Kalniņa-Ozola Lī",
     "Jānis Jana Anna Anita Ance Ilze Pēteris Jo"),
    ("Kazlauskas Kazlauskienė Kazlauskaitė Žukauskas Žukauskienė Petraitis Petraitytė Šimkus",
     "Jonas Jonė Ona Giedrė Žygimantas Žydrūnas Ąžuolas Eglė"),
    ("Иванов Иванова Жуков Жукова Щербаков Чехов Берзин Соловьёва Ким Юрьев",
     "Мария Анна Юрий Яна Фёдор Андрей Инна"),
    ("Ivanov Ivanova Zhukov Žukovs Zhukova Shcherbakov Ščerbakovs Chekhov Čehovs Solovyova",
     "Mariya Marija Mariia Yuri Jurijs Yana Fyodor Andrejs Andrey"),
    ("Kowalski Kowalska Wiśniewska Łukasiewicz Szczepański Żak Wójcik Nowak-Kowalska",
     "Łukasz Zofia Anna Jan Małgorzata Wojciech"),
]  # fmt: skip
FAMILIES = [name for families, _ in ORIGINS for name in families.split()]
GIVEN = [name for _, given in ORIGINS for name in given.split()]
YEARS = (1975, 1985, None)


@dataclass
class Crowd:
    """People with every name that leads to them, and where they are."""

    people: list[Person] = field(default_factory=list)
    names: dict[UUID, list[str]] = field(default_factory=dict)


def build_crowd(count: int, units: list[Unit], *, former: float = 0, seed: int = 3) -> Crowd:
    """So many people, spread over the units; a share of them has a former family name."""
    rng, crowd = random.Random(seed), Crowd()
    with act("test.crowd", by=SERVICE), seen_by(SERVICE):
        parties = Party.objects.bulk_create(Party(kind="person") for _ in range(count))
        numbers = take_numbers(2026, count)
        crowd.people = [
            _person(rng, party, number, rng.choice(units))
            for party, number in zip(parties, numbers, strict=True)
        ]
        Person.objects.bulk_create(crowd.people)
        crowd.names = {person.pk: [person.name] for person in crowd.people}
        others = [_former(rng, person) for person in crowd.people if rng.random() < former]
        OtherName.objects.bulk_create(others)
        for other in others:
            crowd.names[other.person_id].append(other.name)
        index_people(person.pk for person in crowd.people)
    return crowd


def _person(rng: random.Random, party: Party, number: str, unit: Unit) -> Person:
    families, given = rng.choice(ORIGINS)
    family, first, year = rng.choice(families.split()), rng.choice(given.split()), rng.choice(YEARS)
    return Person(
        party=party, file_number=number, unit=unit, country="LV", category="convicted",
        family=family, given=first, sort_key=sort_key(family, first, ""),
        birth_date=date(year, 3, 7) if year else None,
        birth_precision="year" if year else "unknown",
    )  # fmt: skip


def _former(rng: random.Random, person: Person) -> OtherName:
    family = rng.choice(FAMILIES)
    return OtherName(person=person, kind="former", family=family, since=date(2020, 1, 1))


def compared(
    crowd: Crowd, people: Iterable[Person], parts: tuple[str, ...], most: int = 1
) -> list[tuple[int, str, UUID]]:
    """Edits, sort key and id of those whose names have a token of its own for each part."""
    found = []
    for person in people:
        names = sorted({token for name in crowd.names[person.pk] for token in tokens(name)})
        costs = [_cost(parts, chosen, most) for chosen in permutations(names, len(parts))]
        known = [cost for cost in costs if cost is not None]
        if known and parts:
            found.append((min(known), person.sort_key, person.pk))
    return sorted(found)


def _cost(parts: tuple[str, ...], chosen: tuple[str, ...], most: int) -> int | None:
    single = [_edits(part, token, most) for part, token in zip(parts, chosen, strict=True)]
    known = [cost for cost in single if cost is not None]
    return sum(known) if len(known) == len(single) else None


@cache
def _edits(part: str, token: str, most: int) -> int | None:
    if part == token:
        return 0
    edits = distance(part, token)
    if common_form(part) == common_form(token):
        return 1
    return edits if edits <= most and len(part) >= 4 else None


@cache
def distance(one: str, other: str) -> int:
    """Insertions, deletions, replacements and swaps of neighbours, by their definition."""
    if not one or not other:
        return len(one) + len(other)
    steps = [
        distance(one[:-1], other) + 1,
        distance(one, other[:-1]) + 1,
        distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if one[-2:] == other[:-3:-1] and len(one) > 1 and len(other) > 1:
        steps.append(distance(one[:-2], other[:-2]) + 1)
    return min(steps)
