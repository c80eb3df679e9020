"""The next appointment is proposed on the same weekday and hour, where both are free."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.casework.people.tests.desk import kept
from tilts.casework.supervision.proposals import Frame, frame_of, proposals, weeks_between
from tilts.engines.calendars.working_days import Calendar, is_working_day
from tilts.platform.gatherings.planning import slots
from tilts.platform.organisation.models import Absence

from .meetings import agreed

RIGA = ZoneInfo("Europe/Riga")
LATVIA = Calendar("LV", frozenset(), frozenset())
HALF = timedelta(minutes=30)


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=RIGA)


NOW = at(11, 3, 12)
LAST = at(11, 3, 10)  # a Tuesday


def taken(*moments: datetime) -> frozenset[int]:
    return frozenset().union(*(slots(one, one + HALF) for one in moments))


def free(weeks: int = 1, last: datetime = LAST, **values) -> list[datetime]:
    frame = Frame(**{"calendar": LATVIA, "now": NOW, **values})
    return [one.astimezone(RIGA) for one in proposals(last, weeks, frame)]


@pytest.mark.parametrize(("per_month", "weeks"), [(0, 4), (1, 4), (2, 2), (3, 1), (4, 1), (9, 1)])
def test_how_far_apart(per_month, weeks):
    assert weeks_between(per_month) == weeks


@given(st.integers(1, 4), st.dates(date(2020, 1, 1), date(2032, 12, 31)))
def test_in_that_rhythm_no_month_falls_short(per_month, first):
    """And in one of a week more, some month of the first three years would."""
    span = [first + timedelta(days=n) for n in range(1000)]

    def fewest(weeks: int) -> int:
        met = Counter((day.year, day.month) for day in span[:: 7 * weeks])
        months = list(dict.fromkeys((day.year, day.month) for day in span))
        return min(met[month] for month in months[1:-1])  # the first and the last one are cut

    weeks = weeks_between(per_month)
    assert fewest(weeks + 1) < per_month <= fewest(weeks)


def test_the_same_weekday_and_hour():
    assert free(1) == [at(11, 10, 10), at(11, 17, 10), at(11, 24, 10)]
    assert free(2) == [at(11, 17, 10), at(11, 24, 10), at(12, 1, 10)]


def test_the_hour_stays_across_the_end_of_summer_time():
    last = at(10, 20, 10)
    assert free(1, last, now=last) == [at(10, 27, 10), at(11, 3, 10), at(11, 10, 10)]


def test_what_is_taken_gives_way_to_the_nearest_hour():
    assert free(taken=taken(at(11, 10, 10)))[0] == at(11, 10, 9, 30)
    both = taken(at(11, 10, 10), at(11, 10, 9, 30))
    assert free(taken=both)[0] == at(11, 10, 10, 30)


def test_a_longer_one_needs_more_room():
    assert free(taken=taken(at(11, 10, 10, 30)), minutes=60)[0] == at(11, 10, 9, 30)


def test_a_holiday_gives_way_to_the_day_after():
    """18 November is a holiday in Latvia."""
    assert free(2, at(11, 4, 10))[0] == at(11, 19, 10)


def test_leave_gives_way_to_the_first_day_back():
    away = ((date(2026, 11, 9), date(2026, 11, 12)),)
    assert free(leave=away)[0] == at(11, 12, 10)


def test_a_week_without_room_is_left_out():
    away = ((date(2026, 11, 9), date(2026, 11, 21)),)
    assert free(leave=away) == [at(11, 24, 10)]


def test_nothing_is_proposed_into_the_past():
    """Recorded weeks late, the next one is still ahead."""
    assert free(1, at(9, 1, 10)) == [at(11, 10, 10), at(11, 17, 10), at(11, 24, 10)]


@settings(deadline=None)
@given(
    st.integers(0, 60_000),
    st.integers(1, 4),
    st.sets(st.integers(0, 200)),
)
def test_whatever_is_proposed_is_free_ahead_and_on_a_working_day(half_hours, weeks, busy):
    last = NOW + half_hours * HALF
    full = frozenset().union(
        *(slots(last + weeks * timedelta(weeks=1) + n * HALF, last + weeks * timedelta(weeks=1)
                + (n + 1) * HALF) for n in busy)
    )  # fmt: skip
    frame = Frame(calendar=LATVIA, now=last, taken=full)
    found = proposals(last, weeks, frame)
    assert all(frame.is_free(one) for one in found)
    assert all(is_working_day(timezone.localdate(one), LATVIA) for one in found)
    assert found == sorted(set(found))


@pytest.mark.usefixtures("all_seen")
def test_what_the_record_knows_of_both(caseload, anna):
    row = agreed(caseload.actor, anna, 7, 10)
    other = agreed(caseload.actor, caseload.add("Berta"), 8, 11)
    today = timezone.localdate()
    kept(Absence(staff=caseload.officer, since=today, until=today + timedelta(days=2)))
    frame = frame_of(caseload.officer.pk, anna.pk, "LV", 45)
    expected = {*slots(row.starts_at, row.starts_at + HALF)}
    expected |= {*slots(other.starts_at, other.starts_at + HALF)}
    assert (set(frame.taken), frame.minutes) == (expected, 45)
    assert frame.leave == ((today, today + timedelta(days=2)),)
