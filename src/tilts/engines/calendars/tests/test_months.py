"""Months against a count of days made without month arithmetic."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.calendars.months import add_months, completed_years, day_after_months
from tilts.engines.calendars.tests.strategies import days


@pytest.mark.parametrize(
    ("start", "months", "same_day", "after_term"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28), date(2025, 3, 1)),
        (date(2024, 1, 31), 1, date(2024, 2, 29), date(2024, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28), date(2025, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29), date(2028, 2, 29)),
        (date(2026, 3, 1), 12, date(2027, 3, 1), date(2027, 3, 1)),
        (date(2025, 12, 31), 2, date(2026, 2, 28), date(2026, 3, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28), date(2026, 3, 1)),
        (date(2026, 5, 15), 0, date(2026, 5, 15), date(2026, 5, 15)),
    ],
)
def test_month_ends_and_leap_days(
    start: date, months: int, same_day: date, after_term: date
) -> None:
    assert add_months(start, months) == same_day
    assert day_after_months(start, months) == after_term


@given(start=days, months=st.integers(1, 40))
def test_a_term_in_months_counted_day_by_day(start: date, months: int) -> None:
    assert day_after_months(start, months) == start + timedelta(days=days_of(start, months))


@given(start=days, months=st.integers(0, 40))
def test_a_later_start_or_more_months_never_end_earlier(start: date, months: int) -> None:
    for added in (add_months, day_after_months):
        assert added(start, months) <= added(start + timedelta(days=1), months)
        assert added(start, months) < added(start, months + 1)


@given(start=days, months=st.integers(-40, 40))
def test_the_two_ways_differ_by_a_day_only_at_month_ends(start: date, months: int) -> None:
    clamped, after = add_months(start, months), day_after_months(start, months)
    assert after - clamped == timedelta(days=int(clamped.day != start.day))


def days_of(start: date, months: int) -> int:
    """Days in a term, by asking of each day whether it still belongs to the term.

    It does while fewer months have begun, or in the closing month before the starting day.
    """
    count, day = 0, start
    while ((day.year - start.year) * 12 + day.month - start.month, day.day) < (months, start.day):
        count += 1
        day += timedelta(days=1)
    return count


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(2000, 5, 4), date(2026, 5, 3), 25),
        (date(2000, 5, 4), date(2026, 5, 4), 26),
    ],
)
def test_completed_years(born: date, day: date, years: int):
    assert completed_years(born, day) == years
