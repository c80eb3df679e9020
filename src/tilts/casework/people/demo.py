"""Fictional people, as many at once as the demo asks for."""

from datetime import timedelta
from typing import Any

from tilts.platform.organisation.demo import Batch, Course, register_maker
from tilts.platform.parties.models import Party, PartyKind

from .identifiers import normalise
from .indexing import index_people
from .models import Address, Alert, Identifier, Person
from .models.identity import Category
from .numbering import take_numbers
from .sorting import sort_key

JUDGED = {"prison", "suspended", "supervision", "community", "monitored"}


def make_people(batch: Batch) -> None:
    """Each course gets its person, with a code, an address and now and then an alert."""
    courses = batch.courses
    parties = [Party(kind=PartyKind.PERSON) for _ in courses]
    Party.objects.bulk_create(parties)
    numbers = _numbers(courses)
    people = [_person(*given) for given in zip(courses, parties, numbers, strict=True)]
    Person.objects.bulk_create(people)
    for course, person in zip(courses, people, strict=True):
        course.person = person
    Identifier.objects.bulk_create([_code(course) for course in courses])
    Address.objects.bulk_create([_address(batch, course) for course in courses])
    Alert.objects.bulk_create(
        [_alert(batch, course) for course in courses if batch.random.random() < 0.04]
    )
    index_people(person.pk for person in people)


def _numbers(courses: Any) -> list[str]:
    """File numbers of the years in which people first came."""
    years = [course.stages[0].start.year for course in courses]
    taken = {year: iter(take_numbers(year, years.count(year))) for year in sorted(set(years))}
    return [next(taken[year]) for year in years]


def _person(course: Course, party: Party, number: str) -> Person:
    judged = any(stage.kind in JUDGED for stage in course.stages)
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
        interpreter="",
    )


def _code(course: Course) -> Identifier:
    kind, value = course.code
    return Identifier(
        person=course.person, kind=kind, value=normalise(value), since=course.stages[0].start
    )


def _address(batch: Batch, course: Course) -> Address:
    return Address(
        person=course.person,
        kind=Address.Kind.DECLARED,
        street=f"{batch.random.choice(batch.made['streets'][course.country])} "
        f"{batch.random.randint(1, 90)}",
        locality=course.locality,
        country=course.country,
        since=course.stages[0].start - timedelta(days=batch.random.randint(100, 3000)),
    )


def _alert(batch: Batch, course: Course) -> Alert:
    kind = batch.random.choice([Alert.Kind.STAFF_SAFETY, Alert.Kind.KEEP_APART, Alert.Kind.ESCAPE])
    return Alert(person=course.person, kind=kind, since=course.stages[-1].start)


register_maker("people", 10, make_people)
