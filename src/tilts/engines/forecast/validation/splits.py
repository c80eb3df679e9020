"""Who is learnt from and who is judged by: at random, by time, by unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from sklearn.model_selection import StratifiedKFold

from .arrays import Outcomes, Rows


@dataclass(frozen=True)
class Split:
    """Rows to learn from and rows to judge by; nobody is in both. `name` says which they are."""

    name: str
    repeat: int
    train: Rows
    test: Rows


def repeated(
    outcome: Outcomes, *, folds: int = 5, repeats: int = 5, seed: int = 0
) -> tuple[Split, ...]:
    """Repeated k-fold, each fold with the same share of the outcome.

    Raises ValueError where a class has fewer people than there are folds.
    """
    least = min(int(outcome.sum()), int(len(outcome) - outcome.sum()))
    if least < folds:
        raise ValueError(f"{folds} folds want {folds} people of each outcome; there are {least}.")
    return tuple(_folds(outcome, folds, repeats, seed))


def _folds(outcome: Outcomes, folds: int, repeats: int, seed: int) -> Iterator[Split]:
    for repeat in range(repeats):
        draw = StratifiedKFold(folds, shuffle=True, random_state=seed + repeat)
        for fold, (train, test) in enumerate(draw.split(outcome, outcome)):
            yield Split(f"fold {fold + 1} of {folds}", repeat, train, test)


def by_period(periods: pl.Series, *, since: date | int | str) -> Split:
    """Learn from those before `since`, judge by those from then on; the unknown are left out.

    Raises ValueError where nobody is on one of the sides.
    """
    before, after = (periods < since).fill_null(False), (periods >= since).fill_null(False)
    train, test = _rows(before), _rows(after)
    if not len(train) or not len(test):
        raise ValueError(
            f"{len(train)} people before {since} and {len(test)} after it: choose another date."
        )
    return Split(f"from {since} on", 0, train, test)


def by_unit(units: pl.Series) -> tuple[Split, ...]:
    """One split a unit: learn from all others, judge by it. The unknown count as a unit.

    Raises ValueError where there is one unit only.
    """
    names: Sequence[Any] = sorted(units.unique().to_list(), key=_last)
    if len(names) < 2:
        raise ValueError("There is one unit only, and nothing to learn from without it.")
    masks = [
        units.is_null() if name is None else (units == name).fill_null(False) for name in names
    ]
    return tuple(
        Split(str(name) if name is not None else "unknown", 0, _rows(~mask), _rows(mask))
        for name, mask in zip(names, masks, strict=True)
    )


def _last(name: Any) -> tuple[bool, Any]:
    return name is None, "" if name is None else name


def _rows(mask: pl.Series) -> Rows:
    return np.flatnonzero(mask.to_numpy())
