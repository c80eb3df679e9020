"""Gaps to the largest group: which, in which order, and when one counts as a difference."""

import numpy as np
import polars as pl
import pytest

from tilts.engines.forecast.fairness import Gap, by_group, gaps
from tilts.engines.forecast.fairness.gaps import large_enough
from tilts.engines.forecast.fairness.rates import RATES
from tilts.engines.forecast.validation import Interval, outcomes
from tilts.engines.forecast.validation.tests.near import near

# Two groups of 100: in each half have the outcome, and 40 and 20 of 50 without it are flagged.
HALF = outcomes([*[1] * 50, *[0] * 50] * 2)
FORECAST = np.array([*[0.8] * 50, *[0.7] * 40, *[0.1] * 10, *[0.8] * 50, *[0.7] * 20, *[0.1] * 30])
PLACES = pl.Series(["Rīga"] * 100 + ["Ogre"] * 100)


def gap(low, high):
    return Gap("a", "b", "brier", Interval(0.1, low, high, 10))


@pytest.mark.parametrize(
    ("low", "high", "differs"),
    [
        (0.05, 0.2, True),
        (-0.2, -0.05, True),
        (-0.1, 0.2, False),
        (0.0, 0.2, False),
        (-0.2, 0.0, False),
        (None, None, False),
    ],
)
def test_when_a_gap_is_a_difference(low, high, differs):
    assert gap(low, high).differs is differs


def test_gaps_by_hand():
    """Of two groups as large the first by name is the reference."""
    found = gaps(HALF, FORECAST, PLACES, repeats=40, jobs=1)
    assert [(one.group, one.reference, one.measure) for one in found] == [
        ("Rīga", "Ogre", name) for name in RATES
    ]
    values = {one.measure: one.difference.value for one in found}
    assert values == {
        "base_rate": 0,
        "mean_prediction": near(20 * 0.6 / 100),
        "calibration_in_the_large": values["calibration_in_the_large"],
        "brier": near(20 * (0.49 - 0.01) / 100),
        "auc": 0,
        "selection_rate": near(0.9 - 0.7),
        "false_positive_rate": near(0.8 - 0.4),
        "false_negative_rate": 0,
        "positive_predictive_value": near(50 / 90 - 50 / 70),
        "negative_predictive_value": 0,
    }
    assert {one.measure for one in found if one.differs} == {
        "mean_prediction",
        "calibration_in_the_large",
        "brier",
        "selection_rate",
        "false_positive_rate",
        "positive_predictive_value",
    }


def test_the_same_seed_gives_the_same_gaps_whatever_the_jobs():
    runs = [
        gaps(HALF, FORECAST, PLACES, repeats=30, seed=seed, jobs=jobs)
        for seed, jobs in ((3, 1), (3, 2), (4, 1))
    ]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


def test_groups_from_the_largest_down_and_only_those_that_can_be_judged():
    sizes = {"c": 100, "b": 140, "a": 100, "few": 99, "none": 200}
    groups = pl.Series([name for name, size in sizes.items() for _ in range(size)])
    outcome = outcomes((np.arange(len(groups)) % 2 == 0) & (groups != "none").to_numpy())
    assert large_enough(outcome, groups) == ["b", "a", "c"]


@pytest.mark.parametrize("groups", [["one"] * 200, ["one"] * 150 + ["few"] * 50])
def test_one_group_alone_has_no_gaps(groups):
    assert gaps(HALF, FORECAST, pl.Series(groups), repeats=5, jobs=1) == ()


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (FORECAST[:3], "200 outcomes and 3 probabilities: give one of each a row."),
        (FORECAST + 0.5, "A probability is a number from 0 to 1; score the rows that have none."),
        (
            FORECAST * np.nan,
            "A probability is a number from 0 to 1; score the rows that have none.",
        ),
    ],
)
def test_what_is_no_probability_is_refused(probability, said):
    with pytest.raises(ValueError, match=said):
        by_group(HALF, probability, PLACES, repeats=5, jobs=1)


def test_one_class_and_a_small_group_beside_each_other():
    """The whole of what is said, as it is shown."""
    outcome = outcomes([0] * 100 + [1] * 60 + [0] * 40)
    groups = pl.Series(["none"] * 100 + ["all"] * 60 + ["some"] * 40)
    found = by_group(outcome, FORECAST, groups, repeats=5, jobs=1)
    assert [(one.group, one.people, one.events, one.warning) for one in found] == [
        ("all", 60, 60, "One class only: everybody of 60 has the outcome. Nothing can be judged."),
        ("none", 100, 0, "One class only: nobody of 100 has the outcome. Nothing can be judged."),
        ("some", 40, 0, "One class only: nobody of 40 has the outcome. Nothing can be judged."),
    ]
