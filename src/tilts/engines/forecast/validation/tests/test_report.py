"""The whole report of a model."""

import json

import numpy as np
import pytest

from tilts.engines.forecast.validation import (
    Interval,
    at_threshold,
    auc,
    brier,
    calibration_curve,
    decision_curve,
    decompose,
    outcomes,
    recalibration,
    validate,
)
from tilts.engines.forecast.validation.bootstrap import finite
from tilts.engines.forecast.validation.measures import log_loss

RANDOM = np.random.default_rng(5)
PROBABILITY = RANDOM.uniform(0.1, 0.6, 500)
OUTCOME = outcomes(RANDOM.uniform(size=500) < PROBABILITY)


def test_a_report_holds_what_each_measure_gives():
    found = validate("made", OUTCOME, PROBABILITY, thresholds=(0.3, 0.5), repeats=40, jobs=1)
    line = recalibration(OUTCOME, PROBABILITY)
    assert (found.model, found.people, found.events) == ("made", 500, int(OUTCOME.sum()))
    assert {name: one.value for name, one in found.measures.items()} == {
        "brier": brier(OUTCOME, PROBABILITY),
        "auc": auc(OUTCOME, PROBABILITY),
        "log_loss": log_loss(OUTCOME, PROBABILITY),
        "calibration_intercept": line.intercept,
        "calibration_slope": line.slope,
        "calibration_in_the_large": line.in_the_large,
    }
    assert found.decomposition == decompose(OUTCOME, PROBABILITY)
    assert found.curve == calibration_curve(OUTCOME, PROBABILITY)
    assert found.benefits == decision_curve(OUTCOME, PROBABILITY, (0.3, 0.5))
    assert found.thresholds == tuple(at_threshold(OUTCOME, PROBABILITY, one) for one in (0.3, 0.5))


def test_each_measure_lies_in_its_interval():
    found = validate("made", OUTCOME, PROBABILITY, repeats=40, jobs=1)
    for one in found.measures.values():
        assert one.draws == 40
        assert sorted(finite([one.low, one.value, one.high])) == [one.low, one.value, one.high]


def test_a_report_can_be_written_down():
    found = validate("made", OUTCOME, PROBABILITY, repeats=20, jobs=1)
    read = json.loads(json.dumps(found.as_json()))
    assert read["base_rate"] == found.base_rate == found.events / 500
    assert Interval(**read["measures"]["auc"]) == found.measures["auc"]


def test_forecasts_all_alike_have_no_slope():
    found = validate("made", OUTCOME, np.full(500, 0.4), repeats=20, jobs=1)
    assert found.measures["calibration_slope"] == Interval(None, None, None, 0)
    assert found.measures["auc"].value == 0.5


@pytest.mark.parametrize(
    ("outcome", "probability", "said"),
    [
        ([0, 0], [0.1, 0.2], "Everybody has the same outcome"),
        ([0, 1], [0.1, 1.2], "A probability is a number from 0 to 1"),
        ([0, 1], [0.1, float("nan")], "A probability is a number from 0 to 1"),
        ([], [], "0 outcomes and 0 probabilities"),
    ],
)
def test_what_is_refused(outcome, probability, said):
    with pytest.raises(ValueError, match=said):
        validate("made", outcomes(outcome), np.array(probability), repeats=5, jobs=1)
