"""The data sheet: what a table holds, what may be used of it, and what looks wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import polars as pl

from .contract import Asked, Prepared
from .fairness.groups import too_small
from .features import LeftOut, told
from .leakage import Leak, leaks
from .periods import Drift, Period, drifts, named, periods
from .refusals import refuse

MOST_GROUPS = 20


@dataclass(frozen=True)
class Column:
    """One column: its type, gaps, different values, and what becomes of it."""

    name: str
    type: str
    missing: int
    values: int
    use: str


@dataclass(frozen=True)
class Group:
    """People who share a value of a group column; `small` when little can be said of them."""

    column: str
    value: str
    rows: int
    events: int
    small: bool


@dataclass(frozen=True)
class Sheet:
    """The data sheet of a table; with periods and what changed, where follow-up has a start."""

    rows: int
    events: int
    base_rate: float
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    leaks: tuple[Leak, ...]
    periods: tuple[Period, ...] = ()
    drift: tuple[Drift, ...] = ()
    missing: str = "Nothing is imputed: a missing value is a level of its own in every model."

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def described(frame: pl.DataFrame, asked: Asked, prepared: Prepared) -> Sheet:
    """The sheet of a table that has been prepared, before leaks are taken out."""
    found = leaks(prepared.frame, prepared.features, prepared.outcome, asked.outcome)
    events = int(prepared.outcome.sum())
    names = named(frame[asked.start]) if asked.start else None
    return Sheet(
        rows=frame.height,
        events=events,
        base_rate=events / frame.height,
        columns=tuple(_column(frame[name], asked, prepared) for name in frame.columns),
        groups=tuple(_groups(frame, asked.groups, prepared)),
        leaks=tuple(found),
        periods=() if names is None else periods(names, prepared),
        drift=() if names is None else drifts(names, prepared),
    )


def without_leaks(prepared: Prepared, sheet: Sheet, trusted: Sequence[str] = ()) -> Prepared:
    """The same without the features that certainly leak, save those that somebody vouches for.

    Raises DataRefused when none is left.
    """
    why: dict[str, str] = {}
    for leak in sheet.leaks:
        if leak.certain and leak.name not in trusted:
            why.setdefault(leak.name, f"it leaks the outcome: {leak.what}")
    left_out = tuple(told(LeftOut(name, reason)) for name, reason in why.items())
    features = tuple(one for one in prepared.features if one.name not in why)
    if not features:
        raise refuse("the table", "every column leaks the outcome.", "Vouch for one: --trust NAME.")
    frame = prepared.frame.select(one.name for one in features)
    return replace(prepared, frame=frame, features=features, left_out=prepared.left_out + left_out)


def _column(column: pl.Series, asked: Asked, prepared: Prepared) -> Column:
    return Column(
        name=column.name,
        type=str(column.dtype),
        missing=column.null_count(),
        values=column.drop_nulls().n_unique(),
        use=_use(column.name, asked, prepared),
    )


def _use(name: str, asked: Asked, prepared: Prepared) -> str:
    roles = {asked.outcome: "outcome", asked.identity: "id", asked.start: "start of follow-up"}
    used: Mapping[str, str] = {one.name: f"feature, a {one.kind}" for one in prepared.features}
    left: Mapping[str, str] = {one.name: f"left out: {one.reason}" for one in prepared.left_out}
    return roles.get(name) or used.get(name) or left.get(name, "not used")


def _groups(frame: pl.DataFrame, names: Sequence[str], prepared: Prepared) -> list[Group]:
    found = []
    for name in names:
        words = frame[name].cast(pl.String).fill_null("missing")
        for value in sorted(words.unique())[:MOST_GROUPS]:
            there = (words == value).to_numpy()
            rows, events = int(there.sum()), int(prepared.outcome[there].sum())
            small = bool(too_small(rows, events))
            found.append(Group(name, str(value), rows, events, small))
    return found
