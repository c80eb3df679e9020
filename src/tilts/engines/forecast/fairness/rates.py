"""What is measured of a group, one function each."""

from collections.abc import Callable, Sequence

import numpy as np

from ..validation.arrays import Outcomes, Probabilities, share
from ..validation.bootstrap import finite
from ..validation.calibration import recalibration
from ..validation.measures import auc, brier, false_positive_rate

Rate = Callable[[Outcomes, Probabilities, float], float]


def selection_rate(outcome: Outcomes, probability: Probabilities, threshold: float) -> float:
    """The share that is flagged."""
    return share((probability >= threshold).astype(np.float64))


def fpr(outcome: Outcomes, probability: Probabilities, threshold: float) -> float:
    """Of those without the outcome, the share flagged."""
    return false_positive_rate(outcome, probability >= threshold)


def fnr(outcome: Outcomes, probability: Probabilities, threshold: float) -> float:
    """Of those with the outcome, the share not flagged."""
    return share((probability < threshold)[outcome == 1].astype(np.float64))


def ppv(outcome: Outcomes, probability: Probabilities, threshold: float) -> float:
    """Of those flagged, the share with the outcome."""
    return share(outcome[probability >= threshold])


def npv(outcome: Outcomes, probability: Probabilities, threshold: float) -> float:
    """Of those not flagged, the share without the outcome."""
    return share(1 - outcome[probability < threshold])


def in_the_large(outcome: Outcomes, probability: Probabilities, threshold: float) -> float:
    """Calibration intercept at slope 1: above 0, more happened than was forecast."""
    return next(finite([recalibration(outcome, probability).in_the_large]))


RATES: dict[str, Rate] = {
    "base_rate": lambda outcome, probability, threshold: share(outcome),
    "mean_prediction": lambda outcome, probability, threshold: share(probability),
    "calibration_in_the_large": in_the_large,
    "brier": lambda outcome, probability, threshold: brier(outcome, probability),
    "auc": lambda outcome, probability, threshold: auc(outcome, probability),
    "selection_rate": selection_rate,
    "false_positive_rate": fpr,
    "false_negative_rate": fnr,
    "positive_predictive_value": ppv,
    "negative_predictive_value": npv,
}


def rates(outcome: Outcomes, probability: Probabilities, threshold: float) -> Sequence[float]:
    """All of them in their order; not a number where there is nobody to count."""
    return [of(outcome, probability, threshold) for of in RATES.values()]
