"""Has the population changed? The population stability index of scores and of features.

PSI = Σ (a - e) ln(a / e) over bins, with the expected share e and the actual share a: the sum of
both divergences of Kullback & Leibler (1951). By convention of credit scoring, below .1 nothing has
changed, from .25 on much has. By chance alone the index of n and m people over B bins is about
χ²(B - 1) · (1/n + 1/m) (Yurdakul & Naranjo 2020, Journal of Risk Model Validation 14(4)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
import polars as pl

from ..validation.arrays import Numbers, Probabilities
from .alerts import Alert, Limits

LIMITS = Limits(look=0.1, suspend=0.25)
BINS = 10
AT_95 = NormalDist().inv_cdf(0.95)
MISSING = "∅"  # a missing value is a level of its own, as in training


@dataclass(frozen=True)
class Shift:
    """How far one thing has moved: `value` is its PSI, over bins with these shares."""

    about: str
    value: float
    expected: tuple[float, ...]
    actual: tuple[float, ...]

    @property
    def alert(self) -> Alert | None:
        """Past which limit it is."""
        return LIMITS.alert("population", self.about, self.value)


def psi(expected: Numbers, actual: Numbers) -> tuple[float, Numbers, Numbers]:
    """From counts by bin; half a person is added to each, so that an empty bin is no infinity."""
    e, a = ((counts + 0.5) / (counts + 0.5).sum() for counts in (expected, actual))
    return float(((a - e) * np.log(a / e)).sum()), e, a


def shift(about: str, before: pl.Series, now: pl.Series) -> Shift:
    """Numbers by the tenths of `before`, with missing by itself; anything else by its values.

    Raises ValueError where there is nobody on one side.
    """
    if not len(before) or not len(now):
        raise ValueError(f"{about}: there is nobody to compare.")
    numeric = before.dtype.is_numeric() and now.dtype.is_numeric()
    counts = _by_tenths(before, now) if numeric else _by_value(before, now)
    return _shift(about, *counts)


def shift_of_scores(quantiles: Sequence[float], scores: Probabilities) -> Shift:
    """Scores against the quantiles (0, 5, … 100 %) that a model's manifest keeps of its training.

    Between two quantiles that are equal nobody is expected: what lies there is one bin.
    """
    if not len(scores):
        raise ValueError("the score: there is nobody to compare.")
    inner, counts = np.unique(np.asarray(quantiles)[1:-1], return_counts=True)
    shares = np.append(counts, 1) / (len(quantiles) - 1)
    actual = np.bincount(np.searchsorted(inner, scores, side="left"), minlength=len(shares))
    return _shift("the score", shares * 1000, actual.astype(np.float64))


def shift_of_counts(about: str, before: Sequence[int], now: Sequence[int]) -> Shift:
    """By counts of the same levels. Raises ValueError where there is nobody on one side."""
    if not sum(before) or not sum(now):
        raise ValueError(f"{about}: there is nobody to compare.")
    return _shift(about, np.array(before, dtype=np.float64), np.array(now, dtype=np.float64))


def by_chance(found: Shift, before: int, now: int) -> float:
    """Below which index nothing is shown, of so many people: χ² at its 95 % point.

    By Wilson & Hilferty (1931, PNAS 17), within 1 % of it here.
    """
    free = max(1, len(found.expected) - 1)
    spread = 2 / (9 * free)
    return free * (1 - spread + AT_95 * sqrt(spread)) ** 3 * (1 / before + 1 / now)


def _shift(about: str, expected: Numbers, actual: Numbers) -> Shift:
    value, e, a = psi(expected, actual)
    return Shift(about, value, tuple(e.tolist()), tuple(a.tolist()))


def _by_tenths(before: pl.Series, now: pl.Series) -> tuple[Numbers, Numbers]:
    known = before.drop_nulls().cast(pl.Float64).to_numpy()
    edges = (
        np.unique(np.quantile(known, np.linspace(0, 1, BINS + 1)[1:-1])) if len(known) else known
    )
    return _counted(before, edges), _counted(now, edges)


def _counted(values: pl.Series, edges: Numbers) -> Numbers:
    known = values.drop_nulls().cast(pl.Float64).to_numpy()
    counts = np.bincount(np.searchsorted(edges, known, side="left"), minlength=len(edges) + 1)
    return np.append(counts, values.null_count()).astype(np.float64)


def _by_value(before: pl.Series, now: pl.Series) -> tuple[Numbers, Numbers]:
    texts = [one.cast(pl.String).fill_null(MISSING).to_list() for one in (before, now)]
    levels = sorted({*texts[0], *texts[1]})
    first, second = (np.array([float(text.count(level)) for level in levels]) for text in texts)
    return first, second
