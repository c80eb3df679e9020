"""Groups measured one by one, held to fairlearn, and those too small to be."""

import numpy as np
import polars as pl
import pytest
from fairlearn.metrics import (
    MetricFrame,
    false_negative_rate,
    false_positive_rate,
    selection_rate,
)
from sklearn.metrics import brier_score_loss, precision_score, roc_auc_score

from tilts.engines.forecast.fairness import GroupReport, by_group, gaps, grouped
from tilts.engines.forecast.fairness.groups import too_small
from tilts.engines.forecast.fairness.rates import RATES
from tilts.engines.forecast.validation import Interval, outcomes
from tilts.engines.forecast.validation.bootstrap import finite
from tilts.engines.forecast.validation.tests.near import near

from .people import GROUPS, OUTCOME, PROBABILITY

FOUND = by_group(OUTCOME, PROBABILITY, GROUPS, threshold=0.4, repeats=40, jobs=1)
FLAGGED = {
    "selection_rate": selection_rate,
    "false_positive_rate": false_positive_rate,
    "false_negative_rate": false_negative_rate,
    "positive_predictive_value": precision_score,
}
SCORED = {"brier": brier_score_loss, "auc": roc_auc_score}


@pytest.mark.parametrize(
    ("metrics", "forecast"), [(FLAGGED, PROBABILITY >= 0.4), (SCORED, PROBABILITY)]
)
def test_the_rates_are_those_of_fairlearn(metrics, forecast):
    frame = MetricFrame(
        metrics=metrics,
        y_true=OUTCOME,
        y_pred=forecast.astype(float),
        sensitive_features=GROUPS.to_numpy(),
    )
    for report in FOUND[:2]:
        ours = {name: report.measures[name].value for name in metrics}
        assert ours == {name: near(frame.by_group[name][report.group]) for name in metrics}


def test_a_small_group_is_counted_and_not_measured():
    events = int(OUTCOME[700:].sum())
    assert FOUND[2] == GroupReport(
        "west",
        30,
        events,
        {},
        f"Too small to judge: 30 people, {events} with the outcome. At least 100 people are "
        "wanted, 20 of them with the outcome and 20 without.",
    )
    assert [report.judged for report in FOUND] == [True, True, False]


@pytest.mark.parametrize(
    ("people", "events", "said"),
    [
        (500, 0, "One class only: nobody of 500"),
        (500, 500, "One class only: everybody of 500"),
        (500, 19, "Too small"),
        (500, 481, "Too small"),
        (99, 50, "Too small"),
    ],
)
def test_why_a_group_is_not_measured(people, events, said):
    assert too_small(people, events).startswith(said)


def test_the_smallest_group_that_is_measured():
    assert too_small(100, 20) == too_small(100, 80) == ""


def test_every_measure_lies_in_its_interval():
    for report in FOUND[:2]:
        assert list(report.measures) == list(RATES)
        for one in report.measures.values():
            assert sorted(finite([one.low, one.value, one.high])) == [one.low, one.value, one.high]


def test_gaps_are_to_the_largest_group_and_leave_out_the_small():
    found = gaps(OUTCOME, PROBABILITY, GROUPS, threshold=0.4, repeats=60, jobs=1)
    north, south = FOUND[0].measures, FOUND[1].measures
    assert [(one.group, one.reference, one.measure) for one in found] == [
        ("south", "north", name) for name in RATES
    ]
    assert [one.difference.value for one in found] == [
        near(here - there)
        for here, there in zip(
            finite([one.value for one in south.values()]),
            finite([one.value for one in north.values()]),
            strict=True,
        )
    ]
    assert {one.measure for one in found if one.differs} >= {"mean_prediction", "selection_rate"}


def test_groups_alike_do_not_differ():
    same = pl.Series(["a", "b"] * 365)
    twice = np.repeat(PROBABILITY[:365], 2)
    outcome = outcomes(np.repeat(OUTCOME[:365], 2))
    found = gaps(outcome, twice, same, repeats=60, jobs=1)
    assert [one.difference.value for one in found] == [near(0, abs=1e-9)] * len(RATES)
    assert not any(one.differs for one in found)


def test_nobody_flagged_has_no_predictive_value():
    report = by_group(OUTCOME, PROBABILITY, GROUPS, threshold=1.0, repeats=20, jobs=1)[0]
    assert report.measures["positive_predictive_value"] == Interval(None, None, None, 0)
    assert report.measures["selection_rate"] == Interval(0, 0, 0, 20)


def test_words_are_groups_and_the_unknown_are_one():
    assert grouped(pl.Series(["m", None, "f"])).to_list() == ["m", "unknown", "f"]
    assert grouped(pl.Series([1, 0, None])).to_list() == ["1", "0", "unknown"]


def test_many_numbers_are_bands():
    ages = grouped(pl.Series([*range(20, 60), None]))
    counted = ages.value_counts().sort("value").rows()
    assert counted == [
        ("20 to 29", 10),
        ("30 to 39", 10),
        ("40 to 49", 10),
        ("50 to 59", 10),
        ("unknown", 1),
    ]
