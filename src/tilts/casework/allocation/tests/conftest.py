"""What the tests of allocation share: a small service in which officers work."""

from collections.abc import Iterator

import pytest

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE


@pytest.fixture
def house(db: None) -> House:
    """Two Latvian agencies and a Lithuanian one."""
    return build_house()


@pytest.fixture
def scope() -> Iterator[None]:
    """Reads see everybody."""
    with seen_by(SERVICE):
        yield
