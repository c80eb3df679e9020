"""Rates by band of a score: which bands there are, and which stand in the wrong order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.local import BandRate, band_rates
from tilts.engines.forecast.local.bands import disordered
from tilts.engines.forecast.shares import wilson
from tilts.engines.forecast.validation import outcomes
from tilts.engines.forecast.validation.tests.near import near

PEOPLE = st.lists(st.tuples(st.integers(-30, 30), st.sampled_from([0, 1])), min_size=1, max_size=80)


def band(people, events):
    return BandRate(0, 0, people, events, wilson(events, people))


def test_few_values_are_a_band_each():
    """Also negative ones and fractions, in their order, whatever that of the rows."""
    score = np.array([0.5, -2, 0.5, 0.5, -2, 7])
    assert band_rates(score, outcomes([1, 0, 0, 1, 0, 1])) == (
        BandRate(-2, -2, 2, 0, wilson(0, 2)),
        BandRate(0.5, 0.5, 3, 2, wilson(2, 3)),
        BandRate(7, 7, 1, 1, wilson(1, 1)),
    )


def test_the_interval_of_a_band_is_wilsons():
    """Ten of a hundred: 5.5 % to 17.4 %, as Wilson's interval is tabled everywhere."""
    (found,) = band_rates(np.ones(100), outcomes([1] * 10 + [0] * 90))
    assert (found.rate, [round(one, 3) for one in found.interval]) == (0.1, [0.055, 0.174])


def test_twelve_values_are_shown_as_they_are_and_thirteen_in_tenths():
    for values, bands in ((12, 12), (13, 10)):
        score = np.arange(values, dtype=float).repeat(10)
        found = band_rates(score, outcomes([0, 1] * (5 * values)))
        assert len(found) == bands, values
        assert [one.rate for one in found] == near([0.5] * bands)


def test_equal_scores_are_never_parted():
    """Nine of ten have 0: they are one band, not nine."""
    score = np.array([0.0] * 180 + [*range(1, 21)])
    found = band_rates(score, outcomes([0] * 180 + [1] * 20))
    assert [(one.low, one.high, one.people, one.events) for one in found] == [
        (0, 0, 180, 0),
        (1, 20, 20, 20),
    ]


@settings(max_examples=50)
@given(PEOPLE)
def test_everybody_is_in_one_band_and_bands_do_not_meet(people):
    score, outcome = (np.array(one) for one in zip(*people, strict=True))
    found = band_rates(score.astype(float), outcomes(outcome))
    assert sum(one.people for one in found) == len(score)
    assert sum(one.events for one in found) == outcome.sum()
    edges = [edge for one in found for edge in (one.low, one.high)]
    assert edges == sorted(edges)
    for one in found:
        own = (score >= one.low) & (score <= one.high)
        assert (one.people, one.events) == (own.sum(), outcome[own].sum())


@pytest.mark.parametrize(
    ("bands", "found"),
    [
        ([band(100, 20), band(100, 60)], []),
        ([band(100, 60), band(100, 20)], [(0, 1)]),
        ([band(10, 6), band(10, 5)], []),  # fewer, but not surely
        ([band(100, 60), band(100, 20), band(100, 70), band(100, 5)], [(0, 1), (2, 3)]),
        ([band(100, 60), band(100, 45), band(100, 30)], []),  # only neighbours are compared
        ([band(100, 50)], []),
        ([], []),
    ],
)
def test_neighbours_in_the_wrong_order(bands, found):
    pairs = disordered(tuple(bands))
    assert pairs == [(bands[low], bands[high]) for low, high in found]
