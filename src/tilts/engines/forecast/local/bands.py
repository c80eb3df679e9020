"""How often the outcome is seen at each level of a score."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..shares import wilson
from ..validation.arrays import Numbers, Outcomes, quantile_bins

VALUES = 12  # a score of more different values is shown in tenths


@dataclass(frozen=True)
class BandRate:
    """A band of a score from `low` to `high`, and the rate in it with its Wilson interval."""

    low: float
    high: float
    people: int
    events: int
    interval: tuple[float, float]

    @property
    def rate(self) -> float:
        """The share with the outcome."""
        return self.events / self.people


def band_rates(score: Numbers, outcome: Outcomes) -> tuple[BandRate, ...]:
    """By value where these are few, otherwise in ten parts of about equal size."""
    values, number = np.unique(score, return_inverse=True)
    if len(values) > VALUES:
        number = quantile_bins(score, 10)
    return tuple(
        _rate(score[number == one], outcome[number == one]) for one in range(number.max() + 1)
    )


def _rate(score: Numbers, outcome: Outcomes) -> BandRate:
    people, events = len(score), int(outcome.sum())
    return BandRate(float(score.min()), float(score.max()), people, events, wilson(events, people))


def disordered(bands: tuple[BandRate, ...]) -> list[tuple[BandRate, BandRate]]:
    """Neighbours of which the higher has surely the lower rate: their intervals do not meet."""
    return [(low, high) for low, high in pairwise(bands) if high.interval[1] < low.interval[0]]
