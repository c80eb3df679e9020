"""Additive models: an intercept and one table per feature. What a person can read is what runs."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .binning import Bins, Codes
from .odds import probability
from .refusals import DataFault, DataRefused

LOG = logging.getLogger(__name__)
Table = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """What two features say together: a table by the codes of the first and of the second."""

    first: int
    second: int
    table: Table


@dataclass(eq=False)
class Additive:
    """A glass box: log-odds = intercept + one number from the table of each feature (and pair).

    `tables[i]` has a number for every code of `bins[i]`. An unseen category counts 0, as the
    average of training does; so does a missing value where training had none. Both are logged.
    """

    name: str
    intercept: float
    bins: tuple[Bins, ...]
    tables: tuple[Table, ...]
    pairs: tuple[Pair, ...] = ()

    def probabilities(self, frame: pl.DataFrame) -> NDArray[np.float64]:
        """The probability of each row, uncalibrated. Raises DataRefused when a column is absent."""
        total = np.full(frame.height, self.intercept)
        for _, part in self._parts(frame):
            total += part
        return probability(total)

    def contributions(self, frame: pl.DataFrame) -> pl.DataFrame:
        """One column per feature and pair, and `baseline`; they sum to the logit of the above."""
        columns = dict(self._parts(frame))
        return pl.DataFrame(columns | {"baseline": np.full(frame.height, self.intercept)})

    def _parts(self, frame: pl.DataFrame) -> Iterator[tuple[str, NDArray[np.float64]]]:
        needed = {index for pair in self.pairs for index in (pair.first, pair.second)}
        kept: dict[int, Codes] = {}
        for index, (bins, table, codes) in enumerate(
            zip(self.bins, self.tables, coded(self.bins, frame), strict=True)
        ):
            if index in needed:
                kept[index] = codes
            yield bins.name, table[codes]
        for pair in self.pairs:
            name = f"{self.bins[pair.first].name} × {self.bins[pair.second].name}"
            yield name, pair.table[kept[pair.first], kept[pair.second]]


def coded(bins: Sequence[Bins], frame: pl.DataFrame) -> Iterator[Codes]:
    """The codes of each feature; columns that are not needed are ignored, in the log."""
    _complete(bins, frame)
    for one in bins:
        codes = one.codes(frame[one.name])
        if one.kind == "category" and (unseen := int((codes == one.size - 1).sum())):
            LOG.warning("Column %s: %d rows hold an unseen category, it counts 0", one.name, unseen)
        yield codes


def _complete(bins: Sequence[Bins], frame: pl.DataFrame) -> None:
    absent = [one.name for one in bins if one.name not in frame.columns]
    if absent:
        remedy = "Add it; leave it empty where it is not known."
        raise DataRefused(
            DataFault(f"column {name}", "the model needs it, and the table has none.", remedy)
            for name in absent
        )
    if extra := sorted(set(frame.columns) - {one.name for one in bins}):
        LOG.info("Columns that the model does not know are ignored: %s", ", ".join(extra))


def centred(
    name: str,
    intercept: float,
    bins: Sequence[Bins],
    tables: Sequence[Table],
    codes: Sequence[Codes],
) -> Additive:
    """The same model with each table averaging 0 over the training rows, and 0 where none was."""
    moved, shift = [], intercept
    for table, rows in zip(tables, codes, strict=True):
        counts = np.bincount(rows, minlength=len(table))
        mean = float(counts @ table / counts.sum())
        moved.append(np.where(counts > 0, table - mean, 0.0))
        shift += mean
    return Additive(name, shift, tuple(bins), tuple(moved))
