"""Single numbers that say how good forecasts are."""

import numpy as np
from numpy.typing import NDArray

from .arrays import Outcomes, Probabilities, share


def brier(outcome: Outcomes, probability: Probabilities) -> float:
    """Mean squared difference of probability and outcome (Brier 1950); lower is better."""
    return share((probability - outcome) ** 2)


def auc(outcome: Outcomes, score: NDArray[np.float64]) -> float:
    """How often somebody with the outcome scores higher than somebody without; ties count half.

    Mann-Whitney (Hanley & McNeil 1982). Not a number where one of the two is absent.
    """
    events = int(outcome.sum())
    others = len(outcome) - events
    if not events or not others:
        return float("nan")
    level = np.unique(score, return_inverse=True)[1]
    having = np.bincount(level, weights=outcome)
    lacking = np.bincount(level, weights=1 - outcome)
    below = np.cumsum(lacking) - lacking
    return float(having @ (below + lacking / 2)) / (events * others)


def log_loss(outcome: Outcomes, probability: Probabilities) -> float:
    """Mean negative log-likelihood in nats; a certainty that failed counts as one in 10^12."""
    kept = np.clip(probability, 1e-12, 1 - 1e-12)
    return share(-np.log(np.where(outcome == 1, kept, 1 - kept)))


def false_positive_rate(outcome: Outcomes, flagged: NDArray[np.bool_]) -> float:
    """Of those without the outcome, the share that was flagged; not a number without any."""
    return share(flagged[outcome == 0].astype(np.float64))


def nij_fairness(
    outcome: Outcomes,
    probability: Probabilities,
    one: NDArray[np.bool_],
    *,
    threshold: float = 0.5,
) -> float:
    """(1 - Brier)(1 - |difference of false positive rates|) of two groups; higher is better.

    The fairness score of the NIJ Recidivism Forecasting Challenge (2021), where a probability of at
    least `threshold` flags. `one` says who belongs to the first group.
    """
    flagged = probability >= threshold
    gap = false_positive_rate(outcome[one], flagged[one]) - false_positive_rate(
        outcome[~one], flagged[~one]
    )
    return (1 - brier(outcome, probability)) * (1 - abs(gap))
