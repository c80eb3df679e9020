"""Probation in Jelgava, which courts ask for reports."""

from collections.abc import Iterator

import pytest

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE

from .desk import Desk


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    """The test itself sees everybody."""
    with seen_by(SERVICE):
        yield Desk(build_house())
