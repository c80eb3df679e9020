"""Intervals of shares, against published ones."""

import pytest

from tilts.engines.forecast.shares import wilson


@pytest.mark.parametrize(
    ("events", "people", "expected"),
    # Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilson_of_newcombe(events, people, expected):
    assert tuple(round(number, 4) for number in wilson(events, people)) == expected


def test_nobody_says_nothing():
    assert wilson(0, 0) == (0, 1)
