"""What it costs to make groups more equal, and why not everything can be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.forecast.fairness import (
    Cost,
    Incompatibility,
    by_group,
    costs,
    equal_error_thresholds,
    implied_false_positive_rate,
    incompatibility,
    recalibrated,
)
from tilts.engines.forecast.validation import (
    auc,
    brier,
    false_positive_rate,
    outcomes,
    recalibration,
)
from tilts.engines.forecast.validation.bootstrap import finite
from tilts.engines.forecast.validation.tests.near import near

from .people import GROUPS, OUTCOME, PROBABILITY

OWN = {name: np.equal(GROUPS.to_numpy(), name) for name in ("north", "south")}


def test_where_it_stands_before():
    flagged = PROBABILITY >= 0.4
    rates = [false_positive_rate(OUTCOME[own], flagged[own]) for own in OWN.values()]
    values = [OUTCOME[own & flagged].mean() for own in OWN.values()]
    assert costs(OUTCOME, PROBABILITY, GROUPS, threshold=0.4)[0] == Cost(
        "as it is",
        brier=brier(OUTCOME, PROBABILITY),
        auc=auc(OUTCOME, PROBABILITY),
        selection_rate=flagged.mean(),
        false_positive_gap=near(abs(rates[0] - rates[1])),
        predictive_value_gap=near(abs(values[0] - values[1])),
        flagged_without=(flagged & (OUTCOME == 0)).mean(),
        missed=(~flagged & (OUTCOME == 1)).mean(),
    )


def test_equal_false_positives_come_as_near_as_people_allow():
    """One person of the smaller group's 180 or so without the outcome is the finest step."""
    before, equal, _ = costs(OUTCOME, PROBABILITY, GROUPS, threshold=0.4)
    assert before.false_positive_gap > 0.1
    assert equal.false_positive_gap < 1 / 150
    assert (equal.brier, equal.auc) == (before.brier, before.auc)


@given(st.floats(0.05, 0.95))
def test_no_group_has_more_false_positives_than_everybody(threshold):
    found = equal_error_thresholds(OUTCOME, PROBABILITY, OWN, threshold=threshold)
    target = false_positive_rate(OUTCOME, threshold <= PROBABILITY)
    for name, own in OWN.items():
        assert false_positive_rate(OUTCOME[own], PROBABILITY[own] >= found[name]) <= target + 1e-9


def test_recalibration_by_group_puts_each_right():
    bent = np.clip(PROBABILITY * 0.8, 0.01, 0.99)
    again = recalibrated(OUTCOME, bent, OWN)
    for own in OWN.values():
        line = recalibration(OUTCOME[own], again[own])
        assert (line.intercept, line.slope) == (near(0, abs=1e-6), near(1))
    assert again[700:].tolist() == bent[700:].tolist()
    before, _, after = costs(OUTCOME, bent, GROUPS)
    assert after.brier < before.brier


def test_one_group_has_no_gap():
    found = costs(OUTCOME[:400], PROBABILITY[:400], GROUPS[:400])
    assert all(np.isnan(one.false_positive_gap) for one in found)


@given(st.tuples(*[st.integers(1, 500)] * 4))
def test_what_follows_from_three_rates_is_the_fourth(cells):
    true, false, missed, left = cells
    base = (true + missed) / sum(cells)
    implied = implied_false_positive_rate(base, true / (true + false), missed / (true + missed))
    assert implied == pytest.approx(false / (false + left))


def test_in_plain_words():
    found = Incompatibility("men", "women", (0.5, 0.25), ppv=0.6, fnr=0.4, rates=(0.4, 0.133))
    assert str(found).startswith(
        "The outcome is recorded for 50% of men and 25% of women. While that is so, a flag cannot "
        "at once mean the same in both groups, miss as many and be wrong about as many: if 60% of "
        "the flagged had the outcome in both, and 40% were missed in both, then 40% of those "
        "without it would be flagged in men and 13% in women, whoever makes the forecast."
    )


def test_the_words_are_filled_with_the_numbers_of_the_groups():
    north, south, west = by_group(OUTCOME, PROBABILITY, GROUPS, threshold=0.4, repeats=20, jobs=1)
    found = incompatibility(north, south)
    assert found is not None
    (one, other), ppvs, fnrs = (
        list(finite([report.measures[name].value for report in (north, south)]))
        for name in ("base_rate", "positive_predictive_value", "false_negative_rate")
    )
    ppv, fnr = sum(ppvs) / 2, sum(fnrs) / 2
    assert found == Incompatibility(
        "north",
        "south",
        (one, other),
        near(ppv),
        near(fnr),
        (
            near(implied_false_positive_rate(one, ppv, fnr)),
            near(implied_false_positive_rate(other, ppv, fnr)),
        ),
    )
    assert incompatibility(north, west) is None
    assert incompatibility(north, north) is None


def test_nobody_flagged_says_nothing():
    pair = by_group(OUTCOME, PROBABILITY, GROUPS, threshold=1.0, repeats=20, jobs=1)
    assert incompatibility(pair[0], pair[1]) is None


def test_a_single_class_leaves_a_forecast_as_it_is():
    outcome = outcomes([1] * 400 + [0] * 330)
    again = recalibrated(outcome, PROBABILITY, {"north": OWN["north"]})
    assert again.tolist() == PROBABILITY.tolist()
