"""Probabilities and log-odds."""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def probability(log_odds: Vector) -> Vector:
    """1 / (1 + e^-x), without overflow."""
    found: Vector = np.exp(-np.logaddexp(0.0, -log_odds))
    return found


def log_odds(probabilities: Vector) -> Vector:
    """The inverse."""
    found: Vector = np.log(probabilities) - np.log1p(-probabilities)
    return found
