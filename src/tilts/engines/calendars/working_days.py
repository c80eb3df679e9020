"""Which days a country's public bodies work, and counting in such days."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The working days of a country.

    `country` is an ISO 3166-1 code that the `holidays` library knows ("LV", "LT"). The library
    knows public holidays and most days moved by government order; `extra_holidays` and
    `extra_working_days` add what it does not know and win over it. Raises ValueError for an
    unknown country or a day given as both.
    """

    country: str
    extra_holidays: frozenset[date] = frozenset()
    extra_working_days: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.country not in countries():
            raise ValueError(f"No public holidays are known for country {self.country!r}.")
        if both := self.extra_holidays & self.extra_working_days:
            days = ", ".join(day.isoformat() for day in sorted(both))
            raise ValueError(f"Given both as a holiday and as a working day: {days}.")


@cache
def countries() -> frozenset[str]:
    """ISO 3166-1 codes of the countries whose public holidays are known."""
    return frozenset(holidays.list_supported_countries())


@cache
def _public(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Public holidays of one year, and the weekend days on which the country works."""
    known = holidays.country_holidays(country, years=year)
    return frozenset(known), frozenset(known.weekend_workdays)


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether public bodies work on that day."""
    if day in calendar.extra_working_days:
        return True
    if day in calendar.extra_holidays:
        return False
    free, worked = _public(calendar.country, day.year)
    return day in worked or (day.weekday() < SATURDAY and day not in free)


def next_working_day(day: date, calendar: Calendar) -> date:
    """The day itself when it is a working day, otherwise the first working day after it."""
    while not is_working_day(day, calendar):
        day += ONE_DAY
    return day


def add_working_days(start: date, n: int, calendar: Calendar) -> date:
    """The n-th working day after `start`, or before it when n is negative.

    `start` itself is not counted and may be a free day; with n = 0 it is returned unchanged.
    """
    step = ONE_DAY if n > 0 else -ONE_DAY
    day = start
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day, calendar):
            day += step
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to and including `end`; ValueError if `end` is earlier."""
    if end < start:
        raise ValueError(f"{end} is before {start}.")
    days = (start + timedelta(days=i) for i in range(1, (end - start).days + 1))
    return sum(is_working_day(day, calendar) for day in days)
