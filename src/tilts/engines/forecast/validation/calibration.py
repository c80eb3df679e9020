"""Whether of those with a probability of 30 %, 30 in 100 do have the outcome."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..odds import probability as probability_of
from ..shares import wilson
from .arrays import Numbers, Outcomes, Probabilities, logit, quantile_bins

STEPS = 100  # Newton needs fewer than ten where forecasts are not far off
FARTHEST = 1.5  # up to 1.79 in anybody's log-odds, a Newton step makes the fit better for certain


@dataclass(frozen=True)
class Recalibration:
    """Logistic recalibration: log-odds of the outcome = intercept + slope x log-odds forecast.

    A slope below 1 says that forecasts are too extreme, above 1 too timid. `in_the_large` is the
    intercept where the slope is held at 1: above 0, more happened than was forecast. None where the
    outcomes do not settle the number (all forecasts alike, or one class, or perfect separation).
    """

    intercept: float | None
    slope: float | None
    in_the_large: float | None


def recalibration(outcome: Outcomes, probability: Probabilities) -> Recalibration:
    """Cox (1958), Two further applications of a model for binary regression."""
    forecast = logit(probability)
    ones = np.ones_like(forecast)
    both = logistic(np.column_stack([ones, forecast]), outcome)
    large = logistic(ones[:, None], outcome, offset=forecast)
    intercept, slope = (None, None) if both is None else (float(both[0]), float(both[1]))
    return Recalibration(intercept, slope, None if large is None else float(large[0]))


def logistic(
    design: Numbers, outcome: Outcomes, *, offset: Numbers | None = None
) -> Numbers | None:
    """Coefficients of an unpenalised logistic regression (rows x columns) by Newton's steps.

    None where there is no single finite answer. Long steps are cut, or they would run away from an
    answer that lies far off: in 99 % forecast for half of whom it comes true, say.
    """
    shift = np.zeros(len(outcome)) if offset is None else offset
    found = np.zeros(design.shape[1])
    for _ in range(STEPS):
        step = _newton(design, outcome, shift + design @ found)
        if step is None or np.abs(found + step).max() > 30:
            return None
        found = found + step
        if np.abs(step).max() < 1e-10:
            return found
    return None


def _newton(design: Numbers, outcome: Outcomes, odds: Numbers) -> Numbers | None:
    probability = probability_of(odds)
    curvature = design.T @ (design * (probability * (1 - probability))[:, None])
    if np.linalg.cond(curvature) > 1e12:
        return None
    step = np.linalg.solve(curvature, design.T @ (outcome - probability))
    far = np.abs(design @ step).max()
    return np.asarray(step * min(1, FARTHEST / max(far, FARTHEST)), dtype=np.float64)


@dataclass(frozen=True)
class Bin:
    """People of about the same probability: what was forecast, and how many it came true for."""

    people: int
    events: int
    forecast: float
    rate: float
    low: float
    high: float


def calibration_curve(
    outcome: Outcomes, probability: Probabilities, *, bins: int = 10, level: float = 0.95
) -> tuple[Bin, ...]:
    """Quantile bins from the lowest forecast up, each rate with its Wilson interval."""
    number = quantile_bins(probability, bins)
    groups = [number == one for one in range(int(number.max()) + 1)]
    return tuple(_bin(outcome[group], probability[group], level) for group in groups)


def _bin(outcome: NDArray[np.int8], probability: Probabilities, level: float) -> Bin:
    people, events = len(outcome), int(outcome.sum())
    low, high = wilson(events, people, level=level)
    return Bin(people, events, float(probability.mean()), events / people, low, high)
