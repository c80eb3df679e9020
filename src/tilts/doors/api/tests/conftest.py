import pytest

from tilts.doors.api.tests.callers import Caller, system
from tilts.platform.organisation.tests.house import House, build_house


@pytest.fixture
def house(db: None) -> House:
    """Two Latvian agencies and a Lithuanian one."""
    return build_house()


@pytest.fixture
def exchange(house: House) -> Caller:
    """A system that exchanges data with the Latvian prison service."""
    return system(house)


@pytest.fixture
def clerk(house: House) -> Caller:
    """A system with a clerk's role in Riga."""
    return system(house, "clerk")
