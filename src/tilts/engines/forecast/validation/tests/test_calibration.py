"""Calibration on worked numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.forecast.odds import probability as expected
from tilts.engines.forecast.shares import wilson
from tilts.engines.forecast.validation import (
    Bin,
    Recalibration,
    calibration_curve,
    outcomes,
    recalibration,
)
from tilts.engines.forecast.validation.arrays import logit
from tilts.engines.forecast.validation.calibration import logistic

from .near import near

TWO_GROUPS = outcomes([1] * 1 + [0] * 3 + [1] * 3 + [0] * 1)


def test_recalibration_by_hand():
    """A quarter of those at 0.4 and three quarters of those at 0.6: through both points exactly."""
    probability = np.repeat([0.4, 0.6], 4)
    slope = np.log(3) / np.log(1.5)
    expected = Recalibration(near(0, abs=1e-9), near(slope), near(0))
    found = recalibration(TWO_GROUPS, probability)
    assert found == expected


def test_who_forecasts_what_happens_is_calibrated():
    found = recalibration(TWO_GROUPS, np.repeat([0.25, 0.75], 4))
    assert (found.intercept, found.slope) == (near(0, abs=1e-9), near(1))


@given(st.floats(-3, 3), st.floats(0.2, 3))
def test_recalibration_undoes_any_line_in_log_odds(shift, factor):
    """Forecasts bent by a line come back with the line turned round."""
    bent = expected(shift + factor * logit(np.repeat([0.25, 0.75], 4)))
    found = recalibration(TWO_GROUPS, bent)
    assert found.slope == near(1 / factor, rel=1e-6)
    assert found.intercept == near(-shift / factor, abs=1e-6)


@pytest.mark.parametrize(
    ("outcome", "probability", "large"),
    [
        ([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9], 0.0),  # separated: any steeper line fits better
        ([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5], 0.0),  # no line through one point
        ([1, 1, 1, 1], [0.2, 0.4, 0.6, 0.8], None),  # one class
    ],
)
def test_what_the_outcomes_do_not_settle(outcome, probability, large):
    expected = None if large is None else near(large, abs=1e-9)
    found = recalibration(outcomes(outcome), np.array(probability))
    assert found == Recalibration(None, None, expected)


def test_logistic_on_a_table_of_four_cells():
    """The log-odds ratio of 10/20 against 5/25, and nothing else, is the coefficient."""
    exposed = np.repeat([1.0, 0.0], 30)
    outcome = outcomes([1] * 10 + [0] * 20 + [1] * 5 + [0] * 25)
    found = logistic(np.column_stack([np.ones(60), exposed]), outcome)
    assert found is not None
    assert found.tolist() == near([np.log(5 / 25), np.log(10 / 20 / (5 / 25))])


def test_curve_by_quantiles_with_equal_values_together():
    probability = np.array([0.1, 0.1, 0.1, 0.1, 0.5, 0.5, 0.9, 0.9])
    outcome = outcomes([0, 0, 0, 1, 1, 0, 1, 1])
    found = calibration_curve(outcome, probability, bins=4)
    assert [(one.people, one.events, one.forecast, one.rate) for one in found] == [
        (4, 1, near(0.1), 0.25),
        (2, 1, 0.5, 0.5),
        (2, 2, 0.9, 1.0),
    ]
    assert found[1] == Bin(2, 1, 0.5, 0.5, *wilson(1, 2))
