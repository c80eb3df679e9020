"""A small service around the people room."""

from collections.abc import Iterator

import pytest

from tilts.casework.people.models import Person
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE

from .people import person


@pytest.fixture
def house(db: None) -> House:
    """Two Latvian agencies and a Lithuanian one."""
    return build_house()


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield


@pytest.fixture
def anna(house: House) -> Person:
    """Somebody registered in Riga."""
    return person("Ozola", "Anna", at=house.units["riga"], country="LV")
