"""The yardstick: fixed settings, the library's own text, gaps as gaps."""

import numpy as np
import polars as pl
import pytest

from tilts.engines.forecast.models.yardstick import Yardstick, settings, values
from tilts.engines.forecast.odds import log_odds
from tilts.engines.forecast.tests.cards import AGE, WORK
from tilts.engines.forecast.tests.made import outcome, people


def test_the_settings_are_the_same_for_every_table():
    one, other = list(settings(50, (AGE, WORK))), list(settings(50, (WORK, AGE)))
    assert one[:3] == list(settings(3, (AGE, WORK)))
    drawn = [
        {name: value for name, value in choice.items() if "_con" not in name} for choice in one
    ]
    turned = [dict(choice) for choice in other]
    assert [choice["num_leaves"] for choice in drawn] == [one["num_leaves"] for one in turned]
    assert [choice["rounds"] for choice in drawn] == [one["rounds"] for one in turned]


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("num_leaves", 3, 31),
        ("learning_rate", 0.01, 0.15),
        ("rounds", 60, 399),
        ("min_child_samples", 10, 119),
        ("feature_fraction", 0.3, 1.0),
        ("lambda_l2", 0.01, 30.0),
    ],
)
def test_settings_lie_in_their_ranges(name: str, low: float, high: float):
    assert all(low <= choice[name] <= high for choice in settings(50, (AGE,)))


def test_directions_and_categories_are_said_to_the_library():
    choice = next(settings(1, (AGE, WORK)))
    assert (choice["monotone_constraints"], choice["categorical_feature"]) == ([-1, 0], [1])


def test_missing_and_unseen_are_gaps():
    frame = pl.DataFrame({"age": [None, 30.0, 50.0], "darbs": ["nav", "cits", None]})
    found = values((AGE, WORK), frame)
    np.testing.assert_array_equal(found, [[np.nan, 1.0], [2.0, np.nan], [3.0, np.nan]])


def test_a_model_of_a_table_whose_features_nobody_has_named():
    frame = people(250)
    table, truth = frame.drop("returned"), outcome(frame)
    one, same = (Yardstick(trials=1, folds=2, jobs=1).fit(table, truth, seed=2) for _ in range(2))
    assert one.text == same.text
    assert (one.name, [bins.name for bins in one.bins]) == ("lightgbm", ["age", "priors", "work"])
    found = one.contributions(table)
    assert found.columns == ["age", "priors", "work", "baseline"]
    total = found.sum_horizontal().to_numpy()
    np.testing.assert_allclose(total, log_odds(one.probabilities(table)), atol=1e-9)
