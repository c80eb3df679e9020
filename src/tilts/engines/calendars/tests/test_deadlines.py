"""Deadlines: each unit, rolling, month ends and the change of clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.calendars.deadlines import Deadline, Unit, due
from tilts.engines.calendars.tests.strategies import calendars, near_days
from tilts.engines.calendars.working_days import Calendar, is_working_day

LV = Calendar("LV")
RIGA = ZoneInfo("Europe/Riga")
DAY_UNITS = [unit for unit in Unit if unit != Unit.HOURS]


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        (Deadline(Unit.WORKING_DAYS, 10), date(2026, 3, 2), date(2026, 3, 16)),
        (Deadline(Unit.WORKING_DAYS, 3), date(2026, 4, 2), date(2026, 4, 9)),
        (Deadline(Unit.CALENDAR_DAYS, 5), date(2026, 3, 2), date(2026, 3, 7)),
        (Deadline(Unit.CALENDAR_DAYS, 5, roll=True), date(2026, 3, 2), date(2026, 3, 9)),
        (Deadline(Unit.MONTHS, 2), date(2025, 12, 31), date(2026, 2, 28)),
        (Deadline(Unit.MONTHS, 2, roll=True), date(2025, 12, 31), date(2026, 3, 2)),
        (Deadline(Unit.YEARS, 1), date(2024, 2, 29), date(2025, 2, 28)),
        (Deadline(Unit.YEARS, 3), date(2026, 11, 22), date(2029, 11, 22)),
        (Deadline(Unit.WORKING_DAYS, 0), date(2026, 3, 7), date(2026, 3, 7)),
    ],
)
def test_each_unit(rule: Deadline, start: date, end: date) -> None:
    assert due(rule, start, LV) == end


def test_hours_elapse_across_the_change_of_clocks() -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=RIGA)
    after = due(Deadline(Unit.HOURS, 24), before, LV)
    assert after == datetime(2026, 3, 29, 13, tzinfo=RIGA)
    assert (after - before.astimezone(UTC)) == timedelta(hours=24)


def test_the_wrong_kind_of_start_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A deadline in months starts on a local date"):
        due(Deadline(Unit.MONTHS, 1), datetime(2026, 1, 1, tzinfo=UTC), LV)
    for start in (date(2026, 1, 1), datetime(2026, 1, 1)):  # noqa: DTZ001 - a naive one is the point
        with pytest.raises(ValueError, match=r"^A deadline in hours starts at a moment"):
            due(Deadline(Unit.HOURS, 72), start, LV)


def test_a_rule_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="may not be negative"):
        Deadline(Unit.MONTHS, -1)
    with pytest.raises(ValueError, match="cannot roll"):
        Deadline(Unit.HOURS, 72, roll=True)


@given(st.sampled_from(DAY_UNITS), st.integers(0, 40), st.booleans(), near_days, calendars)
def test_what_always_holds(
    unit: Unit, amount: int, roll: bool, start: date, calendar: Calendar
) -> None:
    end = due(Deadline(unit, amount, roll), start, calendar)
    assert start <= end
    assert end <= due(Deadline(unit, amount + 1, roll), start, calendar)
    assert end <= due(Deadline(unit, amount, roll=True), start, calendar)
    assert is_working_day(end, calendar) or not roll
