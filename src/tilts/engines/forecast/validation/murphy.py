"""What a Brier score consists of."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Outcomes, Probabilities, quantile_bins


@dataclass(frozen=True)
class Decomposition:
    """Parts of a Brier score; `brier` is exactly their sum, in any bins.

    `within` is what the bins hide: people of one bin have different probabilities. It is 0 where
    each bin holds a single probability, as in Murphy's own decomposition.
    """

    reliability: float
    resolution: float
    uncertainty: float
    within: float

    @property
    def brier(self) -> float:
        """Reliability - resolution + uncertainty + within."""
        return self.reliability - self.resolution + self.uncertainty + self.within


def decompose(
    outcome: Outcomes, probability: Probabilities, *, bins: int | None = 10
) -> Decomposition:
    """Murphy (1973), A new vector partition of the probability score, in quantile bins.

    The term within bins is the variance less twice the covariance within them: Stephenson, Coelho &
    Jolliffe (2008), Two extra components in the Brier score decomposition. Without `bins` each
    different probability is a bin of its own.
    """
    number = (
        np.unique(probability, return_inverse=True)[1]
        if bins is None
        else quantile_bins(probability, bins)
    )
    rates, means = _by_bin(number, outcome), _by_bin(number, probability)
    base = float(outcome.mean())
    off = probability - means
    return Decomposition(
        reliability=float(((means - rates) ** 2).mean()),
        resolution=float(((rates - base) ** 2).mean()),
        uncertainty=base * (1 - base),
        within=float((off**2 - 2 * off * (outcome - rates)).mean()),
    )


def _by_bin(
    number: NDArray[np.intp], values: NDArray[np.float64] | Outcomes
) -> NDArray[np.float64]:
    """The mean of each row's bin."""
    means = np.bincount(number, weights=values) / np.bincount(number)
    return np.asarray(means[number], dtype=np.float64)
