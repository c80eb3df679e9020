"""An officer in a prison, somebody of theirs, and meetings about them."""

from collections.abc import Iterator

import pytest

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .desk import Desk


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield


@pytest.fixture
def desk(all_seen: None) -> Desk:
    return Desk()
