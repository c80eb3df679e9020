"""What it costs to make groups more equal.

fairlearn's ThresholdOptimizer reaches equal rates exactly by letting chance decide about people
between two thresholds. A service cannot defend a lot drawn about a person, so the thresholds here
are plain numbers and come as near as the scores allow.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..odds import probability as probability_of
from ..validation.arrays import Outcomes, Probabilities, logit
from ..validation.calibration import recalibration
from ..validation.measures import auc, brier, false_positive_rate
from .gaps import large_enough


@dataclass(frozen=True)
class Cost:
    """Where a way of deciding stands; gaps are the largest among groups that can be judged."""

    name: str
    brier: float
    auc: float
    selection_rate: float
    false_positive_gap: float
    predictive_value_gap: float
    flagged_without: float
    missed: float


def costs(
    outcome: Outcomes, probability: Probabilities, groups: pl.Series, *, threshold: float = 0.5
) -> tuple[Cost, ...]:
    """As it is; with thresholds of equal false positive rates; recalibrated within each group.

    `flagged_without` and `missed` are shares of everybody. Groups too small to be judged keep the
    common threshold and forecast. What is fitted here is judged on the same people: it flatters a
    little, by two numbers a group.
    """
    names = large_enough(outcome, groups)
    own = {name: (groups == name).to_numpy() for name in names}
    thresholds = equal_error_thresholds(outcome, probability, own, threshold=threshold)
    limit = np.full(len(outcome), threshold)
    for name, rows in own.items():
        limit[rows] = thresholds[name]
    again = recalibrated(outcome, probability, own)
    return (
        _cost("as it is", outcome, probability, probability >= threshold, own),
        _cost("equal false positive rates", outcome, probability, probability >= limit, own),
        _cost("recalibrated by group", outcome, again, again >= threshold, own),
    )


Groups = dict[str, NDArray[np.bool_]]


def equal_error_thresholds(
    outcome: Outcomes, probability: Probabilities, own: Groups, *, threshold: float
) -> dict[str, float]:
    """By group the lowest threshold whose false positive rate is at most that of everybody."""
    target = false_positive_rate(outcome, probability >= threshold)
    return {
        name: _threshold(probability[rows & (outcome == 0)], target) for name, rows in own.items()
    }


def _threshold(without: Probabilities, target: float) -> float:
    """Just above the score of the first person who would be one flag too many."""
    ordered = np.sort(without)[::-1]
    allowed = int(np.floor(target * len(ordered) + 1e-9))
    return float(np.nextafter(ordered[allowed], 2)) if allowed < len(ordered) else 0.0


def recalibrated(outcome: Outcomes, probability: Probabilities, own: Groups) -> Probabilities:
    """Forecasts through each group's own line in log-odds, where its outcomes settle one."""
    again = probability.copy()
    for rows in own.values():
        line = recalibration(outcome[rows], probability[rows])
        if line.intercept is not None and line.slope is not None:
            again[rows] = probability_of(line.intercept + line.slope * logit(probability[rows]))
    return again


def _cost(
    name: str,
    outcome: Outcomes,
    probability: Probabilities,
    flagged: NDArray[np.bool_],
    own: Groups,
) -> Cost:
    return Cost(
        name,
        brier=brier(outcome, probability),
        auc=auc(outcome, probability),
        selection_rate=float(flagged.mean()),
        false_positive_gap=_gap([flagged[rows & (outcome == 0)] for rows in own.values()]),
        predictive_value_gap=_gap([outcome[rows & flagged] for rows in own.values()]),
        flagged_without=float((flagged & (outcome == 0)).mean()),
        missed=float((~flagged & (outcome == 1)).mean()),
    )


def _gap(parts: list[NDArray[np.bool_]] | list[Outcomes]) -> float:
    """The largest difference of means; not a number where fewer than two groups have anybody."""
    means = [float(part.mean()) for part in parts if len(part)]
    return max(means) - min(means) if len(means) > 1 else float("nan")
