"""Every file number is given once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tilts.casework.people.numbering import take_numbers
from tilts.platform.record.tests.flushing import flushable_record

__all__ = ["flushable_record"]  # a fixture
CLERKS, TIMES, AT_ONCE = 2, 20, 3


@pytest.mark.django_db
def test_numbers_go_on_within_a_year() -> None:
    assert take_numbers(2026, 2) == ["26-00001", "26-00002"]
    assert take_numbers(2026, 1) == ["26-00003"]
    assert take_numbers(2027, 1) == ["27-00001"]
    assert take_numbers(2027, 99_999)[-1] == "27-100000"


@pytest.mark.usefixtures("flushable_record")
def test_two_at_once_never_get_the_same_number() -> None:
    ready = Barrier(CLERKS)

    def clerk(_number: int) -> list[list[str]]:
        ready.wait()
        taken = [take_numbers(2026, AT_ONCE) for _ in range(TIMES)]
        connections.close_all()
        return taken

    with ThreadPoolExecutor(CLERKS) as threads:
        taken = [numbers for own in threads.map(clerk, range(CLERKS)) for numbers in own]
    expected = [f"26-{n:05}" for n in range(1, CLERKS * TIMES * AT_ONCE + 1)]
    assert sorted(taken) == [expected[i : i + AT_ONCE] for i in range(0, len(expected), AT_ONCE)]
