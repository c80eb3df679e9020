"""Every file number is given once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tilts.casework.people.numbering import take_numbers


@pytest.mark.django_db
def test_numbers_go_on_within_a_year():
    assert take_numbers(2026, 2) == ["26-00001", "26-00002"]
    assert take_numbers(2026, 1) == ["26-00003"]
    assert take_numbers(2027, 1) == ["27-00001"]
    assert take_numbers(2027, 99_999)[-1] == "27-100000"


def take_and_close() -> list[str]:
    try:
        return take_numbers(2026, 3)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_numbers_taken_at_once_differ():
    with ThreadPoolExecutor(8) as pool:
        taken = [n for numbers in pool.map(lambda _: take_and_close(), range(24)) for n in numbers]
    assert sorted(taken) == [f"26-{n:05}" for n in range(1, 73)]
