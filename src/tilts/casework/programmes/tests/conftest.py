"""A prison that applies, and a commission that judges."""

from collections.abc import Iterator

import pytest

from tilts.casework.programmes.models import Accreditation
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE

from .board import Board
from .delivery import Delivery


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield


@pytest.fixture
def board(all_seen: None) -> Board:
    return Board(build_house())


@pytest.fixture
def delivery(all_seen: None) -> Delivery:
    """Probation in Jelgava, where a programme is given."""
    return Delivery(build_house())


@pytest.fixture
def licensed(delivery: Delivery) -> Accreditation:
    """The programme is licensed."""
    return delivery.licensed()
