"""What is written in the digits of a share."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.leakage.fractions import MOST_DIVISOR, decimals, divisors


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([0.0, 1.0], [1, 1]),
        ([0.5, 0.25, 0.75, 2 / 4], [2, 4, 4, 2]),
        ([1 / 3, 2 / 3, 219 / 365], [3, 3, 5]),
        ([100 / 365, 1 / 364, 399 / 400], [73, 364, 400]),
        ([1 / 401, np.pi / 4], [401, 401]),
        ([0.333, 0.3333333], [401, 3]),
    ],
)
def test_smallest_divisors(shares: list[float], expected: list[float]):
    assert divisors(np.array(shares)).tolist() == expected


@settings(max_examples=50, deadline=None)
@given(st.lists(st.fractions(0, 1, max_denominator=MOST_DIVISOR), min_size=1, max_size=20))
def test_every_share_of_up_to_400_days_shows_its_divisor(shares: list[Fraction]):
    found = divisors(np.array([float(share) for share in shares]))
    assert found.tolist() == [share.denominator for share in shares]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1.0, -3.0, 0.0, 1e6], [0, 0, 0, 0]),
        ([0.5, -0.25, 12.125], [1, 2, 3]),
        ([0.1 + 0.2, 1e-7, 0.30], [17, 7, 1]),
    ],
)
def test_decimals_in_the_shortest_form(numbers: list[float], expected: list[float]):
    assert decimals(np.array(numbers)).tolist() == expected


@settings(max_examples=50, deadline=None)
@given(st.lists(st.decimals(-1000, 1000, places=3), min_size=1, max_size=20))
def test_decimals_of_decimals(numbers: list[Fraction]):
    written = [str(float(number)).rstrip("0").partition(".")[2] for number in numbers]
    found = decimals(np.array([float(number) for number in numbers]))
    assert found.tolist() == [len(digits) for digits in written]
