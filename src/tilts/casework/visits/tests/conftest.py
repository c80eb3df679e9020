"""An officer and their head in a prison, and somebody whom they visit."""

from collections.abc import Iterator

import pytest

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE

from .desk import Desk


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield


@pytest.fixture
def desk(all_seen: None) -> Desk:
    return Desk(build_house())
