"""When something is due: a rule, the day that starts the clock, and a calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import overload

from tilts.engines.calendars.months import MONTHS, add_months
from tilts.engines.calendars.working_days import Calendar, add_working_days, next_working_day


class Unit(StrEnum):
    """What a deadline counts in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"


@dataclass(frozen=True)
class Deadline:
    """A rule such as "ten working days" or "two months".

    `roll` moves an end that falls on a free day to the next working day. Hours run by the clock
    and never roll. Raises ValueError for a negative amount or hours that roll.
    """

    unit: Unit
    amount: int
    roll: bool = False

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("A deadline looks forward: its amount may not be negative.")
        if self.roll and self.unit == Unit.HOURS:
            raise ValueError("A deadline in hours runs by the clock and cannot roll.")


@overload
def due(rule: Deadline, start: datetime, calendar: Calendar) -> datetime: ...
@overload
def due(rule: Deadline, start: date, calendar: Calendar) -> date: ...
def due(rule: Deadline, start: date, calendar: Calendar) -> date:
    """The last day (or moment) on which the deadline is met.

    The starting day is not counted. Months and years keep the day of the month and stop at the
    month's last day if it is shorter. A rule in hours takes and returns an aware datetime, counting
    elapsed time across a change of clocks; every other rule takes the local date. Raises ValueError
    when `start` is of the other kind or a naive datetime.
    """
    if rule.unit == Unit.HOURS:
        return _hours_after(start, rule.amount)
    if isinstance(start, datetime):
        raise ValueError(f"A deadline in {rule.unit} starts on a local date, not at a moment.")
    end = _end(rule, start, calendar)
    return next_working_day(end, calendar) if rule.roll else end


def _hours_after(start: date, hours: int) -> datetime:
    if not isinstance(start, datetime) or start.tzinfo is None:
        raise ValueError("A deadline in hours starts at a moment with its time zone.")
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(start.tzinfo)


def _end(rule: Deadline, start: date, calendar: Calendar) -> date:
    match rule.unit:
        case Unit.WORKING_DAYS:
            return add_working_days(start, rule.amount, calendar)
        case Unit.CALENDAR_DAYS:
            return start + timedelta(days=rule.amount)
        case Unit.MONTHS:
            return add_months(start, rule.amount)
        case _:
            return add_months(start, rule.amount * MONTHS)
