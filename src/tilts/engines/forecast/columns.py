"""What each column of a table is: a feature, or left out for a stated reason."""

from datetime import date, datetime, time

import polars as pl

from .features import Feature, Kind, LeftOut
from .protected import plain, protected

MOST_LEVELS, MOST_MISSING = 50, 0.99
ID_WORDS = {"id", "uuid", "guid", "identifier", "pid", "kods", "kodas", "number", "nr", "no"}


def judged(column: pl.Series, lawful: dict[str, str], start: pl.Series | None) -> Feature | LeftOut:
    """The column as a feature, or why it is none. Dates count only beside a start of follow-up."""
    reason = unlawful(column.name, lawful) or _empty(column) or _identifying(column)
    if reason is None and column.dtype.is_temporal():
        reason = _undatable(column, start)
    if reason is None and column.dtype == pl.String:
        reason = _too_varied(column)
    if reason is not None:
        return LeftOut(column.name, reason)
    why = lawful.get(column.name)
    reason = f"lawful necessity: {why}" if why else "in the table, and nothing speaks against it"
    kind: Kind = "category" if column.dtype in (pl.String, pl.Boolean) else "number"
    return Feature(column.name, kind, reason, from_date=column.dtype.is_temporal())


def unlawful(name: str, lawful: dict[str, str]) -> str | None:
    """Why a column's name forbids its use, unless a lawful necessity is recorded for it."""
    what = protected(name)
    if what is None or name in lawful:
        return None
    return f"its name shows {what}; it may describe groups, never a person's forecast."


def _empty(column: pl.Series) -> str | None:
    missing = column.null_count() / column.len()
    if missing >= MOST_MISSING:
        return f"{100 * missing:.1f} % of it is missing."
    if column.drop_nulls().n_unique() == 1:
        return "it holds one value only."
    return None


def _identifying(column: pl.Series) -> str | None:
    """A name that says identifier, or a value of its own for everybody."""
    there = column.drop_nulls()
    varied = there.n_unique() / there.len()
    named = plain(column.name).split("_")[-1] in ID_WORDS
    if varied > (0.5 if named else 0.999) and _countable(there):
        return "it identifies people: nearly everybody has a value of their own."
    return None


def _countable(there: pl.Series) -> bool:
    return there.dtype == pl.String or there.dtype.is_integer()


def _too_varied(column: pl.Series) -> str | None:
    levels = column.drop_nulls().n_unique()
    if levels > MOST_LEVELS:
        return f"it has {levels} different texts; more than {MOST_LEVELS} are free text."
    return None


def _undatable(column: pl.Series, start: pl.Series | None) -> str | None:
    if column.dtype not in (pl.Date, pl.Datetime):
        return "it is a time of day or a duration."
    if start is None:
        return "it is a date, and no start of follow-up is named to count from (--start)."
    after = int((as_days(column) > as_days(start)).sum())
    if after:
        return f"it lies after the start of follow-up in {after} rows."
    return None


def as_days(column: pl.Series) -> pl.Series:
    """A date or a time as days since 1970, whole; what is no date is missing."""
    if column.dtype not in (pl.Date, pl.Datetime):
        return pl.Series(column.name, [None] * column.len(), dtype=pl.Int64)
    return column.cast(pl.Date).cast(pl.Int64)


def in_future(column: pl.Series, today: date) -> int:
    """How many dates of a column lie after today."""
    if column.dtype not in (pl.Date, pl.Datetime):
        return 0
    return int((column.cast(pl.Datetime) > datetime.combine(today, time.max)).sum())
