"""The data contract: from a table and what is asked of it to features and an outcome."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .columns import as_days, in_future, judged
from .features import Feature, LeftOut, Monotone, told
from .outcome import binary, too_few
from .refusals import DataFault, DataRefused


@dataclass(frozen=True)
class Asked:
    """What is asked of a table.

    `outcome` is forecast; `positive` says which of its values is 1. `identity` names the column
    that tells people apart, `start` the date from which they are followed, `groups` columns for
    comparisons only. `lawful` records by column why a protected feature is necessary, `trusted`
    features that are used although they look like leaks.
    """

    outcome: str
    positive: str | None = None
    identity: str | None = None
    start: str | None = None
    excluded: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    lawful: Mapping[str, str] = field(default_factory=dict)
    monotone: Mapping[str, Monotone] = field(default_factory=dict)
    trusted: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """Every column that the question names, once."""
        single = [name for name in (self.outcome, self.identity, self.start) if name is not None]
        several = (self.excluded, self.groups, self.lawful, self.monotone, self.trusted)
        return tuple(dict.fromkeys([*single, *(name for names in several for name in names)]))


@dataclass(frozen=True)
class Prepared:
    """A table that may be learnt from: (rows × features) `frame`, and 0 or 1 in each row."""

    frame: pl.DataFrame
    outcome: NDArray[np.int8]
    features: tuple[Feature, ...]
    left_out: tuple[LeftOut, ...]


def prepare(frame: pl.DataFrame, asked: Asked, *, today: date) -> Prepared:
    """The table's features and outcome; raises DataRefused with every fault at once."""
    absent = [name for name in asked.named if name not in frame.columns]
    if absent:
        known = f"The columns are: {', '.join(frame.columns[:40])}."
        raise DataRefused(DataFault(f"column {name}", "there is none.", known) for name in absent)
    outcome, faults = binary(frame[asked.outcome], asked.positive)
    faults = faults or too_few(outcome)
    faults += [*_identity_faults(frame, asked), *_start_faults(frame, asked)]
    faults += _future_faults(frame, asked, today)
    faults += _repeating(frame, asked, outcome) if outcome.any() else []
    if faults:
        raise DataRefused(faults)
    features, left_out = _chosen(frame, asked)
    if not features:
        raise DataRefused([DataFault("the table", "no column may be used.", _reasons(left_out))])
    return Prepared(typed_for(frame, features, asked.start), outcome, features, left_out)


def _reasons(left_out: Iterable[LeftOut]) -> str:
    return " ".join(f"{one.name}: {one.reason}" for one in left_out)


def _candidates(frame: pl.DataFrame, asked: Asked) -> list[str]:
    kept = {asked.outcome, asked.identity, asked.start, *asked.excluded}
    return [name for name in frame.columns if name not in kept]


def _identity_faults(frame: pl.DataFrame, asked: Asked) -> list[DataFault]:
    if asked.identity is None:
        return []
    column = frame[asked.identity]
    twice = column.len() - column.n_unique()
    what = f"{twice} rows repeat an id of another row."
    remedy = "Keep one row per person, or name the column that tells rows apart."
    return [DataFault(f"column {asked.identity}", what, remedy)] if twice else []


def _start_faults(frame: pl.DataFrame, asked: Asked) -> list[DataFault]:
    if asked.start is None or frame.schema[asked.start] in (pl.Date, pl.Datetime):
        return []
    what = "the start of follow-up is no date in every row."
    remedy = "Write it as 2026-01-31 or 31.01.2026, or name another column."
    return [DataFault(f"column {asked.start}", what, remedy)]


def _future_faults(frame: pl.DataFrame, asked: Asked, today: date) -> list[DataFault]:
    names = [*_candidates(frame, asked), *([asked.start] if asked.start else [])]
    found = [(name, in_future(frame[name], today)) for name in names]
    remedy = "Correct them, or leave the column out with --exclude."
    return [
        DataFault(f"column {name}", f"{rows} dates lie in the future.", remedy)
        for name, rows in found
        if rows
    ]


def _repeating(frame: pl.DataFrame, asked: Asked, outcome: NDArray[np.int8]) -> list[DataFault]:
    """Columns that say the outcome, or its negation, for everybody."""
    remedy = "Leave it out: --exclude {}."
    return [
        DataFault(f"column {name}", "it is the outcome itself.", remedy.format(name))
        for name in _candidates(frame, asked)
        if _says(frame[name], outcome)
    ]


def _says(column: pl.Series, outcome: NDArray[np.int8]) -> bool:
    if column.null_count() or column.n_unique() != 2:
        return False
    first = (column == column[0]).to_numpy()
    return bool((first == (outcome == outcome[0])).all())


def _chosen(frame: pl.DataFrame, asked: Asked) -> tuple[tuple[Feature, ...], tuple[LeftOut, ...]]:
    start = frame[asked.start] if asked.start else None
    features: dict[str, Feature] = {}
    left_out = [told(LeftOut(name, "excluded by name.")) for name in asked.excluded]
    for name in _candidates(frame, asked):
        found = _once(frame, judged(frame[name], dict(asked.lawful), start), features)
        if isinstance(found, LeftOut):
            left_out.append(told(found))
        else:
            features[name] = _with_theory(found, asked.monotone.get(name))
    return tuple(features.values()), tuple(left_out)


def _once(
    frame: pl.DataFrame, found: Feature | LeftOut, features: Mapping[str, Feature]
) -> Feature | LeftOut:
    """The feature, unless one before it holds the same values."""
    if isinstance(found, Feature):
        for other in features:
            if frame[found.name].equals(frame[other]):
                return LeftOut(found.name, f"it repeats the column {other}.")
    return found


def _with_theory(feature: Feature, monotone: Monotone) -> Feature:
    return Feature(feature.name, feature.kind, feature.reason, monotone, feature.from_date)


def typed_for(
    frame: pl.DataFrame, features: Iterable[Feature], start: str | None = None
) -> pl.DataFrame:
    """The features alone: numbers as decimals, categories as text, dates as days before start."""
    return frame.select(_shaped(frame, feature, start) for feature in features)


def _shaped(frame: pl.DataFrame, feature: Feature, start: str | None) -> pl.Series:
    column = frame[feature.name]
    if feature.from_date and start is not None:
        return (as_days(frame[start]) - as_days(column)).cast(pl.Float64).alias(feature.name)
    return column.cast(pl.Float64 if feature.kind == "number" else pl.String)
