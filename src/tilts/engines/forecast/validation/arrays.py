"""The shapes that all measures take, and what is refused before anything is computed."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ..odds import log_odds

Outcomes = NDArray[np.int8]  # 0 or 1, one a row
Probabilities = NDArray[np.float64]  # 0 to 1, one a row
Numbers = NDArray[np.float64]
Rows = NDArray[np.intp]  # which rows, by number


def outcomes(values: Iterable[int]) -> Outcomes:
    """Plain numbers as outcomes. Raises ValueError where one is neither 0 nor 1."""
    found = np.asarray(list(values), dtype=np.float64)
    if not np.isin(found, (0, 1)).all():
        raise ValueError("An outcome is 0 or 1; leave out the rows in which it is not known.")
    return found.astype(np.int8)


def check(outcome: Outcomes, probability: Probabilities) -> None:
    """Raise ValueError unless each row has an outcome and a probability."""
    if len(outcome) != len(probability) or not len(outcome):
        raise ValueError(
            f"{len(outcome)} outcomes and {len(probability)} probabilities: give one of each a row."
        )
    if not ((probability >= 0) & (probability <= 1)).all():
        raise ValueError("A probability is a number from 0 to 1; score the rows that have none.")


def quantile_bins(values: Numbers, bins: int) -> NDArray[np.intp]:
    """The number of each value's bin, at most `bins` of about equal size; equal values together.

    A value that fills a bin is not put together with lower ones: where 95 of 100 have the highest
    there is, these are one bin and the other five another.
    """
    cuts = np.quantile(values, np.linspace(0, 1, bins + 1))
    edges, filling = np.unique(cuts[1:-1]), np.unique(cuts[1:][cuts[1:] == cuts[:-1]])
    below, past = np.searchsorted(edges, values), np.searchsorted(filling, values, side="right")
    number: NDArray[np.intp] = below + past
    return np.unique(number, return_inverse=True)[1].astype(np.intp)


def logit(probability: Numbers) -> Numbers:
    """Log-odds, finite also for 0 and 1, which count as one in a million million."""
    return log_odds(np.clip(probability, 1e-12, 1 - 1e-12))


def share(part: Numbers | Outcomes) -> float:
    """The mean; not a number where there is nothing."""
    return float(part.mean()) if len(part) else float("nan")
