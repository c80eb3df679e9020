"""Logistic regression with an L2 penalty and, where theory says so, signs that may not turn."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..odds import probability

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
MOST_STEPS, MOST_HALVINGS = 60, 20
CLOSE, TINY = 1e-6, 1e-9


def logistic(
    answers: Matrix,
    outcome: NDArray[np.int8],
    penalty: float,
    signs: Sequence[int] = (),
    start: Vector | None = None,
) -> Vector:
    """The intercept and one weight per column of `answers` (rows × columns).

    Minimises the summed log loss + penalty/2 · |weights|², the intercept unpenalised, by projected
    Newton steps (Bertsekas 1982). `signs` bounds a weight from below (1) or above (-1) by 0.
    """
    problem = _Problem(answers, outcome, penalty, signs)
    weights = problem.start() if start is None else start
    for _ in range(MOST_STEPS):
        moved = problem.improved(weights)
        change, weights = float(np.abs(moved - weights).max()), moved
        if change < CLOSE:
            break
    return weights


class _Problem:
    """One regression; the intercept is the first weight."""

    def __init__(
        self, answers: Matrix, outcome: NDArray[np.int8], penalty: float, signs: Sequence[int]
    ) -> None:
        columns = answers.shape[1]
        self.table = np.column_stack([np.ones(len(outcome)), answers])
        self.outcome = outcome
        self.penalty = np.array([0.0] + [penalty] * columns)
        self.signs = np.array([0, *(signs or [0] * columns)])

    def start(self) -> Vector:
        """The base rate alone."""
        mean = self.outcome.mean()
        weights = np.zeros(self.table.shape[1])
        weights[0] = np.log(mean / (1 - mean))
        return weights

    def loss(self, weights: Vector) -> float:
        """What is minimised."""
        ridge = float(self.penalty @ weights**2) / 2
        return log_loss(self.table @ weights, self.outcome) * len(self.outcome) + ridge

    def improved(self, weights: Vector) -> Vector:
        """The weights after one step, halved until it lowers the loss."""
        step = self._step(weights)
        before = self.loss(weights)
        for halving in range(MOST_HALVINGS):
            moved = self._within(weights - step * 0.5**halving)
            if self.loss(moved) <= before:
                return moved
        return weights

    def _step(self, weights: Vector) -> Vector:
        """Newton's step over the weights that no sign holds at 0."""
        risk = probability(self.table @ weights)
        slope = self.table.T @ (risk - self.outcome) + self.penalty * weights
        held = (self.signs * weights <= 0) & (self.signs * slope > 0)
        free = np.flatnonzero(~held)
        part = self.table[:, free] if held.any() else self.table
        curve = part.T @ (part * (risk * (1 - risk))[:, None])
        curve[np.diag_indices_from(curve)] += self.penalty[free] + TINY
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(curve, slope[free])
        return step

    def _within(self, weights: Vector) -> Vector:
        return np.where(self.signs * weights < 0, 0.0, weights)


def log_loss(logits: Vector, outcome: NDArray[np.int8]) -> float:
    """The mean log loss of these log-odds."""
    return float(np.logaddexp(0, (1.0 - 2.0 * outcome) * logits).mean())
