"""A learner judged by people whom it has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from joblib import Parallel, delayed

from ..learning import Learner
from .arrays import Numbers, Outcomes, Probabilities
from .measures import auc, brier
from .splits import Split, repeated


@dataclass(frozen=True)
class Mean:
    """A mean over repeats, and its standard error; None with one repeat."""

    mean: float
    error: float | None

    def __str__(self) -> str:
        return f"{self.mean:.4f}" + ("" if self.error is None else f" ± {self.error:.4f}")


@dataclass(frozen=True)
class Crossed:
    """What a learner said of people it had not seen.

    `probability` is repeats x rows; not a number for a row that no split judges by.
    """

    name: str
    outcome: Outcomes
    probability: Numbers

    @property
    def seen(self) -> "tuple[Outcomes, Probabilities]":
        """Outcome and mean probability over repeats, of the rows that were judged by."""
        judged = np.isfinite(self.probability).all(axis=0)
        return self.outcome[judged], self.probability[:, judged].mean(axis=0)

    @property
    def brier(self) -> Mean:
        """Mean over repeats."""
        return mean_of([brier(*self._repeat(row)) for row in self.probability])

    @property
    def auc(self) -> Mean:
        """The same."""
        return mean_of([auc(*self._repeat(row)) for row in self.probability])

    def _repeat(self, row: Numbers) -> tuple[Outcomes, Probabilities]:
        judged = np.isfinite(row)
        return self.outcome[judged], row[judged]


def crossed(
    learner: Learner,
    frame: pl.DataFrame,
    outcome: Outcomes,
    splits: Sequence[Split],
    *,
    seed: int = 0,
    jobs: int = -1,
) -> Crossed:
    """Learn and judge on each split, by any joblib backend of the caller."""
    work = Parallel(n_jobs=jobs)
    found = work(delayed(_judged)(learner, frame, outcome, split, seed) for split in splits)
    return Crossed(learner.name, outcome, _gathered(found, splits, len(outcome)))


def nested(
    learners: Sequence[Learner],
    frame: pl.DataFrame,
    outcome: Outcomes,
    splits: Sequence[Split],
    *,
    inner: int = 3,
    seed: int = 0,
    jobs: int = -1,
) -> Crossed:
    """The same for a choice among learners, which is made anew within the rows learnt from.

    The lowest Brier of `inner` folds wins. What is judged is therefore the whole way of choosing
    (Varma & Simon 2006), not the luckiest of many.
    """
    work = Parallel(n_jobs=jobs)
    found = work(delayed(_chosen)(learners, frame, outcome, split, inner, seed) for split in splits)
    return Crossed("the best within", outcome, _gathered(found, splits, len(outcome)))


def _judged(
    learner: Learner, frame: pl.DataFrame, outcome: Outcomes, split: Split, seed: int
) -> Probabilities:
    fitted = learner.fit(frame[split.train], outcome[split.train], seed=seed)
    return fitted.probabilities(frame[split.test])


def _chosen(
    learners: Sequence[Learner],
    frame: pl.DataFrame,
    outcome: Outcomes,
    split: Split,
    inner: int,
    seed: int,
) -> Probabilities:
    rows, known = frame[split.train], outcome[split.train]
    folds = repeated(known, folds=inner, repeats=1, seed=seed)
    tried = [crossed(one, rows, known, folds, seed=seed, jobs=1).brier.mean for one in learners]
    return _judged(learners[int(np.argmin(tried))], frame, outcome, split, seed)


def _gathered(found: Sequence[Probabilities], splits: Sequence[Split], rows: int) -> Numbers:
    repeats = max(split.repeat for split in splits) + 1
    table = np.full((repeats, rows), np.nan)
    for probability, split in zip(found, splits, strict=True):
        table[split.repeat, split.test] = probability
    return table


def mean_of(values: Sequence[float]) -> Mean:
    """The mean of one number a repeat, with its standard error."""
    if len(values) < 2:
        return Mean(float(values[0]), None)
    return Mean(float(np.mean(values)), float(np.std(values, ddof=1) / len(values) ** 0.5))
