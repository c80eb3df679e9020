"""What a score means here: by hand, and where it cannot be said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.local import Proposal, propose
from tilts.engines.forecast.validation import Interval, outcomes
from tilts.engines.forecast.validation.tests.near import near

NONE = Interval(None, None, None, 0)
# Of 40 people with 0 points 10 have the outcome, of 40 with 2 points 30.
POINTS = np.repeat([0.0, 2.0], 40)
HAD = outcomes([*[1] * 10, *[0] * 30, *[1] * 30, *[0] * 10])


def test_two_scores_are_two_log_odds():
    made = propose(POINTS, HAD, repeats=100, jobs=1)
    assert (made.intercept.value, made.slope.value) == (near(-np.log(3)), near(np.log(3)))
    assert made.made
    assert made.probability(np.array([0.0, 1.0, 2.0])).tolist() == near([0.25, 0.5, 0.75])
    assert made.slope.low is not None
    assert made.slope.high is not None
    # The variance of log-odds is the sum of one through each count (Woolf 1955).
    width = 2 * 1.96 * (2 / 10 + 2 / 30) ** 0.5 / 2
    assert made.slope.high - made.slope.low == near(width, rel=0.4)


@pytest.mark.parametrize(
    ("score", "outcome"),
    [
        ([3.0] * 20, [0, 1] * 10),  # one score
        ([1.0, 2.0] * 10, [1] * 20),  # one class
        ([1.0, 2.0] * 10, [0, 1] * 10),  # the score says it all
    ],
)
def test_what_is_not_settled_is_not_proposed(score, outcome):
    made = propose(np.array(score), outcomes(outcome), repeats=10, jobs=1)
    assert made == Proposal(NONE, NONE)
    assert not made.made
    with pytest.raises(ValueError, match=r"^The outcomes do not settle what a score means here\.$"):
        made.probability(np.array([1.0]))


def test_a_proposal_without_an_interval_is_one():
    alone = Interval(0.5, None, None, 3)
    assert Proposal(alone, alone).probability(np.array([-1.0])).tolist() == [0.5]


def test_the_same_seed_gives_the_same_proposal_whatever_the_jobs():
    runs = [
        propose(POINTS, HAD, repeats=30, seed=seed, jobs=jobs) for seed, jobs in ((1, 1), (1, 2))
    ]
    other = propose(POINTS, HAD, repeats=30, seed=2, jobs=1)
    assert runs[0] == runs[1]
    assert (runs[0].slope.value, runs[0] == other) == (other.slope.value, False)


@settings(max_examples=25)
@given(st.integers(-20, 20), st.sampled_from([-3, -1, 2, 5]))
def test_another_unit_of_the_score_proposes_the_same(shift, stretch):
    made, again = (
        propose(score, HAD, repeats=2, jobs=1) for score in (POINTS, shift + stretch * POINTS)
    )
    assert again.probability(shift + stretch * POINTS).tolist() == near(
        made.probability(POINTS).tolist(), abs=1e-6
    )
