"""Decisions on worked numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.validation import (
    At,
    Benefit,
    at_threshold,
    decision_curve,
    outcomes,
)
from tilts.engines.forecast.validation.decisions import THRESHOLDS, per_thousand

from .near import near

OUTCOME = outcomes([1, 1, 0, 0, 0])
PROBABILITY = np.array([0.8, 0.3, 0.6, 0.2, 0.1])


def test_net_benefit_by_hand():
    """At 0.5 one right and one wrong weigh the same; at 0.2 a wrong one weighs a quarter."""
    assert decision_curve(OUTCOME, PROBABILITY, [0.2, 0.5]) == (
        Benefit(0.2, near(2 / 5 - 2 / 5 / 4), near(2 / 5 - 3 / 5 / 4)),
        Benefit(0.5, near(0), near(-1 / 5)),
    )


def test_what_is_useful():
    assert [one.useful for one in decision_curve(OUTCOME, PROBABILITY, [0.2, 0.5])] == [True, False]


@given(st.floats(0.01, 0.99))
def test_a_perfect_model_gains_the_base_rate_everywhere(threshold):
    (found,) = decision_curve(OUTCOME, OUTCOME.astype(float), [threshold])
    assert found.model == near(0.4)


def test_per_1000_people():
    found = at_threshold(OUTCOME, PROBABILITY, 0.3)
    assert found == At(0.3, flagged_with=400, flagged_without=200, missed=0, left_rightly=400)
    assert str(found) == (
        "Of 1,000 people 600 are at 30% or above: 400 of them have the outcome and 200 do not. "
        "Of the 400 below, 0 have the outcome all the same."
    )


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6).filter(any))
def test_whole_parts_add_up_and_are_near(counts):
    parts = per_thousand(counts)
    assert sum(parts) == 1000
    exact = [1000 * count / sum(counts) for count in counts]
    assert max(abs(part - one) for part, one in zip(parts, exact, strict=True)) < 1


@pytest.mark.parametrize("threshold", [0, 1, -0.1, 1.2, float("nan")])
def test_a_threshold_lies_between_0_and_1(threshold):
    with pytest.raises(ValueError, match=r"^A threshold lies between 0 and 1\.$"):
        decision_curve(OUTCOME, PROBABILITY, [0.5, threshold])


def test_whoever_is_at_the_threshold_is_flagged():
    found = at_threshold(outcomes([1, 0]), np.array([0.3, 0.3]), 0.3)
    assert found == At(0.3, flagged_with=500, flagged_without=500, missed=0, left_rightly=0)
    above = at_threshold(outcomes([1, 0]), np.array([0.3, 0.3]), 0.31)
    assert above == At(0.31, flagged_with=0, flagged_without=0, missed=500, left_rightly=500)


@pytest.mark.parametrize(
    ("threshold", "said"),
    [(0.5, "50%"), (0.07, "7%"), (0.125, "12.5%"), (0.333, "33.3%"), (0.005, "0.5%")],
)
def test_a_threshold_is_said_as_it_is(threshold, said):
    assert str(At(threshold, 1, 2, 3, 994)) == (
        f"Of 1,000 people 3 are at {said} or above: 1 of them have the outcome and 2 do not. "
        "Of the 997 below, 3 have the outcome all the same."
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([1], [1000]),
        ([0, 5, 0], [0, 1000, 0]),
        ([1, 1, 1], [334, 333, 333]),
        ([1, 2], [333, 667]),
        ([1, 1, 1, 1, 1, 1], [167, 167, 167, 167, 166, 166]),
        ([1, 9999], [0, 1000]),
        ([6, 9994], [1, 999]),
    ],
)
def test_whole_parts_by_hand(counts, expected):
    """Where two remainders are the same, the first is rounded up."""
    assert per_thousand(counts) == expected


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.floats(0, 1)), min_size=1, max_size=50),
    st.floats(0.01, 0.99),
)
def test_benefit_is_what_the_counts_say(people, threshold):
    """Flagging everybody gains the base rate less its price; nobody gains more than all of it."""
    outcome = outcomes(one for one, _ in people)
    probability = np.array([number for _, number in people])
    (found,) = decision_curve(outcome, probability, [threshold])
    base = float(outcome.mean())
    assert found.everybody == near(base - (1 - base) * threshold / (1 - threshold), abs=1e-9)
    assert found.model <= base + 1e-12
    cells = at_threshold(outcome, probability, threshold)
    assert sum((cells.flagged_with, cells.flagged_without, cells.missed, cells.left_rightly)) == (
        1000
    )
    assert cells.flagged_with + cells.missed == near(1000 * base, abs=2)


def test_the_curve_at_the_usual_thresholds():
    """Of five two have it; who is flagged at each threshold is counted on the fingers."""
    counts = [(2, 3), (2, 2), (2, 1), (1, 1), (1, 1), (1, 1), (1, 0), (1, 0), (0, 0)]
    assert decision_curve(OUTCOME, PROBABILITY) == tuple(
        Benefit(
            one,
            near((right - wrong * one / (1 - one)) / 5),
            near((2 - 3 * one / (1 - one)) / 5),
        )
        for one, (right, wrong) in zip(THRESHOLDS, counts, strict=True)
    )
