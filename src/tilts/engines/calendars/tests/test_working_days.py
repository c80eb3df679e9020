"""Working days against counting by hand, and what must always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.calendars.tests.strategies import calendars, near_days
from tilts.engines.calendars.working_days import (
    Calendar,
    add_working_days,
    is_working_day,
    next_working_day,
    working_days_between,
)

LV = Calendar("LV")
LT = Calendar("LT")


@pytest.mark.parametrize(
    ("day", "latvia", "lithuania"),
    [
        (date(2026, 2, 16), True, False),  # Lithuania's Restoration of the State
        (date(2026, 6, 23), False, True),  # Latvia's Midsummer Eve
        (date(2026, 6, 24), False, False),  # Saint John in both
        (date(2026, 4, 3), False, True),  # Good Friday is free in Latvia only
        (date(2026, 4, 6), False, False),  # Easter Monday
        (date(2025, 5, 5), False, True),  # 4 May 2025 was a Sunday: Latvia is free on Monday
        (date(2026, 1, 2), False, True),  # moved by order of the Latvian government ...
        (date(2026, 1, 17), True, False),  # ... to this Saturday
        (date(2026, 3, 9), True, True),
        (date(2026, 3, 8), False, False),
    ],
)
def test_the_two_countries_keep_their_own_days(day: date, latvia: bool, lithuania: bool) -> None:
    assert (is_working_day(day, LV), is_working_day(day, LT)) == (latvia, lithuania)


def test_days_given_as_data_win_over_the_library() -> None:
    moved = Calendar("LV", frozenset({date(2026, 3, 9)}), frozenset({date(2026, 12, 24)}))
    assert not is_working_day(date(2026, 3, 9), moved)
    assert is_working_day(date(2026, 12, 24), moved)


def test_a_calendar_names_what_is_wrong_with_it() -> None:
    with pytest.raises(ValueError, match=r"^No public holidays are known for country 'ZZ'\.$"):
        Calendar("ZZ")
    day = frozenset({date(2026, 3, 9)})
    with pytest.raises(ValueError, match=r"as a holiday and as a working day: 2026-03-09\.$"):
        Calendar("LV", day, day)


def test_ten_working_days_over_christmas() -> None:
    # Lithuania works on 17 18 19 22 23 29 30 31 December, 2 and 5 January.
    assert add_working_days(date(2025, 12, 16), 10, LT) == date(2026, 1, 5)


def test_the_starting_day_is_never_counted() -> None:
    found = [add_working_days(date(2026, 6, 20), n, LT) for n in (-2, -1, 0, 1, 2, 3)]
    june = (18, 19, 20, 22, 23, 25)
    assert found == [date(2026, 6, day) for day in june]


def test_the_next_working_day() -> None:
    assert next_working_day(date(2026, 6, 24), LV) == date(2026, 6, 25)
    assert next_working_day(date(2026, 6, 25), LV) == date(2026, 6, 25)


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^2026-01-01 is before 2026-01-02\.$"):
        working_days_between(date(2026, 1, 2), date(2026, 1, 1), LV)


@given(start=near_days, n=st.integers(1, 60), calendar=calendars)
def test_the_nth_working_day_is_found_by_walking(start: date, n: int, calendar: Calendar) -> None:
    assert add_working_days(start, n, calendar) == _walk(start, n, calendar)[-1]


@given(start=near_days, n=st.integers(1, 60), calendar=calendars)
def test_counting_undoes_adding(start: date, n: int, calendar: Calendar) -> None:
    assert working_days_between(start, add_working_days(start, n, calendar), calendar) == n
    assert add_working_days(add_working_days(start, n, calendar), -n, calendar) <= start


@given(start=near_days, n=st.integers(-60, 60), calendar=calendars)
def test_a_later_start_or_more_days_never_end_earlier(
    start: date, n: int, calendar: Calendar
) -> None:
    end = add_working_days(start, n, calendar)
    assert end <= add_working_days(start, n + 1, calendar)
    if n > 0:
        assert end <= add_working_days(start + timedelta(days=1), n, calendar)


def _walk(start: date, n: int, calendar: Calendar) -> list[date]:
    """The first n working days after `start`, picked from all days by their number."""
    following = (date.fromordinal(start.toordinal() + i) for i in range(1, 6 * n + 40))
    return [day for day in following if is_working_day(day, calendar)][:n]


@pytest.mark.parametrize(
    ("country", "start", "n", "end"),
    [
        # 23 and 30 December 2024 were free in Latvia, the 14th and the 28th worked for them
        ("LV", date(2024, 12, 13), 1, date(2024, 12, 14)),
        ("LV", date(2024, 12, 20), 1, date(2024, 12, 27)),
        ("LV", date(2024, 12, 20), 2, date(2024, 12, 28)),
        ("LV", date(2024, 12, 20), 3, date(2025, 1, 2)),
        ("LV", date(2025, 1, 2), -3, date(2024, 12, 20)),
        ("LT", date(2026, 12, 23), 1, date(2026, 12, 28)),
        ("EE", date(2026, 2, 23), 1, date(2026, 2, 25)),
        ("EE", date(2028, 2, 28), 1, date(2028, 2, 29)),
    ],
)
def test_moved_days_and_the_turn_of_the_year(country: str, start: date, n: int, end: date) -> None:
    assert add_working_days(start, n, Calendar(country)) == end
