"""A table as the numbers that a regression takes."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray


@dataclass(frozen=True)
class Coding:
    """Numbers as they are, words as one column for each level but the first.

    A level that was not there when learning counts as the first.
    """

    numbers: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each column of numbers."""
        return (*self.numbers, *(f"{column}: {level}" for column, level in self.levels))

    def design(self, frame: pl.DataFrame) -> NDArray[np.float64]:
        """Rows x columns. Raises ValueError where a value is missing: say what it stands for."""
        columns = dict.fromkeys([*self.numbers, *(column for column, _ in self.levels)])
        if gaps := [name for name in columns if frame[name].null_count()]:
            raise ValueError(f"Values are missing in {', '.join(gaps)}: give them a level.")
        dummies = [
            (pl.col(column).cast(pl.String) == level).alias(f"{column}: {level}")
            for column, level in self.levels
        ]
        if not columns:
            return np.empty((frame.height, 0))
        wanted = [*(pl.col(name) for name in self.numbers), *dummies]
        return frame.select(one.cast(pl.Float64) for one in wanted).to_numpy()


def coding(frame: pl.DataFrame) -> Coding:
    """How these columns are turned into numbers."""
    numbers = [name for name in frame.columns if _counts(frame[name])]
    words = [name for name in frame.columns if name not in numbers]
    levels = [
        (name, str(level))
        for name in words
        for level in sorted(frame[name].cast(pl.String).drop_nulls().unique().to_list())[1:]
    ]
    return Coding(tuple(numbers), tuple(levels))


def _counts(column: pl.Series) -> bool:
    return column.dtype.is_numeric() or column.dtype == pl.Boolean
