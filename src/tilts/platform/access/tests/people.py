"""People for the tests of access: rows as the people room keeps them."""

from collections.abc import Iterable

from tilts.casework.people.models import Person
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act


def person(unit: Unit, family: str) -> Person:
    """Somebody on record, registered in a unit."""
    row = Person(unit=unit, country=unit.agency.country, family=family, category="convicted")
    row.file_number = f"26-{family}"
    row.sort_key, row.birth_precision = family.casefold(), "unknown"
    with act("test.person", by=SERVICE):
        row.party = Party.objects.create(kind=PartyKind.PERSON)
        row.save()
    return row


def one_in_each(units: dict[str, Unit]) -> dict[str, Person]:
    """One person in each unit, named like it."""
    return {code: person(unit, code) for code, unit in units.items()}


def names(rows: Iterable[Person]) -> list[str]:
    """Family names, in order."""
    return sorted(row.family for row in rows)


def seen(actor: Actor | None) -> list[str]:
    """Whom an actor sees when they read everybody."""
    with seen_by(actor):
        return names(Person.objects.all())
