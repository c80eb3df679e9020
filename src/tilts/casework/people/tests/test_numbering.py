"""Every file number is given once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.casework.people.models import FileNumbers
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


@pytest.mark.django_db
@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from([2031, 2032, 2131]), st.integers(1, 4)), max_size=8))
def test_however_years_alternate_no_number_is_given_twice(takes: list[tuple[int, int]]) -> None:
    FileNumbers.objects.all().delete()
    taken: dict[int, list[str]] = {}
    for year, count in takes:
        taken.setdefault(year, []).extend(take_numbers(year, count))
    for year, numbers in taken.items():
        assert numbers == [f"{year % 100:02}-{n:05}" for n in range(1, len(numbers) + 1)]


@pytest.mark.django_db
def test_numbers_of_what_failed_are_given_again() -> None:
    with transaction.atomic():
        assert take_numbers(2026, 5)[0] == "26-00001"
        transaction.set_rollback(True)
    assert take_numbers(2026, 1) == ["26-00001"]


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
