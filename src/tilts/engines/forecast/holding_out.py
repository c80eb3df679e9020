"""Will a model hold next year, and in a unit that it has never seen? Judged by who was kept back.

Folds drawn at random are kind: in them a model knows people of every year and unit. Here it learns
from those before a day and is judged by those from then on, or learns from all other units.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from .contract import Prepared
from .fairness.groups import too_small
from .learning import Learner
from .outcome import too_few
from .refusals import DataFault, DataRefused, refuse
from .validation import Interval, Outcomes, Probabilities, auc, brier, by_period, by_unit, crossed
from .validation.arrays import Rows
from .validation.bootstrap import REPEATS, resampled
from .validation.splits import Split

EVERY_UNIT = "every unit, from the others"


@dataclass(frozen=True)
class HeldOut:
    """How a model did on people of whom it had not learnt; `whom` says which they are."""

    model: str
    by: Literal["time", "unit"]
    whom: str
    people: int
    events: int
    brier: Interval
    auc: Interval


def since(start: pl.Series, day: date, outcome: Outcomes) -> tuple[Split, ...]:
    """Those whose follow-up began from a day on; DataRefused where too few are on a side."""
    try:
        split = by_period(start, since=day)
    except ValueError as wrong:
        raise refuse("the hold-out", str(wrong), "Write another day with --since.") from None
    return _learnable((split,), outcome)


def each_unit(units: pl.Series, outcome: Outcomes) -> tuple[Split, ...]:
    """Each unit in turn; DataRefused where the others are too few to learn from."""
    try:
        splits = by_unit(units)
    except ValueError as wrong:
        raise refuse(f"column {units.name}", str(wrong), "Name another column.") from None
    return _learnable(splits, outcome)


def _learnable(splits: tuple[Split, ...], outcome: Outcomes) -> tuple[Split, ...]:
    faults = [
        DataFault(f"what is left without “{split.name}”", fault.what, fault.remedy)
        for split in splits
        for fault in too_few(outcome[split.train])
    ]
    if faults:
        raise DataRefused(faults)
    return splits


def held_out(
    learners: Sequence[Learner],
    prepared: Prepared,
    splits: Sequence[Split],
    *,
    seed: int = 0,
    repeats: int = REPEATS,
) -> list[HeldOut]:
    """Each learner on the rows kept from it: all of them, then each unit that is large enough."""
    found: list[HeldOut] = []
    by: Literal["time", "unit"] = "unit" if len(splits) > 1 else "time"
    for one in learners:
        told = crossed(one, prepared.frame, prepared.outcome, splits, seed=seed).probability[0]
        for whom, rows in _judged(splits, prepared.outcome):
            figures = _figures(prepared.outcome[rows], told[rows], seed, repeats)
            events = int(prepared.outcome[rows].sum())
            found.append(HeldOut(one.name, by, whom, len(rows), events, *figures))
    return found


def _judged(splits: Sequence[Split], outcome: Outcomes) -> Iterator[tuple[str, Rows]]:
    if len(splits) > 1:
        yield EVERY_UNIT, np.sort(np.concatenate([split.test for split in splits]))
    for split in splits:
        rows, events = len(split.test), int(outcome[split.test].sum())
        if len(splits) == 1 or not too_small(rows, events):
            yield split.name, split.test


def _figures(
    outcome: Outcomes, told: Probabilities, seed: int, repeats: int
) -> tuple[Interval, Interval]:
    both = resampled(
        lambda rows: [brier(outcome[rows], told[rows]), auc(outcome[rows], told[rows])],
        len(outcome),
        repeats=repeats,
        seed=seed,
    )
    return both[0], both[1]
