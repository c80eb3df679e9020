"""Probabilities and log-odds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.odds import log_odds, probability


def test_known_values():
    odds = np.array([1 / 9, 1 / 3, 1.0, 3.0, 9.0])
    assert probability(np.log(odds)) == pytest.approx([0.1, 0.25, 0.5, 0.75, 0.9])
    assert log_odds(np.array([0.1, 0.25, 0.5, 0.75, 0.9])) == pytest.approx(np.log(odds))


def test_extremes_do_not_overflow():
    assert probability(np.array([-1e6, -800.0, 800.0, 1e6])).tolist() == [0.0, 0.0, 1.0, 1.0]
    assert probability(np.array([])).tolist() == []


@settings(deadline=None, max_examples=50)
@given(st.floats(-15, 15))
def test_there_and_back(value: float):
    assert log_odds(probability(np.array([value])))[0] == pytest.approx(value, abs=1e-8)


@settings(deadline=None, max_examples=50)
@given(st.floats(-700, 700))
def test_both_outcomes_add_up_to_one(value: float):
    both = probability(np.array([value, -value]))
    assert both.sum() == pytest.approx(1.0, abs=1e-12)
