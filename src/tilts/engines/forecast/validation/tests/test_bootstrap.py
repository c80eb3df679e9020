"""Intervals: the same seed, the same interval; a known one; and what has none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.validation import (
    Compared,
    Interval,
    auc,
    brier,
    compare,
    interval,
    outcomes,
    resampled,
)

from .near import near

RANDOM = np.random.default_rng(1)
PROBABILITY = RANDOM.uniform(size=400)
OUTCOME = outcomes(RANDOM.uniform(size=400) < PROBABILITY)


def test_the_interval_of_a_share_is_that_of_its_standard_error():
    share = np.repeat([0.0, 1.0], [280, 120])
    found = interval(lambda rows: share[rows].mean(), 400, repeats=2000, jobs=1)
    half = 1.96 * (0.3 * 0.7 / 400) ** 0.5
    low, high = near(0.3 - half, abs=0.004), near(0.3 + half, abs=0.004)
    assert found == Interval(0.3, low, high, 2000)


def test_the_same_seed_gives_the_same_with_any_number_of_jobs():
    def measure(rows):
        return [brier(OUTCOME[rows], PROBABILITY[rows]), auc(OUTCOME[rows], PROBABILITY[rows])]

    one = resampled(measure, 400, repeats=60, seed=3, jobs=1)
    assert one == resampled(measure, 400, repeats=60, seed=3, jobs=2)
    assert one != resampled(measure, 400, repeats=60, seed=4, jobs=1)


def test_what_no_draw_gives_has_no_interval():
    found = interval(lambda rows: float("nan"), 10, repeats=20, jobs=1)
    assert (found, str(found)) == (Interval(None, None, None, 0), "–")


def test_what_few_draws_give_has_a_value_but_no_interval():
    """One person of forty has the outcome: but for each third draw nobody has."""
    rare = outcomes([1] + [0] * 39)
    score = np.linspace(1, 0, 40)
    found = interval(
        lambda rows: auc(rare[rows], score[rows]) if len(set(rows)) > 25 else float("nan"),
        40,
        repeats=100,
        jobs=1,
    )
    assert (found.value, found.low, found.high) == (1.0, None, None)
    assert str(found) == "1.0000"


def test_a_model_compared_with_itself_differs_by_nothing():
    for found in compare(OUTCOME, PROBABILITY, PROBABILITY, repeats=50, jobs=1):
        assert found.one == found.other
        assert found.difference == Interval(0.0, 0.0, 0.0, 50)
        assert not found.differs


def test_pairing_sees_what_two_intervals_hide():
    """A slightly worse model on the same people: intervals overlap, the difference is plain."""
    worse = np.clip(PROBABILITY + 0.1, 0, 1)
    found = compare(OUTCOME, PROBABILITY, worse, repeats=200, jobs=1)[0]
    one, other = found.one, found.other
    assert found.measure == "brier"
    assert one.high is not None
    assert other.low is not None
    assert one.high > other.low
    assert found.differs
    assert str(found.difference).startswith("-0.0")


def test_models_are_compared_on_the_same_rows():
    with pytest.raises(ValueError, match="400 outcomes and 399 probabilities"):
        compare(OUTCOME, PROBABILITY, PROBABILITY[1:])


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Interval(None, None, None, 0), "–"),
        (Interval(0.7, None, None, 3), "0.7000"),
        (Interval(0.7, 0.65, 0.75004, 100), "0.7000 (0.6500 to 0.7500)"),
        (Interval(-0.5, -1.0, 0.0, 100), "-0.5000 (-1.0000 to 0.0000)"),
    ],
)
def test_in_words(found, said):
    assert str(found) == said


def test_what_does_not_vary_has_an_interval_of_no_width():
    assert resampled(lambda rows: [len(rows), 2.5], 7, repeats=30, jobs=1) == [
        Interval(7.0, 7.0, 7.0, 30),
        Interval(2.5, 2.5, 2.5, 30),
    ]


def test_one_number_is_the_first_of_many():
    def measure(rows):
        return float(OUTCOME[rows].mean())

    alone = interval(measure, 400, repeats=40, seed=9, jobs=1)
    both = resampled(lambda rows: [measure(rows), 0.0], 400, repeats=40, seed=9, jobs=1)
    assert alone == both[0]


def test_more_draws_begin_with_the_same():
    """A seed for each draw: what is drawn does not hang on how many, nor on batches of 25."""
    seen: list[list[int]] = []

    def measure(rows):
        seen.append(rows.tolist())
        return [0.0]

    resampled(measure, 5, repeats=10, seed=2, jobs=1)
    resampled(measure, 5, repeats=30, seed=2, jobs=1)
    few, many = seen[:10], seen[11:41]
    assert few == many[:10]
    assert (seen[10], seen[41]) == ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4])
    assert len({tuple(rows) for rows in many}) > 25


def test_draws_are_of_the_same_number_with_some_twice():
    sizes = interval(lambda rows: len(set(rows)) / len(rows), 400, repeats=100, jobs=1)
    assert (sizes.value, sizes.draws) == (1.0, 100)
    assert sizes.low == near(1 - np.exp(-1), abs=0.05)
    assert sizes.high == near(1 - np.exp(-1), abs=0.05)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-100, 100), min_size=2, max_size=30), st.integers(0, 1000))
def test_a_mean_lies_between_the_extremes(values, seed):
    numbers = np.array(values)
    found = interval(
        lambda rows: float(numbers[rows].mean()), len(values), repeats=20, seed=seed, jobs=1
    )
    assert found.low is not None
    assert found.high is not None
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9


def test_a_wider_level_holds_the_narrower():
    def measure(rows):
        return [auc(OUTCOME[rows], PROBABILITY[rows])]

    (wide,) = resampled(measure, 400, repeats=200, level=0.99, jobs=1)
    (narrow,) = resampled(measure, 400, repeats=200, level=0.5, jobs=1)
    assert wide.low is not None
    assert wide.high is not None
    assert narrow.low is not None
    assert narrow.high is not None
    assert wide.low < narrow.low < narrow.high < wide.high


def test_the_interval_of_an_area_is_near_that_of_hanley_and_mcneil():
    """Their standard error by Q1 and Q2 (1982, p. 31), on 51 against 58 readings: 0.032."""
    outcome = outcomes([0] * 58 + [1] * 51)
    score = np.repeat(np.tile(np.arange(5.0), 2), [33, 6, 6, 11, 2, 3, 2, 2, 11, 33])
    area = auc(outcome, score)
    first, second = area / (2 - area), 2 * area**2 / (1 + area)
    spread = (area * (1 - area) + 50 * (first - area**2) + 57 * (second - area**2)) / (51 * 58)
    found = interval(lambda rows: auc(outcome[rows], score[rows]), 109, repeats=1000, jobs=1)
    assert found.low is not None
    assert found.high is not None
    assert round(spread**0.5, 3) == 0.032
    assert (found.high - found.low) / 2 / 1.96 == near(0.032, abs=0.004)


def test_comparing_turned_round_turns_the_sign():
    other = np.clip(PROBABILITY * 0.9, 0, 1)
    there = compare(OUTCOME, PROBABILITY, other, repeats=40, jobs=1)
    back = compare(OUTCOME, other, PROBABILITY, repeats=40, jobs=1)
    assert [one.measure for one in there] == ["brier", "auc", "log_loss"]
    for one, two in zip(there, back, strict=True):
        assert (one.one, one.other) == (two.other, two.one)
        assert one.difference.value == near(-(two.difference.value or 0))
        assert one.difference.low == near(-(two.difference.high or 0), abs=1e-12)
        assert one.differs == two.differs


def test_a_rescaled_score_orders_as_well_and_is_further_off():
    """The AUC hangs on order only: no difference there, a plain one in Brier and log loss."""
    squared = PROBABILITY**2
    found = compare(OUTCOME, PROBABILITY, squared, repeats=100, jobs=1)
    assert [one.differs for one in found] == [True, False, True]
    assert found[1].difference == Interval(0.0, 0.0, 0.0, 100)


@pytest.mark.parametrize(
    ("low", "high", "differs"),
    [
        (0.1, 0.2, True),
        (-0.2, -0.1, True),
        (-0.1, 0.1, False),
        (0.0, 0.1, False),
        (None, None, False),
    ],
)
def test_when_two_models_differ(low, high, differs):
    here = Interval(0.2, 0.1, 0.3, 100)
    assert Compared("auc", here, here, Interval(0.1, low, high, 100)).differs is differs


def test_what_one_class_leaves_without_a_number():
    """Nobody has the outcome: Brier and log loss can be compared, areas cannot."""
    nobody = outcomes([0] * 30)
    found = compare(nobody, np.full(30, 0.2), np.full(30, 0.3), repeats=20, jobs=1)
    assert [one.differs for one in found] == [True, False, True]
    none = Interval(None, None, None, 0)
    assert found[1] == Compared("auc", none, none, none)
