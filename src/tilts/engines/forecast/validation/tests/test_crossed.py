"""Splits, and learners judged on rows that they have not seen."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joblib import parallel_config

from tilts.engines.forecast.validation import (
    Crossed,
    auc,
    brier,
    by_period,
    by_unit,
    crossed,
    nested,
    outcomes,
    repeated,
)
from tilts.engines.forecast.validation.crossed import Mean

from .learners import Rates
from .near import near

RANDOM = np.random.default_rng(2)
KIND = RANDOM.integers(0, 3, 300)
OUTCOME = outcomes(RANDOM.uniform(size=300) < np.array([0.1, 0.5, 0.8])[KIND])
FRAME = pl.DataFrame({"kind": KIND, "noise": RANDOM.integers(0, 40, 300)})


@settings(max_examples=20)
@given(st.integers(2, 5), st.integers(1, 3), st.integers(0, 100))
def test_everybody_is_judged_by_once_a_repeat(folds, repeats, seed):
    splits = repeated(OUTCOME, folds=folds, repeats=repeats, seed=seed)
    assert len(splits) == folds * repeats
    for repeat in range(repeats):
        tests = [split.test for split in splits if split.repeat == repeat]
        assert sorted(np.concatenate(tests).tolist()) == list(range(300))
    assert all(not set(one.train) & set(one.test) for one in splits)


def test_folds_want_people_of_each_outcome():
    with pytest.raises(ValueError, match="5 folds want 5 people of each outcome; there are 1"):
        repeated(outcomes([1] + [0] * 99))


def test_a_hold_out_by_date_leaves_out_the_unknown():
    periods = pl.Series([date(2024, 1, 1), date(2025, 1, 1), None, date(2026, 1, 1)])
    split = by_period(periods, since=date(2025, 1, 1))
    assert (split.name, split.train.tolist(), split.test.tolist()) == (
        "from 2025-01-01 on",
        [0],
        [1, 3],
    )
    with pytest.raises(ValueError, match="0 people before 2020-01-01 and 3 after it"):
        by_period(periods, since=date(2020, 1, 1))


def test_a_hold_out_of_each_unit():
    found = by_unit(pl.Series(["b", "a", None, "a"]))
    assert [(one.name, one.train.tolist(), one.test.tolist()) for one in found] == [
        ("a", [0, 2], [1, 3]),
        ("b", [1, 2, 3], [0]),
        ("unknown", [0, 1, 3], [2]),
    ]
    with pytest.raises(ValueError, match="one unit only"):
        by_unit(pl.Series(["a", "a"]))


def test_crossed_is_each_fold_by_the_others():
    splits = repeated(OUTCOME, folds=3, repeats=2)
    found = crossed(Rates("kind"), FRAME, OUTCOME, splits, jobs=1)
    first = splits[0]
    rates = Rates("kind").fit(FRAME[first.train], OUTCOME[first.train], seed=0)
    expected = rates.probabilities(FRAME[first.test])
    assert found.probability[0, first.test].tolist() == expected.tolist()
    assert found.probability.shape == (2, 300)
    scores = [brier(OUTCOME, row) for row in found.probability]
    error = abs(scores[0] - scores[1]) / 2
    assert found.brier == Mean(near(np.mean(scores)), near(error))


def test_the_backend_is_the_callers():
    splits = repeated(OUTCOME, folds=3, repeats=1)
    one = crossed(Rates("kind"), FRAME, OUTCOME, splits, jobs=1)
    with parallel_config(backend="threading"):
        two = crossed(Rates("kind"), FRAME, OUTCOME, splits, jobs=2)
    assert one.probability.tolist() == two.probability.tolist()


def test_a_hold_out_is_judged_on_its_rows_only():
    split = by_period(pl.Series(range(300)), since=200)
    found = crossed(Rates("kind"), FRAME, OUTCOME, [split], jobs=1)
    outcome, probability = found.seen
    assert (len(outcome), len(probability)) == (100, 100)
    assert found.brier == Mean(near(brier(outcome, probability)), None)
    assert str(found.auc) == f"{found.auc.mean:.4f}"


def test_nested_takes_what_wins_within():
    splits = repeated(OUTCOME, folds=3, repeats=1)
    both = nested([Rates("noise"), Rates("kind")], FRAME, OUTCOME, splits, jobs=1)
    best = crossed(Rates("kind"), FRAME, OUTCOME, splits, jobs=1)
    assert both.name == "the best within"
    assert both.probability.tolist() == best.probability.tolist()


def test_folds_hold_the_outcome_in_equal_shares():
    """60 of 300 in each of five folds 12 of 60; and another seed folds otherwise."""
    outcome = outcomes([1] * 60 + [0] * 240)
    splits = repeated(outcome, folds=5, repeats=2, seed=1)
    assert [(one.name, one.repeat, int(outcome[one.test].sum())) for one in splits] == [
        (f"fold {fold} of 5", repeat, 12) for repeat in (0, 1) for fold in (1, 2, 3, 4, 5)
    ]
    rows = [split.test.tolist() for split in splits]
    assert rows == [one.test.tolist() for one in repeated(outcome, folds=5, repeats=2, seed=1)]
    assert rows[:5] != rows[5:]
    assert rows[5:] == [one.test.tolist() for one in repeated(outcome, folds=5, repeats=1, seed=2)]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ([1] * 4 + [0] * 9, "5 folds want 5 people of each outcome; there are 4."),
        ([1] * 9 + [0] * 2, "5 folds want 5 people of each outcome; there are 2."),
        ([0] * 9, "5 folds want 5 people of each outcome; there are 0."),
    ],
)
def test_too_few_of_a_class_to_fold(outcome, said):
    with pytest.raises(ValueError, match=r"\.$") as refused:
        repeated(outcomes(outcome))
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("periods", "since", "expected"),
    [
        ([2023, 2024, 2025], 2024, ("from 2024 on", [0], [1, 2])),
        ([3.5, -1.0, None], 0, ("from 0 on", [1], [0])),
        (["2023-Q4", "2024-Q1", None], "2024", ("from 2024 on", [0], [1])),
    ],
)
def test_a_hold_out_by_years_numbers_and_words(periods, since, expected):
    split = by_period(pl.Series(periods), since=since)
    assert (split.name, split.train.tolist(), split.test.tolist()) == expected


def test_a_hold_out_by_date_wants_people_on_both_sides():
    periods = pl.Series([date(2024, 1, 1), None])
    with pytest.raises(ValueError, match="after it") as refused:
        by_period(periods, since=date(2025, 1, 1))
    said = "1 people before 2025-01-01 and 0 after it: choose another date."
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ([2, 10, 2], [("2", [1], [0, 2]), ("10", [0, 2], [1])]),
        ([True, False], [("False", [0], [1]), ("True", [1], [0])]),
        (["Šiauliai", "Cēsis", "Cēsis"], [("Cēsis", [0], [1, 2]), ("Šiauliai", [1, 2], [0])]),
        ([None, "a"], [("a", [0], [1]), ("unknown", [1], [0])]),
    ],
)
def test_units_of_any_type(units, expected):
    found = by_unit(pl.Series(units))
    assert [(one.name, one.train.tolist(), one.test.tolist()) for one in found] == expected


def test_nobody_knows_the_unit_of_anybody():
    with pytest.raises(ValueError, match="one unit only") as refused:
        by_unit(pl.Series([None, None], dtype=pl.String))
    assert str(refused.value) == "There is one unit only, and nothing to learn from without it."


def test_each_unit_is_judged_by_the_others():
    """Everybody is judged once, by rates of the other two units."""
    units = pl.Series(["a", "b", "c"] * 100)
    found = crossed(Rates("kind"), FRAME, OUTCOME, by_unit(units), jobs=1)
    own = (units == "b").to_numpy()
    others = Rates("kind").fit(FRAME.filter(~own), OUTCOME[~own], seed=0)
    assert found.probability.shape == (1, 300)
    assert found.probability[0, own].tolist() == others.probabilities(FRAME.filter(own)).tolist()
    assert found.seen[1].tolist() == found.probability[0].tolist()


def test_what_no_other_unit_has_gets_the_base_rate():
    frame = pl.DataFrame({"kind": ["x"] * 4 + ["y"] * 4})
    outcome = outcomes([1, 1, 0, 1, 0, 0, 0, 1])
    split = by_period(pl.Series(range(8)), since=4)
    found = crossed(Rates("kind"), frame, outcome, [split], jobs=1)
    assert found.seen[1].tolist() == [0.75] * 4


def test_repeats_are_averaged_for_each_person():
    splits = repeated(OUTCOME, folds=3, repeats=3)
    found = crossed(Rates("noise"), FRAME, OUTCOME, splits, jobs=1)
    outcome, probability = found.seen
    assert outcome.tolist() == OUTCOME.tolist()
    assert probability.tolist() == near(found.probability.mean(axis=0).tolist())
    areas = [auc(OUTCOME, row) for row in found.probability]
    assert found.auc == Mean(near(np.mean(areas)), near(np.std(areas, ddof=1) / 3**0.5))


def test_the_mean_of_averages_is_at_least_as_near_as_the_average():
    """The Brier score is convex: averaging repeats of the same person cannot make it worse."""
    splits = repeated(OUTCOME, folds=3, repeats=3)
    found = crossed(Rates("noise"), FRAME, OUTCOME, splits, jobs=1)
    assert brier(*found.seen) <= found.brier.mean


def test_a_unit_of_one_class_has_no_area():
    found = Crossed("made", outcomes([1, 1, 0]), np.array([[0.2, 0.4, np.nan]]))
    assert np.isnan(found.auc.mean)
    assert found.brier == Mean(near(0.5), None)


def test_means_in_words():
    assert [str(one) for one in (Mean(0.25, None), Mean(0.18412, 0.00349))] == [
        "0.2500",
        "0.1841 ± 0.0035",
    ]


def test_nested_is_the_same_with_the_same_seed():
    splits = repeated(OUTCOME, folds=3, repeats=2)
    learners = [Rates("noise"), Rates("kind")]
    one = nested(learners, FRAME, OUTCOME, splits, inner=2, seed=4, jobs=1)
    two = nested(learners, FRAME, OUTCOME, splits, inner=2, seed=4, jobs=1)
    assert one.probability.tolist() == two.probability.tolist()


def test_nested_does_not_look_at_whom_it_judges():
    """Other outcomes of those who are judged: the same forecasts."""
    split = by_period(pl.Series(range(300)), since=200)
    other = OUTCOME.copy()
    other[200:] = 1 - other[200:]
    learners = [Rates("noise"), Rates("kind")]
    found = [nested(learners, FRAME, one, [split], jobs=1) for one in (OUTCOME, other)]
    assert found[0].seen[1].tolist() == found[1].seen[1].tolist()


def test_nested_wants_enough_people_within():
    """Two with the outcome among those learnt from: three folds within are too many."""
    outcome = outcomes([1, 1] + [0] * 198 + [1] * 100)
    split = by_period(pl.Series(range(300)), since=200)
    with pytest.raises(ValueError, match="3 folds want 3 people of each outcome; there are 2"):
        nested([Rates("kind")], FRAME, outcome, [split], jobs=1)
