"""Ages and intervals, by the calendar and without overflow."""

import polars as pl

from ..schema.quantities import Age, Interval

MONTHS = 12


def months_between(since: pl.Expr, until: pl.Expr) -> pl.Expr:
    """Completed months: the day of the month must have come round."""
    return _months(until) - _months(since) - (_day(until) < _day(since)).cast(pl.Int32)


def years_between(since: pl.Expr, until: pl.Expr) -> pl.Expr:
    """Completed years: someone born on 29 February is a year older on 1 March."""
    return months_between(since, until).floordiv(MONTHS)


def age(recipe: Age) -> pl.Expr:
    """Completed years of life on a day."""
    return in_order(recipe.born, recipe.on, years_between(pl.col(recipe.born), pl.col(recipe.on)))


def interval(recipe: Interval) -> pl.Expr:
    """Time from one date to another in its unit."""
    since, until = pl.col(recipe.since), pl.col(recipe.until)
    lengths = {
        "days": (until - since).dt.total_days(),
        "months": months_between(since, until),
        "years": years_between(since, until),
    }
    return in_order(recipe.since, recipe.until, lengths[recipe.unit])


def in_order(since: str, until: str, length: pl.Expr) -> pl.Expr:
    """The length where the dates are in their order, null elsewhere."""
    return pl.when(pl.col(since) <= pl.col(until)).then(length.cast(pl.Float64))


def _months(day: pl.Expr) -> pl.Expr:
    return day.dt.year().cast(pl.Int32) * MONTHS + day.dt.month().cast(pl.Int32)


def _day(day: pl.Expr) -> pl.Expr:
    return day.dt.day().cast(pl.Int32)
