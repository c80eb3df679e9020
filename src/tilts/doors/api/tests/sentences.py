"""Proceedings to ask the API about, recorded by the service itself."""

from typing import Any

from tilts.casework.people.models import Person
from tilts.casework.proceedings.models import Measure, Proceeding
from tilts.casework.proceedings.tests import world
from tilts.doors.api.tests.callers import person
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE


def suspected(house: House, unit: str = "riga", family: str = "Ozols") -> tuple[Person, Proceeding]:
    """Somebody before judgment, and their proceedings."""
    found = person(house, family, category="suspect", unit=unit)
    with seen_by(SERVICE):
        return found, world.opened(found, house.units[unit])


def sentenced(house: House, unit: str = "riga", **what: Any) -> Measure:
    """A sentence in force on somebody new; two years in prison unless told otherwise."""
    with seen_by(SERVICE):
        return world.sentenced(person(house, "Ozols", unit=unit), house.units[unit], **what)


def again(row: Any) -> Any:
    """The row as the database has it now."""
    with seen_by(SERVICE):
        return world.again(row)
