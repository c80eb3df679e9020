"""Counting people: plain computation over facts, without a database.

Each person is counted once, by their last assessment in the period; divided by years or quarters,
once in each of them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import polars as pl

from .dimensions import EVERYBODY, UNKNOWN, Dimension
from .tables import Counts

Key = Callable[[str], Any]


@dataclass(frozen=True)
class Filters:
    """Which assessments count: with an instrument, in a year or quarter, of whom."""

    instrument: str = ""
    period: str = ""  # "2026", "2026-3", "" for all time
    units: Collection[str] | None = None  # None for all
    sex: str = ""
    level: str = ""


def last_of_each(results: pl.DataFrame, filters: Filters, *by: Dimension) -> pl.DataFrame:
    """The assessment by which each person is counted (one in each year or quarter, if by these).

    The period and the instrument say which is the last; the other filters, whether it counts.
    """
    rows = results.filter(pl.col("instrument") == filters.instrument)
    rows = rows.filter(in_period(pl.col("assessed_on"), filters.period))
    times = [one.value.alias(f"_{n}") for n, one in enumerate(by) if one.by_code]
    rows = rows.sort("assessed_on", "decided_on", "assessment").with_columns(times)
    once = ["person", *(f"_{n}" for n, one in enumerate(by) if one.by_code)]
    return rows.unique(once, keep="last", maintain_order=True).filter(_whom(filters))


def in_period(day: pl.Expr, period: str) -> pl.Expr:
    """Whether a day lies in a year, or in a quarter of one."""
    year, _, quarter = period.partition("-")
    inside = day.dt.year() == int(year) if year else pl.lit(True)
    return inside & (day.dt.quarter() == int(quarter)) if quarter else inside


def _whom(filters: Filters) -> pl.Expr:
    wanted = pl.lit(True)
    if filters.units is not None:
        wanted &= pl.col("unit").is_in(list(filters.units))
    if filters.sex:
        wanted &= pl.col("sex") == filters.sex
    if filters.level:
        wanted &= pl.col("level") == filters.level
    return wanted


def divided(rows: pl.DataFrame, by: Dimension, then: Dimension) -> pl.DataFrame:
    """Each person with the row and the column of the table in which they stand, once in each."""
    return rows.select(
        "person",
        by.value.fill_null(UNKNOWN).alias("row"),
        then.value.fill_null(UNKNOWN).alias("column"),
    ).unique()


def counted(
    people: pl.DataFrame, by: Dimension, then: Dimension, of_row: Key, of_column: Key
) -> Counts:
    """Divided people by row and column; the keys order codes that have no order of their own."""
    cells = people.group_by("row", "column").len()
    number = {(row, column): many for row, column, many in cells.iter_rows()}
    down = in_order({row for row, _ in number}, by, of_row)
    across = in_order({column for _, column in number}, then, of_column)
    return Counts(
        down,
        across,
        [[number.get((row, column), 0) for column in across] for row in down],
        parts_of_rows=not then.repeats and then is not EVERYBODY,
        parts_of_columns=not by.repeats,
    )


def in_order(codes: Collection[str], of: Dimension, key: Key) -> list[str]:
    """Codes as they are shown."""
    if of.by_code:
        return sorted(codes)
    place = {code: index for index, code in enumerate(of.order)}
    return sorted(codes, key=lambda code: (place[code] if code in place else len(place), key(code)))
