"""What making groups more equal costs, by hand, and where it cannot be done."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.fairness import Cost, costs, equal_error_thresholds, recalibrated
from tilts.engines.forecast.odds import probability as expit
from tilts.engines.forecast.validation import auc, brier, outcomes
from tilts.engines.forecast.validation.tests.near import near

# By group and outcome how many have which forecast; everybody from 0.5 on is flagged.
CELLS = [
    ("east", 1, 0.8, 40),
    ("east", 1, 0.4, 10),
    ("east", 0, 0.6, 20),
    ("east", 0, 0.2, 30),
    ("west", 1, 0.8, 20),
    ("west", 1, 0.4, 10),
    ("west", 0, 0.6, 10),
    ("west", 0, 0.2, 60),
    ("islet", 1, 0.6, 5),
    ("islet", 0, 0.6, 5),
]
GROUPS = pl.Series([name for name, _, _, number in CELLS for _ in range(number)])
OUTCOME = outcomes(one for _, one, _, number in CELLS for _ in range(number))
FORECAST = np.array([one for _, _, one, number in CELLS for _ in range(number)])
FOUND = costs(OUTCOME, FORECAST, GROUPS)
OWN = {"all": np.ones(len(OUTCOME), dtype=bool)}


def test_as_it_is_by_hand():
    """85 with the outcome and 125 without; 35 of these are flagged, 20 of those are not."""
    assert FOUND[0] == Cost(
        "as it is",
        brier=near((60 * 0.04 + 20 * 0.36 + 30 * 0.36 + 90 * 0.04 + 5 * 0.16 + 5 * 0.36) / 210),
        auc=auc(OUTCOME, FORECAST),
        selection_rate=near(100 / 210),
        false_positive_gap=near(20 / 50 - 10 / 70),
        predictive_value_gap=near(20 / 30 - 40 / 60),
        flagged_without=near(35 / 210),
        missed=near(20 / 210),
    )


def test_equal_false_positives_by_hand():
    """35 of 125, or 28 %, may be flagged wrongly: of the east not its 20 of 50, of the west all 10.

    So the threshold of the east rises above 0.6, and that of the west falls just above 0.2; whoever
    is of the islet keeps the common one.
    """
    own = {name: np.equal(GROUPS.to_numpy(), name) for name in ("east", "west")}
    assert equal_error_thresholds(OUTCOME, FORECAST, own, threshold=0.5) == {
        "east": np.nextafter(0.6, 1),
        "west": np.nextafter(0.2, 1),
    }
    assert FOUND[1] == Cost(
        "equal false positive rates",
        brier=FOUND[0].brier,
        auc=FOUND[0].auc,
        selection_rate=near((40 + 20 + 10 + 10 + 10) / 210),
        false_positive_gap=near(10 / 70),
        predictive_value_gap=near(1 - 30 / 40),
        flagged_without=near((10 + 5) / 210),
        missed=near(10 / 210),
    )


def test_recalibrated_by_hand():
    """Four forecasts on two lines: only the islet, which is too small, keeps its own."""
    east, west = (np.equal(GROUPS.to_numpy(), name) for name in ("east", "west"))
    again = recalibrated(OUTCOME, FORECAST, {"east": east, "west": west})
    assert again[np.equal(GROUPS.to_numpy(), "islet")].tolist() == [0.6] * 10
    assert [again[rows].mean() for rows in (east, west)] == near([0.5, 0.3])
    flagged = again >= 0.5
    lacking, having = OUTCOME == 0, OUTCOME == 1
    rates = [flagged[rows & lacking].mean() for rows in (east, west)]
    values = [OUTCOME[rows & flagged].mean() for rows in (east, west)]
    assert FOUND[2] == Cost(
        "recalibrated by group",
        brier=near(brier(OUTCOME, again)),
        auc=near(auc(OUTCOME, again)),
        selection_rate=near(flagged.mean()),
        false_positive_gap=near(abs(rates[0] - rates[1])),
        predictive_value_gap=near(abs(values[0] - values[1])),
        flagged_without=near((flagged & lacking).mean()),
        missed=near((~flagged & having).mean()),
    )


@pytest.mark.parametrize(
    ("threshold", "found"),
    [
        (0.0, 0.0),  # everybody is flagged, and may be
        (0.25, np.nextafter(0.1, 1)),
        (0.35, np.nextafter(0.3, 1)),  # two share 0.3: neither can be flagged alone
        (0.9, np.nextafter(0.3, 1)),  # nobody is flagged, and nobody may be
    ],
)
def test_the_lowest_threshold_that_is_allowed(threshold, found):
    outcome, forecast = outcomes([0, 0, 0, 1]), np.array([0.1, 0.3, 0.3, 0.95])
    own = {"all": np.ones(4, dtype=bool)}
    got = equal_error_thresholds(outcome, forecast, own, threshold=threshold)
    assert got == {"all": found}


def test_a_certain_forecast_that_failed_is_not_flagged_at_any_price():
    outcome, forecast = outcomes([0, 1]), np.array([1.0, 1.0])
    found = equal_error_thresholds(
        outcome, forecast, {"one": np.array([True, True])}, threshold=1.1
    )
    assert found == {"one": np.nextafter(1, 2)}


@settings(max_examples=50)
@given(st.floats(-2, 2), st.floats(0.3, 3))
def test_recalibration_takes_back_what_was_bent(shift, stretch):
    """A line in log-odds laid over the forecasts beforehand changes nothing of what comes out."""
    east = {"east": np.equal(GROUPS.to_numpy(), "east")}
    odds = np.log(FORECAST / (1 - FORECAST))
    bent = expit(shift + stretch * odds)
    both = [recalibrated(OUTCOME, one, east)[east["east"]] for one in (FORECAST, bent)]
    assert both[1].tolist() == near(both[0].tolist(), abs=1e-6)


@pytest.mark.parametrize("forecast", [0.5, 0.0, 1.0])
def test_one_forecast_for_all_settles_no_line(forecast):
    alike = np.full(len(OUTCOME), forecast)
    assert recalibrated(OUTCOME, alike, OWN).tolist() == alike.tolist()


def test_nothing_that_was_given_is_changed():
    kept = FORECAST.copy()
    costs(OUTCOME, FORECAST, GROUPS)
    recalibrated(OUTCOME, FORECAST, OWN)
    assert FORECAST.tolist() == kept.tolist()
