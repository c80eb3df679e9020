"""Bins: a column of any kind as small whole numbers, the same for training and for scoring.

Code 0 is *missing*, 1 … k are the bins, k + 1 is *unseen* (a category that training did not have).
Nothing is imputed: what is missing has a bin of its own.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .features import Feature
from .refusals import refuse

Codes = NDArray[np.intp]


@dataclass(frozen=True)
class Bins:
    """How one feature is binned: numbers by `cuts` (bin i holds cut i-1 ≤ x < cut i), or `levels`.

    `monotone` is the direction that theory allows: 1, -1, or 0 for either.
    """

    name: str
    kind: Literal["number", "category"]
    cuts: tuple[float, ...] = ()
    levels: tuple[str, ...] = ()
    monotone: int = 0

    @property
    def size(self) -> int:
        """How many codes there are: missing, the bins, and unseen."""
        return 2 + (len(self.cuts) + 1 if self.kind == "number" else len(self.levels))

    @property
    def labels(self) -> tuple[str, ...]:
        """What each code stands for, in words."""
        if self.kind == "category":
            return ("missing", *self.levels, "unseen")
        if not self.cuts:
            return ("missing", "any", "unseen")
        inner = [f"{low:g} to below {high:g}" for low, high in pairwise(self.cuts)]
        return (
            "missing",
            f"below {self.cuts[0]:g}",
            *inner,
            f"{self.cuts[-1]:g} or more",
            "unseen",
        )

    def codes(self, column: pl.Series) -> Codes:
        """The code of each row. Raises DataRefused where a number is none."""
        return self._levelled(column) if self.kind == "category" else self._cut(column)

    def _cut(self, column: pl.Series) -> Codes:
        numbers = column.cast(pl.Float64, strict=False)
        if wrong := numbers.null_count() - column.null_count():
            what = f"{wrong} values are no numbers, and it was learnt as a number."
            raise refuse(f"column {self.name}", what, "Correct them, or leave them empty.")
        found = np.searchsorted(self.cuts, numbers.to_numpy(), side="right") + 1
        found[(numbers.is_null() | numbers.is_nan()).fill_null(value=True).to_numpy()] = 0
        return found

    def _levelled(self, column: pl.Series) -> Codes:
        text = column.cast(pl.String)
        known = text.cast(pl.Enum(self.levels), strict=False)
        codes = known.to_physical().cast(pl.Int64).fill_null(len(self.levels)) + 1
        found: Codes = codes.to_numpy().astype(np.intp)
        found[text.is_null().to_numpy()] = 0
        return found


def bins_of(column: pl.Series, feature: Feature, most: int) -> Bins:
    """The bins of one training column: at most `most` for a number, split at its quantiles.

    A number with no more values than that is cut between every two of them, so that few ordered
    codes each keep a bin of their own.
    """
    there = column.drop_nulls()
    if feature.kind == "category":
        levels = tuple(sorted(there.cast(pl.String).unique()))
        return Bins(feature.name, "category", levels=levels)
    numbers = there.cast(pl.Float64).to_numpy()
    return Bins(feature.name, "number", _cuts(numbers, most), monotone=feature.monotone or 0)


def _cuts(numbers: NDArray[np.float64], most: int) -> tuple[float, ...]:
    values = np.unique(numbers)
    if len(values) > most:
        at = np.quantile(numbers, np.linspace(0, 1, most + 1)[1:-1], method="higher")
        values = np.unique(np.concatenate([values[:1], at]))
    return tuple(float(value) for value in values[1:])


def features_of(frame: pl.DataFrame) -> tuple[Feature, ...]:
    """Features by the types of the columns, where nobody has said what they are."""
    reason = "a column of the table"
    return tuple(
        Feature(name, "number" if dtype.is_numeric() else "category", reason)
        for name, dtype in frame.schema.items()
    )
