"""Calibration over time: the charts by hand, and how soon they see what has changed."""

from math import log
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.monitoring import Alert, Chart, drift, limit_for
from tilts.engines.forecast.monitoring.cusum import LESS, MORE, sums

PEOPLE = st.lists(
    st.tuples(st.integers(0, 1), st.floats(0.01, 0.99)), min_size=1, max_size=40
)  # fmt: skip


def arrays(people):
    outcome, probability = zip(*people, strict=True)
    return np.array(outcome, dtype=np.int8), np.array(probability)


def test_the_sums_by_hand():
    outcome, probability = arrays([(1, 0.5), (0, 0.5), (0, 0.2), (1, 0.2)])
    up, down, low = log(2 / 1.5), -log(1.5), -log(1.2)
    last = log(2) + low
    assert up + down < 0
    assert sums(outcome, probability, MORE).tolist() == pytest.approx([up, 0, 0, last])


@settings(max_examples=50, deadline=None)
@given(PEOPLE)
def test_a_sum_is_never_below_nothing_and_one_chart_waits_for_events(people):
    outcome, probability = arrays(people)
    nothing = np.zeros_like(outcome)
    assert (sums(outcome, probability, MORE) >= 0).all()
    assert sums(nothing, probability, MORE).tolist() == [0] * len(people)
    assert (np.diff(sums(nothing, probability, LESS)) > 0).all()


def test_the_first_past_the_limit_is_named():
    chart = Chart(2.0, (0.0, 1.0, 3.0, 5.0, 2.0), 3.0)
    assert chart.first == 2
    assert chart.alert == Alert("calibration", "more than forecast", 5.0, 3.0, hard=True)
    assert Chart(0.5, (0.0, 3.0), 3.0).alert == Alert(
        "calibration", "less than forecast", 3.0, 3.0, hard=True
    )
    quiet = Chart(2.0, (0.0, 2.9), 3.0)
    assert (quiet.first, quiet.alert) == (None, None)


def people(odds, number, seed):
    """Forecasts, and outcomes whose odds are so many times those of the forecast."""
    chance = np.random.default_rng(seed)
    probability = chance.uniform(0.05, 0.6, number)
    true = odds * probability / (1 - probability + odds * probability)
    return (chance.random(number) < true).astype(np.int8), probability


def test_a_model_that_is_right_goes_on_and_one_that_is_wrong_is_found():
    _, probability = people(1, 2000, 0)
    drawn: Any = {"run": 2000, "repeats": 60, "seed": 1, "jobs": 1}
    limits = (limit_for(probability, MORE, **drawn), limit_for(probability, LESS, **drawn))
    assert all(2 < limit < 12 for limit in limits)
    assert drift(*people(1, 300, 2), limits=limits).alerts == ()
    more = drift(*people(2, 1000, 3), limits=limits)
    assert [alert.about for alert in more.alerts] == ["more than forecast"]
    assert more.more.first is not None
    assert more.more.first < 400
    less = drift(*people(0.5, 1000, 4), limits=limits)
    assert [alert.about for alert in less.alerts] == ["less than forecast"]


def test_a_limit_is_the_same_for_the_same_seed_and_higher_for_longer_runs():
    _, probability = people(1, 500, 0)
    asked: Any = {"repeats": 40, "jobs": 1}
    one = limit_for(probability, MORE, run=300, seed=5, **asked)
    assert limit_for(probability, MORE, run=300, seed=5, **asked) == one
    assert limit_for(probability, MORE, run=3000, seed=5, **asked) > one


def test_nobody_and_half_a_person_are_refused():
    with pytest.raises(ValueError, match=r"^There is nobody to draw from\.$"):
        limit_for(np.array([]), MORE)
    with pytest.raises(ValueError, match="give one of each a row"):
        drift(np.array([1], dtype=np.int8), np.array([0.5, 0.5]), limits=(3.0, 3.0))
