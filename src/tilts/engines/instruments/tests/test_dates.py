"""Ages and intervals against the calendar of Python, over any dates."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.calendars.months import add_months
from tilts.engines.instruments.schema.quantities import Age, Interval
from tilts.engines.instruments.scoring.dates import age, interval, months_between, years_between

DAYS = st.dates(date(1850, 1, 1), date(2150, 12, 31))


def between(expression: pl.Expr, since: date, until: date) -> object:
    return pl.DataFrame({"since": [since], "until": [until]}).select(expression).item()


@given(DAYS, DAYS)
def test_completed_months_and_years(one: date, other: date):
    since, until = sorted([one, other])
    months = between(months_between(pl.col("since"), pl.col("until")), since, until)
    assert isinstance(months, int)
    reached = add_months(since, months)
    assert reached <= until
    assert until < add_months(since, months + 1) or until.day < since.day
    years = between(years_between(pl.col("since"), pl.col("until")), since, until)
    assert years == until.year - since.year - ((until.month, until.day) < (since.month, since.day))


@given(DAYS, DAYS)
def test_dates_in_the_wrong_order_have_no_interval(one: date, other: date):
    days = between(interval(Interval(since="since", until="until", unit="days")), one, other)
    years = between(age(Age(born="since", on="until")), one, other)
    assert days == (float((other - one).days) if one <= other else None)
    assert (years is None) == (other < one)


@given(DAYS)
def test_nobody_is_older_the_day_before_a_birthday(born: date):
    recipe = age(Age(born="since", on="until"))
    day = (
        date(born.year + 30, 3, 1)
        if (born.month, born.day) == (2, 29)
        else born.replace(year=born.year + 30)
    )
    assert (between(recipe, born, day - timedelta(days=1)), between(recipe, born, day)) == (29, 30)
