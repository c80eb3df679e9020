"""Facts of a person from the values of a row."""

from datetime import date

from ..identifiers import doubt
from ..models import Identifier, OtherName, Person
from ..sorting import sort_key
from .parsing import PersonValues


def with_sort_key(person: Person) -> Person:
    """The person, with the key of their present name."""
    person.sort_key = sort_key(person.family, person.given, person.patronymic)
    return person


def new_identifier(person: Person, values: PersonValues, today: date) -> Identifier:
    """The row's code as a fact that holds from today, with what is doubtful about it."""
    return Identifier(
        person_id=person.pk,
        kind=values.code_kind,
        value=values.code,
        doubt=doubt(values.code_check, values.code, person.birth_date),
        since=today,
    )


def former_name(person: Person, values: PersonValues, today: date) -> OtherName:
    """The row's former family name, known from today."""
    return OtherName(
        person_id=person.pk, kind=OtherName.Kind.FORMER, family=values.former_family, since=today
    )


def name_before(person: Person, today: date) -> OtherName:
    """The present name of somebody whose name changes today."""
    return OtherName(
        person_id=person.pk,
        kind=OtherName.Kind.FORMER,
        family=person.family,
        given=person.given,
        patronymic=person.patronymic,
        since=today,
    )
