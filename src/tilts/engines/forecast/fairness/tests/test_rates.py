"""Every rate counted by hand, and where there is nobody to count."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.fairness.rates import RATES, in_the_large, rates
from tilts.engines.forecast.validation import outcomes
from tilts.engines.forecast.validation.tests.near import near

# Ten people. At 0.5: three of four flagged have the outcome, and two of six not flagged.
OUTCOME = outcomes([1, 1, 1, 0, 1, 1, 0, 0, 0, 0])
PROBABILITY = np.array([0.9, 0.8, 0.5, 0.6, 0.4, 0.3, 0.3, 0.2, 0.1, 0.1])
PEOPLE = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.floats(0.01, 0.99)), min_size=1, max_size=40
)


def named(outcome, probability, threshold):
    return dict(zip(RATES, rates(outcome, probability, threshold), strict=True))


def test_ten_people_by_hand():
    found = named(OUTCOME, PROBABILITY, 0.5)
    # Of 25 pairs 0.5, 0.4 and 0.3 stand under 0.6 in the wrong order, and two are level at 0.3.
    right = 25 - 3 - 0.5
    assert found == {
        "base_rate": near(5 / 10),
        "mean_prediction": near(4.2 / 10),
        "calibration_in_the_large": found["calibration_in_the_large"],
        "brier": near((0.01 + 0.04 + 0.25 + 0.36 + 0.36 + 0.49 + 0.09 + 0.04 + 0.01 + 0.01) / 10),
        "auc": near(right / 25),
        "selection_rate": near(4 / 10),
        "false_positive_rate": near(1 / 5),
        "false_negative_rate": near(2 / 5),
        "positive_predictive_value": near(3 / 4),
        "negative_predictive_value": near(4 / 6),
    }


def test_whoever_is_at_the_threshold_is_flagged():
    at, above = (named(OUTCOME, PROBABILITY, one)["selection_rate"] for one in (0.6, 0.6 + 1e-9))
    assert (at, above) == (0.3, 0.2)


@pytest.mark.parametrize(("forecast", "happened"), [(0.5, 0.2), (0.2, 0.5), (0.3, 0.3)])
def test_calibration_in_the_large_of_one_forecast_is_a_difference_of_log_odds(forecast, happened):
    outcome = outcomes([1] * round(100 * happened) + [0] * round(100 * (1 - happened)))
    expected = np.log(happened / (1 - happened)) - np.log(forecast / (1 - forecast))
    assert in_the_large(outcome, np.full(100, forecast), 0.5) == near(expected, abs=1e-8)


@pytest.mark.parametrize(
    ("outcome", "probability", "unknown"),
    [
        (
            [1, 1],
            [0.7, 0.8],
            {
                "calibration_in_the_large",
                "auc",
                "false_positive_rate",
                "negative_predictive_value",
            },
        ),
        (
            [0, 0],
            [0.1, 0.2],
            {
                "calibration_in_the_large",
                "auc",
                "false_negative_rate",
                "positive_predictive_value",
            },
        ),
        ([1, 0], [0.1, 0.2], {"positive_predictive_value"}),
        ([1, 0], [0.8, 0.9], {"negative_predictive_value"}),
    ],
)
def test_a_rate_of_nobody_is_not_a_number(outcome, probability, unknown):
    found = named(outcomes(outcome), np.array(probability), 0.5)
    assert {name for name, value in found.items() if np.isnan(value)} == unknown


def test_of_nobody_at_all_nothing_is_known():
    nobody = named(outcomes([]), np.array([]), 0.5)
    assert list(nobody) == list(RATES)
    assert all(np.isnan(value) for value in nobody.values())


@settings(max_examples=50)
@given(PEOPLE, st.floats(0, 1))
def test_the_rates_fit_each_other(people, threshold):
    """Those flagged are the true and the false among them, and so are all with the outcome."""
    outcome, probability = (np.array(one) for one in zip(*people, strict=True))
    found = named(outcomes(outcome), probability, threshold)
    base, flagged = found["base_rate"], found["selection_rate"]
    known = {name: 0.0 if np.isnan(value) else value for name, value in found.items()}
    true, false = base * (1 - known["false_negative_rate"]), known["false_positive_rate"]
    assert flagged == near(true + (1 - base) * false)
    assert flagged * known["positive_predictive_value"] == near(true)
    left = (1 - flagged) * known["negative_predictive_value"]
    assert left == near((1 - base) * (1 - false))
