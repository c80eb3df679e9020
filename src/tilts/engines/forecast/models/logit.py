"""Logistic regression on dummies: the plain model that every other has to beat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from ..additive import Additive, centred
from ..binning import bins_of, features_of
from ..features import Feature
from .fitting import Vector, log_loss, logistic
from .indicators import Matrix, indicators, matrix, tables

PENALTIES = (100.0, 30.0, 10.0, 3.0)


@dataclass(eq=False)
class Logit:
    """Dummy-coded, L2-regularised; the strength is chosen by inner cross-validation.

    Numbers are cut into at most `most_bins` bins of equal size; a value of few keeps its own.
    """

    features: tuple[Feature, ...] = ()
    most_bins: int = 12
    folds: int = 3
    jobs: int = -1
    name: str = "logit"

    def fit(self, frame: pl.DataFrame, outcome: NDArray[np.int8], *, seed: int) -> Additive:
        """The model of these rows."""
        features = self.features or features_of(frame)
        bins = [bins_of(frame[one.name], one, self.most_bins) for one in features]
        codes = [one.codes(frame[one.name]) for one in bins]
        questions = indicators(bins, codes)
        answers, signs = matrix(questions, codes), [question.sign for question in questions]
        penalty = self._penalty(answers, outcome, signs, seed)
        weights = logistic(answers, outcome, penalty, signs)
        return centred(
            self.name, float(weights[0]), bins, tables(bins, questions, list(weights[1:])), codes
        )

    def _penalty(
        self, answers: Matrix, outcome: NDArray[np.int8], signs: Sequence[int], seed: int
    ) -> float:
        """The strength with the lowest mean log loss outside the rows it was fitted on."""
        folds = StratifiedKFold(self.folds, shuffle=True, random_state=seed)
        losses = Parallel(n_jobs=self.jobs)(
            delayed(_path)(answers, outcome, signs, train, test)
            for train, test in folds.split(answers, outcome)
        )
        return PENALTIES[int(np.mean(losses, axis=0).argmin())]


def _path(
    answers: Matrix,
    outcome: NDArray[np.int8],
    signs: Sequence[int],
    train: NDArray[np.intp],
    test: NDArray[np.intp],
) -> list[float]:
    """The log loss of every strength on one fold, each fit starting from the one before."""
    held, truth = answers[test], outcome[test]
    fits = _fits(answers[train], outcome[train], signs)
    return [log_loss(held @ weights[1:] + weights[0], truth) for weights in fits]


def _fits(answers: Matrix, outcome: NDArray[np.int8], signs: Sequence[int]) -> Iterator[Vector]:
    weights = None
    for penalty in PENALTIES:
        weights = logistic(answers, outcome, penalty, signs, weights)
        yield weights
