"""Probation in Jelgava, where community service is done."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record

from .at_work import AtWork

__all__ = ["flushable_record"]


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield


@pytest.fixture
def at_work(all_seen: None) -> AtWork:
    return AtWork(build_house())


@pytest.fixture
def queries_of() -> Callable[[Callable[[], object]], int]:
    """How many queries something takes."""

    def counted(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as asked:
            call()
        return len(asked)

    return counted
