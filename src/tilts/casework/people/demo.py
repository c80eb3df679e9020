"""Fictional people, as many at once as the demo asks for."""

from datetime import date, timedelta
from typing import Any

from tilts.platform.organisation.demo import Batch, Course, register_maker
from tilts.platform.parties.models import Party, PartyKind

from .demo_around import make_around
from .identifiers import normalise
from .indexing import index_people
from .models import Address, Contact, Identifier, OtherName, Person
from .models.identity import Category
from .numbering import take_numbers
from .sorting import sort_key

JUDGED = {"prison", "life", "suspended", "supervision", "community", "release", "monitored"}
VOID = {"error", "wrong"}
PREFIX = {"LV": "+371 00", "LT": "+370 000"}


def make_people(batch: Batch) -> None:
    """Each course gets its person, with a code, names, an address and who is around them."""
    courses = batch.courses
    parties = [Party(kind=PartyKind.PERSON) for _ in courses]
    Party.objects.bulk_create(parties)
    numbers = _numbers(courses)
    people = [_person(*given) for given in zip(courses, parties, numbers, strict=True)]
    Person.objects.bulk_create(people)
    for course, person in zip(courses, people, strict=True):
        course.person = person
    Identifier.objects.bulk_create(
        [_code(course, *course.code) for course in courses if course.code]
    )
    Address.objects.bulk_create([_address(batch, course) for course in courses])
    OtherName.objects.bulk_create(_other_names(batch))
    Contact.objects.bulk_create(_phones(batch))
    make_around(batch)
    index_people(person.pk for person in people)


def _numbers(courses: Any) -> list[str]:
    """File numbers of the years in which people first came."""
    years = [course.known_since.year for course in courses]
    taken = {year: iter(take_numbers(year, years.count(year))) for year in sorted(set(years))}
    return [next(taken[year]) for year in years]


def _person(course: Course, party: Party, number: str) -> Person:
    judged = any(s.kind in JUDGED and s.fate not in VOID for s in course.stages)
    return Person(
        party=party,
        file_number=number,
        country=course.country,
        unit=course.stages[-1].unit,
        family=course.family,
        given=course.given,
        sort_key=sort_key(course.family, course.given, ""),
        birth_date=course.born,
        sex=course.sex,
        category=Category.CONVICTED if judged else Category.SUSPECT,
        citizenships=[course.country],
        languages=course.languages,
        died_on=course.died_on,
    )


def _code(course: Course, kind: str, value: str) -> Identifier:
    return Identifier(
        person_id=course.person.pk, kind=kind, value=normalise(value), since=course.known_since
    )


def _address(batch: Batch, course: Course) -> Address:
    return Address(
        person_id=course.person.pk,
        kind=Address.Kind.DECLARED,
        street=f"{batch.random.choice(batch.made['streets'][course.country])} "
        f"{batch.random.randint(1, 90)}",
        locality=course.locality,
        country=course.country,
        since=course.known_since - timedelta(days=batch.random.randint(100, 3000)),
    )


def _other_names(batch: Batch) -> list[OtherName]:
    """A third of the women had another family name before; a few people have a nickname."""
    names = []
    for course, other in zip(batch.courses, reversed(batch.courses), strict=True):
        had_another = course.sex == "female" and other.sex == "female" and other is not course
        if had_another and course.country == other.country:
            until = course.known_since - timedelta(days=batch.random.randint(200, 2500))
            names.append(_name(course, OtherName.Kind.FORMER, other.family, until))
        if batch.random.random() < 0.02:
            names.append(_name(course, OtherName.Kind.ALIAS, course.given[:3]))
    return names


def _name(course: Course, kind: str, family: str, until: date | None = None) -> OtherName:
    given = "" if kind == OtherName.Kind.ALIAS else course.given
    return OtherName(
        person_id=course.person.pk,
        kind=kind,
        family=family,
        given=given,
        since=course.born,
        until=until,
    )


def _phones(batch: Batch) -> list[Contact]:
    """Three in five have a telephone; the numbers begin with what nobody was given."""
    return [
        Contact(
            person_id=course.person.pk,
            kind=Contact.Kind.PHONE,
            value=f"{PREFIX[course.country]} {batch.random.randint(100_000, 999_999)}",
            since=course.known_since,
        )
        for course in batch.courses
        if batch.random.random() < 0.6
    ]


register_maker("people", 10, make_people)
