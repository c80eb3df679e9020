"""What all measures take: outcomes, bins, and refusals in full."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.validation import outcomes
from tilts.engines.forecast.validation.arrays import check, quantile_bins, share

FEW = st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([0, 1, 1], [0, 1, 1]), ([True, False], [1, 0]), ([1.0, 0.0], [1, 0]), ([], [])],
)
def test_numbers_and_booleans_are_outcomes(values, expected):
    found = outcomes(values)
    assert (found.tolist(), str(found.dtype)) == (expected, "int8")


@pytest.mark.parametrize("value", [2, -1, 0.5, float("nan"), None])
def test_what_is_no_outcome(value):
    with pytest.raises(ValueError, match=r"^An outcome is 0 or 1; leave out the rows in which it "):
        outcomes([0, 1, value])


@pytest.mark.parametrize(
    ("outcome", "probability", "said"),
    [
        ([0, 1], [0.5], "2 outcomes and 1 probabilities: give one of each a row."),
        ([], [], "0 outcomes and 0 probabilities: give one of each a row."),
        ([1], [-0.1], "A probability is a number from 0 to 1; score the rows that have none."),
        ([1], [np.nan], "A probability is a number from 0 to 1; score the rows that have none."),
        ([1], [np.inf], "A probability is a number from 0 to 1; score the rows that have none."),
    ],
)
def test_refusals(outcome, probability, said):
    with pytest.raises(ValueError, match=r"\.$") as refused:
        check(outcomes(outcome), np.array(probability))
    assert str(refused.value) == said


def test_nothing_has_no_share():
    assert np.isnan(share(np.array([])))
    assert share(outcomes([1, 0, 0, 1])) == 0.5


@pytest.mark.parametrize(
    ("values", "bins", "expected"),
    [
        ([1, 2, 3, 4], 2, [0, 0, 1, 1]),
        ([4, 1, 3, 2], 2, [1, 0, 1, 0]),
        ([1, 2, 3, 4], 1, [0, 0, 0, 0]),
        ([7, 7, 7, 7], 10, [0, 0, 0, 0]),
        ([7], 10, [0]),
        ([1, 2], 10, [0, 1]),
        ([0, 0, 0, 1], 2, [0, 0, 0, 1]),
        ([0, 1, 1, 1], 2, [0, 1, 1, 1]),
        ([0] + [1] * 99, 10, [0] + [1] * 99),
        ([0] * 99 + [1], 10, [0] * 99 + [1]),
        ([0, 1, 1, 1, 1, 1, 1, 1, 2], 4, [0, 1, 1, 1, 1, 1, 1, 1, 2]),
        ([-3, -2, -1, 0], 2, [0, 0, 1, 1]),
    ],
)
def test_bins_by_hand(values, bins, expected):
    assert quantile_bins(np.array(values, dtype=float), bins).tolist() == expected


@settings(max_examples=50, deadline=None)
@given(FEW, st.integers(1, 12))
def test_bins_are_in_order_few_and_hold_equal_values_together(values, bins):
    found = quantile_bins(np.array(values), bins).tolist()
    assert sorted(set(found)) == list(range(max(found) + 1))
    assert len(set(found)) <= bins
    pairs = sorted(zip(values, found, strict=True))
    assert [number for _, number in pairs] == sorted(found)
    assert len({(value, number) for value, number in pairs}) == len(set(values))


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 200), st.integers(2, 10))
def test_different_values_make_bins_of_equal_size(people, bins):
    """As near as whole people allow, and one more where a border falls on a person."""
    sizes = np.bincount(quantile_bins(np.arange(float(people)), bins))
    assert sizes.max() - sizes.min() <= 2


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.integers(2, 10))
def test_two_values_are_two_bins_however_many_have_each(low, high, bins):
    found = quantile_bins(np.repeat([0.0, 1.0], [low, high]), bins)
    assert found.tolist() == [0] * low + [1] * high
