"""Did the people change between one period and the next? For follow-up that began on known days.

What learns from all periods at once answers also for people who come no more. Each period is held
against the one before it that is large enough: the share of the outcome, and of each feature the
population stability index; what may be chance, or lies below the limit of monitoring, is not told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from .contract import Prepared
from .fairness.groups import too_small
from .monitoring.shift import LIMITS, by_chance, shift

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Period:
    """Those whose follow-up began in a year, or in a quarter where all began in one year."""

    name: str
    rows: int
    events: int
    small: bool


@dataclass(frozen=True)
class Drift:
    """A feature that changed from one period to the next; `value` is its index."""

    column: str
    before: str
    now: str
    value: float


def named(start: pl.Series) -> pl.Series:
    """The name of each row's period: "2025", or "2025-Q1" where there is one year only."""
    years = start.dt.year()
    if years.drop_nulls().n_unique() > 1:
        return years.cast(pl.String).fill_null(UNKNOWN)
    return (years.cast(pl.String) + "-Q" + start.dt.quarter().cast(pl.String)).fill_null(UNKNOWN)


def periods(names: pl.Series, prepared: Prepared) -> tuple[Period, ...]:
    """How many began in each period, in the order of time, and how many have the outcome."""
    return tuple(_period(name, names, prepared) for name in sorted(names.unique()))


def _period(name: str, names: pl.Series, prepared: Prepared) -> Period:
    there = (names == name).to_numpy()
    rows, events = int(there.sum()), int(prepared.outcome[there].sum())
    return Period(name, rows, events, bool(too_small(rows, events)))


def drifts(names: pl.Series, prepared: Prepared) -> tuple[Drift, ...]:
    """Every feature that changed more than by chance, by period and in the order of the table."""
    judged = [one.name for one in periods(names, prepared) if not one.small and one.name != UNKNOWN]
    return tuple(
        drift
        for before, now in pairwise(judged)
        for drift in _between(before, now, names, prepared)
    )


def _between(before: str, now: str, names: pl.Series, prepared: Prepared) -> Iterator[Drift]:
    first, second = (prepared.frame.filter(names == name) for name in (before, now))
    for name in prepared.frame.columns:
        found = shift(name, first[name], second[name])
        if found.value >= max(LIMITS.look, by_chance(found, first.height, second.height)):
            yield Drift(name, before, now, found.value)
