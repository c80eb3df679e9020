"""Fictional people for the tests of this room."""

from datetime import date
from typing import Any

from tilts.casework.people.indexing import index_people
from tilts.casework.people.models import OtherName, Person
from tilts.casework.people.numbering import take_numbers
from tilts.casework.people.sorting import sort_key
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

BORN = date(1985, 3, 7)


def unit(code: str = "riga") -> Unit:
    """A unit of a Latvian prison agency, opened when it is not there."""
    with act("test.found", by=SERVICE):
        agency, _ = Agency.objects.get_or_create(
            code="ievp", defaults={"country": "lv", "kind": "prison", "names": {"lv": "IeVP"}}
        )
        opened, _ = Unit.objects.get_or_create(
            path=f"ievp.{code}.",
            defaults={"agency": agency, "code": code, "names": {}, "since": date(2020, 1, 1)},
        )
    return opened


def person(family: str, given: str = "", *, at: Unit | None = None, **values: Any) -> Person:
    """A registered and indexed person."""
    fields = {"birth_date": BORN, "category": "convicted", "country": "lv", **values}
    if fields["birth_date"] is None:
        fields["birth_precision"] = "unknown"
    key = sort_key(family, given, fields.get("patronymic", ""))
    with act("test.register", by=SERVICE), seen_by(SERVICE):
        row = Person(
            party=Party.objects.create(kind=PartyKind.PERSON),
            file_number=take_numbers(2026, 1)[0],
            unit=at or unit(),
            family=family,
            given=given,
            sort_key=key,
            **fields,
        )
        row.save(force_insert=True)
        index_people([row.pk])
    return row


def other_name(of: Person, family: str, given: str = "", kind: str = "former") -> OtherName:
    """Another name of a person, indexed."""
    with act("test.name", by=SERVICE), seen_by(SERVICE):
        name = OtherName(person=of, family=family, given=given, kind=kind, since=BORN)
        name.save()
        index_people([of.pk])
    return name


def change(row: Person, **values: Any) -> None:
    """Change a person and index them again."""
    with act("test.change", by=SERVICE), seen_by(SERVICE):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        index_people([row.pk])
