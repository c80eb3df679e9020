"""A prison service with a register of forecasting models."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record

from .desk import Desk

__all__ = ["flushable_record"]


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield


@pytest.fixture
def desk(all_seen: None) -> Desk:
    return Desk(build_house())


@pytest.fixture
def refused() -> Callable[[Callable[[], Any]], list[str]]:
    """The codes of the reasons for which something is refused; fails when it is not."""

    def codes(do: Callable[[], Any]) -> list[str]:
        with pytest.raises(Refused) as found:
            do()
        return [one.code for one in found.value.reasons]

    return codes
