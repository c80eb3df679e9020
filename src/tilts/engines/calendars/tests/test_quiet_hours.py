"""Quiet hours by the wall clock: over midnight, over free days, and when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tilts.engines.calendars.quiet_hours import QuietHours, quiet_until
from tilts.engines.calendars.working_days import Calendar

RIGA = ZoneInfo("Europe/Riga")
LATVIA = Calendar("LV")
NIGHT = QuietHours(time(20), time(7))
WORKING_NIGHT = QuietHours(time(20), time(7), free_days=False)


def local(text: str) -> datetime:
    """A moment on the wall in Riga."""
    return datetime.fromisoformat(text).replace(tzinfo=RIGA)


def until(text: str, hours: QuietHours = NIGHT) -> str:
    """When it may be said, on the wall in Riga."""
    found = quiet_until(local(text), hours, RIGA, LATVIA)
    return found.astimezone(RIGA).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-03-11 12:00", "2026-03-11 12:00"),
        ("2026-03-11 19:59", "2026-03-11 19:59"),
        ("2026-03-11 20:00", "2026-03-12 07:00"),
        ("2026-03-12 00:30", "2026-03-12 07:00"),
        ("2026-03-12 06:59", "2026-03-12 07:00"),
        ("2026-03-12 07:00", "2026-03-12 07:00"),
        ("2026-03-13 20:30", "2026-03-16 07:00"),  # over the weekend
        ("2026-03-14 12:00", "2026-03-16 07:00"),
        ("2026-04-02 21:00", "2026-04-07 07:00"),  # over Easter
        ("2026-12-23 21:00", "2026-12-28 07:00"),  # over Christmas
        ("2028-02-28 21:00", "2028-02-29 07:00"),  # a leap day
    ],
)
def test_what_comes_in_quiet_hours_waits_for_their_end(moment, said):
    assert until(moment) == said


@pytest.mark.parametrize(
    ("moment", "said", "apart"),
    [
        ("2026-03-28 22:00", "2026-03-29 07:00", 8),  # clocks go forward: an hour less to wait
        ("2026-10-24 22:00", "2026-10-25 07:00", 10),  # and back: an hour more
        ("2026-03-27 22:00", "2026-03-28 07:00", 9),
    ],
)
def test_the_end_is_on_the_wall_when_clocks_change(moment, said, apart):
    assert until(moment, WORKING_NIGHT) == said
    waited = quiet_until(local(moment), WORKING_NIGHT, RIGA, LATVIA) - local(moment).astimezone(UTC)
    assert waited == timedelta(hours=apart)


def test_an_end_that_the_clock_skips_comes_after_the_gap():
    hours = QuietHours(time(20), time(3, 30), free_days=False)
    assert until("2026-03-29 01:00", hours) == "2026-03-29 04:30"


def test_an_end_that_comes_twice_is_the_first():
    hours = QuietHours(time(20), time(3, 30), free_days=False)
    found = quiet_until(local("2026-10-25 01:00"), hours, RIGA, LATVIA)
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 03:10 for the second time
    assert quiet_until(again, hours, RIGA, LATVIA) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "moment", "said"),
    [
        (WORKING_NIGHT, "2026-03-14 12:00", "2026-03-14 12:00"),
        (QuietHours(time(9), time(15)), "2026-03-11 09:00", "2026-03-11 15:00"),
        (QuietHours(time(9), time(15)), "2026-03-14 12:00", "2026-03-16 00:00"),
        (QuietHours(time(8), time(8), free_days=False), "2026-03-11 08:00", "2026-03-11 08:00"),
    ],
    ids=["works on free days", "sleeps by day", "after a free day", "none"],
)
def test_hours_of_ones_own(hours, moment, said):
    assert until(moment, hours) == said


def test_a_day_worked_by_order_is_not_quiet():
    moved = Calendar("LV", extra_working_days=frozenset({date(2026, 3, 14)}))
    noon = local("2026-03-14 12:00")
    assert quiet_until(noon, NIGHT, RIGA, moved) == noon


FIRST = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
FORWARD = {date(2025, 3, 30), date(2026, 3, 29), date(2027, 3, 28), date(2028, 3, 26)}
HOURS = st.builds(QuietHours, st.times(), st.times(), st.booleans())


@given(MOMENTS, HOURS)
@settings(max_examples=150)
def test_it_is_quiet_until_then_and_no_longer(moment, hours):
    found = quiet_until(moment, hours, RIGA, LATVIA)
    assume(found.astimezone(RIGA).date() not in FORWARD)
    assert not hours.cover(found.astimezone(RIGA), LATVIA)
    samples = [moment + (found - moment) * part / 24 for part in range(25)]
    assert {quiet_until(sample, hours, RIGA, LATVIA) for sample in samples} == {found}


def test_quiet_that_is_never_over_is_refused():
    always = Calendar("LV", frozenset(local("2026-01-01").date() + timedelta(n) for n in range(99)))
    with pytest.raises(ValueError, match="no day with work within 60 days"):
        quiet_until(local("2026-01-05 12:00"), NIGHT, RIGA, always)
