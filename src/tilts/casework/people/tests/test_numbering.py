"""Every file number is given once."""

import pytest

from tilts.casework.people.numbering import take_numbers


@pytest.mark.django_db
def test_numbers_go_on_within_a_year():
    assert take_numbers(2026, 2) == ["26-00001", "26-00002"]
    assert take_numbers(2026, 1) == ["26-00003"]
    assert take_numbers(2027, 1) == ["27-00001"]
    assert take_numbers(2027, 99_999)[-1] == "27-100000"
