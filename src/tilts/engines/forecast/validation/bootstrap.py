"""How far a number could be from what it is, by drawing the same people again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from numpy.random import SeedSequence, default_rng
from numpy.typing import NDArray

from .arrays import Rows

REPEATS = 1000
BATCH = 25  # so many draws at a time go to a worker


@dataclass(frozen=True)
class Interval:
    """A number, between what 95 of 100 draws give (percentiles).

    `draws` is how many draws gave any number: a draw with one class only has no AUC. `low` and
    `high` are None where hardly any did.
    """

    value: float | None
    low: float | None
    high: float | None
    draws: int

    @property
    def leaves_out_zero(self) -> bool:
        """Of a difference: whether it is one."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high

    def __str__(self) -> str:
        if self.value is None:
            return "–"
        if self.low is None or self.high is None:
            return f"{self.value:.4f}"
        return f"{self.value:.4f} ({self.low:.4f} to {self.high:.4f})"


Measure = Callable[[Rows], Sequence[float]]


def resampled(
    measure: Measure,
    rows: int,
    *,
    repeats: int = REPEATS,
    seed: int = 0,
    level: float = 0.95,
    jobs: int = -1,
) -> list[Interval]:
    """The interval of each number that `measure` gives for some rows, drawn with replacement.

    Efron & Tibshirani (1993), percentile intervals. The same seed gives the same draws whatever
    the number of jobs. Two models measured in one `measure` are compared on the same draws.
    """
    seeds = SeedSequence(seed).spawn(repeats)
    batches = [seeds[start : start + BATCH] for start in range(0, repeats, BATCH)]
    # Ranking and summing leave Python's lock alone: threads need no copies of the table.
    work = Parallel(n_jobs=jobs, prefer="threads")
    found = work(delayed(_draws)(measure, rows, batch) for batch in batches)
    drawn = np.asarray([row for batch in found for row in batch], dtype=np.float64)
    values = measure(np.arange(rows))
    return [_interval(value, drawn[:, place], level) for place, value in enumerate(values)]


def interval(
    measure: Callable[[Rows], float],
    rows: int,
    *,
    repeats: int = REPEATS,
    seed: int = 0,
    jobs: int = -1,
) -> Interval:
    """The same for a measure that gives one number."""
    return resampled(lambda one: [measure(one)], rows, repeats=repeats, seed=seed, jobs=jobs)[0]


def _draws(measure: Measure, rows: int, seeds: Sequence[SeedSequence]) -> list[Sequence[float]]:
    return [measure(default_rng(seed).integers(0, rows, rows)) for seed in seeds]


def _interval(value: float, drawn: NDArray[np.float64], level: float) -> Interval:
    usable = drawn[np.isfinite(drawn)]
    shown = value if np.isfinite(value) else None
    # Fewer than half: what is left over says something about the lucky draws only.
    if shown is None or 2 * len(usable) < len(drawn) or not len(usable):
        return Interval(shown, None, None, len(usable))
    low, high = np.quantile(usable, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(shown), float(low), float(high), len(usable))


def finite(numbers: Sequence[float | None]) -> Iterator[float]:
    """None as not a number, as arrays want it."""
    return (float("nan") if number is None else number for number in numbers)
