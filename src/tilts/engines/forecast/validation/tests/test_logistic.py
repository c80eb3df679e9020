"""The regression beneath recalibration: against another library, and where answers lie far off."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from tilts.engines.forecast.odds import probability as expected
from tilts.engines.forecast.validation import Recalibration, outcomes, recalibration
from tilts.engines.forecast.validation.arrays import logit
from tilts.engines.forecast.validation.calibration import logistic

from .near import near

HALF = outcomes([0, 1] * 50)


def test_it_is_the_regression_of_scikit_learn():
    """Three columns, 300 people; without a penalty both have one and the same best answer."""
    random = np.random.default_rng(8)
    answers = random.normal(size=(300, 3))
    odds = answers @ np.array([0.5, -1.0, 0.2]) - 0.4
    outcome = outcomes(random.uniform(size=300) < expected(odds))
    other = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(answers, outcome)
    found = logistic(np.column_stack([np.ones(300), answers]), outcome)
    assert found is not None
    assert found.tolist() == near([*other.intercept_, *other.coef_[0]], abs=1e-5)


def test_an_offset_is_counted_with_a_weight_of_one():
    """The intercept that is left over when everybody's log-odds are already 1 too high."""
    offset = np.full(100, 1.0)
    found = logistic(np.ones((100, 1)), HALF, offset=offset)
    assert found is not None
    assert found.tolist() == near([-1.0])


@pytest.mark.parametrize("forecast", [0.01, 0.9, 0.99, 0.999, 1e-9, 1 - 1e-9])
def test_half_have_the_outcome_whatever_was_forecast(forecast):
    """In the large is then minus the log-odds of the forecast, however far off that was."""
    found = recalibration(HALF, np.full(100, forecast))
    expected = np.log((1 - forecast) / forecast)
    assert found == Recalibration(None, None, near(expected, rel=1e-6))


@pytest.mark.parametrize(("certain", "large"), [(0.0, 27.631), (1.0, -27.631)])
def test_a_certainty_that_fails_for_half_is_far_off_and_not_infinitely(certain, large):
    """0 and 1 count as one in a million million."""
    assert recalibration(HALF, np.full(100, certain)).in_the_large == near(large, abs=1e-3)


def test_far_too_high_for_some_and_not_for_others():
    """Two groups at 97 % and 99.9 %, of which 50 and 75 % have it: the line through both points."""
    outcome = outcomes([0, 1] * 50 + [0, 1, 1, 1] * 25)
    odds = np.log([97 / 3, 999])
    slope = np.log(3) / (odds[1] - odds[0])
    found = recalibration(outcome, np.repeat([0.97, 0.999], 100))
    assert (found.intercept, found.slope) == (near(-slope * odds[0]), near(slope))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.floats(0.001, 0.999)), min_size=2, max_size=40).filter(
        lambda people: len({one for one, _ in people}) == 2
    )
)
def test_in_the_large_makes_the_sums_equal(people):
    """What is expected after the shift is what happened (the score equation), always findable."""
    outcome = outcomes(one for one, _ in people)
    probability = np.array([number for _, number in people])
    found = recalibration(outcome, probability)
    assert found.in_the_large is not None
    assert expected(logit(probability) + found.in_the_large).sum() == near(outcome.sum())


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.floats(0.02, 0.98), st.floats(0.02, 0.98))
def test_two_groups_give_the_line_through_two_points(here, there, low, high):
    """A line has two numbers: it meets the rates of two groups exactly."""
    if abs(logit(np.array([low]))[0] - logit(np.array([high]))[0]) < 0.4:
        return
    outcome = outcomes([1] * here + [0] * (10 - here) + [1] * there + [0] * (10 - there))
    found = recalibration(outcome, np.repeat([low, high], 10))
    assert found.intercept is not None
    assert found.slope is not None
    again = expected(found.intercept + found.slope * logit(np.array([low, high])))
    assert again.tolist() == near([here / 10, there / 10], abs=1e-6)


@pytest.mark.parametrize(
    ("design", "outcome"),
    [
        ([[1, 2], [1, 2], [1, 2], [1, 2]], [0, 1, 0, 1]),  # the second column says nothing new
        ([[1, 0], [1, 0], [1, 1], [1, 1]], [0, 1, 1, 1]),  # everybody with the mark has it
        ([[1, 0], [1, 1]], [1, 1]),  # one class
    ],
)
def test_no_single_finite_answer(design, outcome):
    assert logistic(np.array(design, dtype=float), outcomes(outcome)) is None


def test_log_odds_and_back():
    probability = np.array([0.0, 1e-12, 0.2, 0.5, 0.9, 1.0])
    assert expected(logit(probability)).tolist() == near(
        [1e-12, 1e-12, 0.2, 0.5, 0.9, 1.0], rel=1e-9, abs=1e-16
    )
    assert expected(np.array([-1e9, 0.0, 1e9])).tolist() == near([0.0, 0.5, 1.0], abs=1e-300)
