"""LightGBM, only to know what a black box would gain; no service scores people with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import lightgbm
import numpy as np
import polars as pl
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from ..additive import coded
from ..binning import Bins, bins_of, features_of
from ..features import Feature
from ..odds import log_odds
from .fitting import log_loss

TRIALS, TRIAL_SEED = 50, 20260101
Setting = dict[str, Any]


@dataclass(eq=False)
class Boosted:
    """A boosted model as its own text, and the bins of its features."""

    name: str
    bins: tuple[Bins, ...]
    text: str

    @cached_property
    def _booster(self) -> Any:
        return lightgbm.Booster(model_str=self.text)

    def probabilities(self, frame: pl.DataFrame) -> NDArray[np.float64]:
        """The probability of each row, uncalibrated."""
        found: NDArray[np.float64] = self._booster.predict(values(self.bins, frame))
        return found

    def contributions(self, frame: pl.DataFrame) -> pl.DataFrame:
        """SHAP values (Lundberg & Lee 2017) in log-odds, which sum to the logit with `baseline`."""
        shap = self._booster.predict(values(self.bins, frame), pred_contrib=True)
        return pl.DataFrame(shap, schema=[*(one.name for one in self.bins), "baseline"])


@dataclass(eq=False)
class Yardstick:
    """The best of 50 fixed random settings by inner cross-validation, refitted on all rows."""

    features: tuple[Feature, ...] = ()
    trials: int = TRIALS
    folds: int = 3
    jobs: int = -1
    name: str = field(default="lightgbm")

    def fit(self, frame: pl.DataFrame, outcome: NDArray[np.int8], *, seed: int) -> Boosted:
        """The model of these rows."""
        features = self.features or features_of(frame)
        bins = tuple(bins_of(frame[one.name], one, 255) for one in features)
        table = values(bins, frame)
        splits = StratifiedKFold(self.folds, shuffle=True, random_state=seed).split(table, outcome)
        folds, choices = list(splits), list(settings(self.trials, bins))
        losses = Parallel(n_jobs=self.jobs)(
            delayed(_loss)(table, outcome, choice, folds, seed) for choice in choices
        )
        best = choices[int(np.argmin(losses))]
        booster = _trained(table, outcome, best, seed)
        return Boosted(self.name, bins, booster.model_to_string())


def settings(trials: int, bins: Sequence[Bins]) -> Iterator[Setting]:
    """The fixed random settings, the same for every table."""
    draw = np.random.default_rng(TRIAL_SEED)
    for _ in range(trials):
        yield {
            "num_leaves": int(draw.integers(3, 32)),
            "learning_rate": float(np.exp(draw.uniform(np.log(0.01), np.log(0.15)))),
            "rounds": int(draw.integers(60, 400)),
            "min_child_samples": int(draw.integers(10, 120)),
            "feature_fraction": float(draw.uniform(0.3, 1.0)),
            "lambda_l2": float(np.exp(draw.uniform(np.log(0.01), np.log(30)))),
            "monotone_constraints": [one.monotone for one in bins],
            "categorical_feature": [i for i, one in enumerate(bins) if one.kind == "category"],
        }


def values(bins: Sequence[Bins], frame: pl.DataFrame) -> NDArray[np.float64]:
    """(rows × features) the codes as numbers; missing and unseen are NaN."""
    columns = []
    for one, codes in zip(bins, coded(bins, frame), strict=True):
        column = codes.astype(float)
        column[(codes == 0) | (codes == one.size - 1)] = np.nan
        columns.append(column)
    return np.column_stack(columns)


def _trained(
    table: NDArray[np.float64], outcome: NDArray[np.int8], setting: Setting, seed: int
) -> Any:
    asked = {name: value for name, value in setting.items() if name != "rounds"}
    categories = asked.pop("categorical_feature")
    fixed = {"objective": "binary", "verbose": -1, "num_threads": 1, "deterministic": True}
    data = lightgbm.Dataset(table, outcome, categorical_feature=categories)
    return lightgbm.train({**fixed, **asked, "seed": seed}, data, setting["rounds"])


def _loss(
    table: NDArray[np.float64],
    outcome: NDArray[np.int8],
    setting: Setting,
    folds: Sequence[tuple[NDArray[np.intp], NDArray[np.intp]]],
    seed: int,
) -> float:
    losses = []
    for train, test in folds:
        booster = _trained(table[train], outcome[train], setting, seed)
        losses.append(log_loss(log_odds(booster.predict(table[test])), outcome[test]))
    return float(np.mean(losses))
