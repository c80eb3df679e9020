"""Whether a model comes as near to another as was asked: by hand, and in words."""

import numpy as np
import pytest

from tilts.engines.forecast.validation import Crossed, Interval, Margin, margin, outcomes
from tilts.engines.forecast.validation.crossed import Mean

from .near import near

OUTCOME = outcomes([1, 0, 1, 0])
ONE = Crossed("ebm", OUTCOME, np.array([[0.8, 0.2, 0.6, 0.4], [0.6, 0.2, 0.6, 0.2]]))
OTHER = Crossed("lightgbm", OUTCOME, np.array([[0.9, 0.1, 0.7, 0.3], [0.7, 0.1, 0.7, 0.1]]))
# Squared errors less squared errors: .03 .03 .07 .07, mean .05; .07 .03 .07 .03, mean .05.


def made(mean: float, low: float | None, high: float | None, most: float = 0.0005) -> Margin:
    return Margin("ebm", "lightgbm", most, Mean(mean, 0.0001), Interval(mean, low, high, 500))


def test_by_hand():
    found = margin(ONE, OTHER, 0.06, repeats=200)
    assert (found.one, found.other, found.most) == ("ebm", "lightgbm", 0.06)
    assert (found.over_repeats.mean, found.over_repeats.error) == (near(0.05), near(0.0))
    assert (found.difference.value, found.difference.draws) == (near(0.05), 200)
    # Of each person over both repeats: .05 .03 .07 .05; four of the lowest are the least there is.
    assert found.difference.low is not None
    assert found.difference.high is not None
    assert 0.03 <= found.difference.low < 0.05 < found.difference.high <= 0.07


def test_a_learner_is_no_further_from_itself():
    found = margin(ONE, ONE, 0, repeats=20)
    assert found == Margin("ebm", "ebm", 0, Mean(0.0, 0.0), Interval(0.0, 0.0, 0.0, 20))
    assert (found.reached, found.surely) == (True, True)


def test_it_is_the_mean_of_scores_and_not_the_score_of_a_mean():
    """Forecasts of 0 and 1 by turns are .5 on the mean, and as wrong as can be one by one."""
    turns = Crossed("turns", OUTCOME, np.array([[0.0, 1.0, 0.0, 1.0], [1.0, 0.0, 1.0, 0.0]]))
    half = Crossed("half", OUTCOME, np.full((2, 4), 0.5))
    assert margin(turns, half, 0, repeats=20).over_repeats == Mean(0.25, near(0.5))


def test_the_same_seed_draws_the_same_people():
    one, same = (margin(ONE, OTHER, 0, repeats=30, seed=3) for _ in range(2))
    assert one == same


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (made(0.0001, -0.0001, 0.0004), "reached (+0.00010; so says the whole interval)"),
        (made(0.0001, -0.0001, 0.0006), "reached (+0.00010; the interval leaves it open)"),
        (made(-0.0002, None, None), "reached (-0.00020; the interval leaves it open)"),
        (made(0.0006, 0.0004, 0.0008), "not reached (+0.00060; the interval leaves it open)"),
        (made(0.0016, 0.0011, 0.0021), "not reached (+0.00160; so says the whole interval)"),
        (made(0.0005, 0.0005, 0.0005), "reached (+0.00050; so says the whole interval)"),
    ],
)
def test_in_words(found: Margin, said: str):
    assert str(found) == f"ebm within 0.0005 of lightgbm: {said}"


def test_who_was_not_judged_by_has_no_margin():
    part = Crossed("part", OUTCOME, np.array([[0.8, np.nan, 0.6, 0.4]]))
    with pytest.raises(ValueError, match=r"^part: a margin wants every row judged by in every"):
        margin(part, OTHER, 0)
