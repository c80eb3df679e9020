"""Edges of time: summer time, midnight, holidays, leave, and sessions that only touch."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tilts.platform.gatherings.actions import (
    Mark,
    NewSession,
    Timetable,
    add_session,
    keep_apart,
    mark,
    move_session,
    note_elsewhere,
    reschedule,
    schedule,
)
from tilts.platform.gatherings.models import Booking, Outcome, Session, Whereabouts
from tilts.platform.gatherings.planning import Weekly, slots
from tilts.platform.gatherings.queries import sheet_of
from tilts.platform.gatherings.tests.groups import AT_TEN, MONDAY, at, read, told
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

SPRING, AUTUMN = date(2031, 3, 30), date(2031, 10, 26)  # Sundays on which the clock is moved
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def walls(sessions: list[Session]) -> list[str]:
    """When sessions begin by the clock of the wall."""
    return [f"{timezone.localtime(one.starts_at):%m-%d %H:%M %Z}" for one in sessions]


def alone(groups, series, starts_at: datetime, **other: Any) -> Session:
    """A one-to-one session of somebody who is enrolled for it, without a leader."""
    values = {"code": "talk", "leaders": (), "alone": groups.enrolled(series), **other}
    return add_session(by=SERVICE, series=series, of=NewSession(starts_at=starts_at, **values))


def test_a_series_keeps_its_hour_when_the_clock_is_moved(groups, series, room):
    spring = groups.scheduled(series, room, since=SPRING - 6 * DAY)
    assert walls(spring) == ["03-24 10:00 EET", "03-31 10:00 EEST", "04-07 10:00 EEST"]
    assert [one.starts_at.hour for one in spring] == [8, 7, 7]
    timetable = Timetable(weekly=[AT_TEN], since=AUTUMN - 6 * DAY, places=[room])
    reschedule(by=SERVICE, series=series, timetable=timetable)
    autumn = list(series.sessions.order_by("starts_at"))
    assert walls(autumn) == ["10-20 10:00 EEST", "10-27 10:00 EET", "11-03 10:00 EET"]
    assert {one.minutes for one in autumn} == {90}


def test_a_session_through_the_night_of_the_clock_takes_its_minutes(groups, series):
    """At three it is four in spring; in autumn the hour from three comes twice."""
    short = alone(groups, series, at(SPRING, 2, 30), minutes=90)
    long = alone(groups, series, at(AUTUMN, 2, 30), minutes=120)
    ends = [timezone.localtime(one.ends_at) for one in (short, long)]
    assert [f"{one:%H:%M %Z}" for one in ends] == ["05:00 EEST", "03:30 EET"]
    rows = Booking.objects.order_by("first").values_list("first", "stop")
    assert [stop - first for first, stop in rows] == [18, 24]


def test_a_session_belongs_to_the_day_on_which_it_begins(groups, series):
    """Whoever is enrolled from the next day on is not on the sheet, though it ends on that day."""
    late = at(MONDAY, 23, 30)
    leaders = tuple(one.pk for one in groups.leaders)
    here = groups.enrolled(series)
    tomorrow = groups.enrolled(series, since=MONDAY + DAY)
    of = NewSession(code="first", starts_at=late, leaders=leaders)
    session = add_session(by=SERVICE, series=series, of=of)
    assert (late.date(), timezone.localdate(session.ends_at)) == (MONDAY, MONDAY + DAY)
    assert sheet_of(session) == [(here, None)]
    booked = Booking.objects.filter(session=session).values_list("party", flat=True)
    assert set(booked) == {here.party_id, *leaders}
    assert tomorrow.party_id not in booked


def test_just_after_midnight_it_is_the_day_of_the_house_and_not_that_of_utc(groups, series):
    new = groups.enrolled(series, since=MONDAY)
    leaders = tuple(one.pk for one in groups.leaders)
    of = NewSession(code="first", starts_at=at(MONDAY, 0, 30), leaders=leaders)
    session = add_session(by=SERVICE, series=series, of=of)
    assert session.starts_at.date() == MONDAY - DAY
    assert sheet_of(session) == [(new, None)]


def test_holidays_are_passed_over_whatever_their_day_of_the_week(groups, series, room):
    """Two holidays of 2031 are Tuesdays; every Sunday is passed over."""
    weekly = Weekly(1, time(10))
    timetable = Timetable(weekly=[weekly], since=date(2031, 6, 24), places=[room])
    made = schedule(by=SERVICE, series=series, timetable=timetable)
    assert [(one.day, one.why) for one in made.passed] == [(date(2031, 6, 24), "holiday")]
    autumn = Timetable(weekly=[weekly], since=date(2031, 11, 18), places=[room])
    made = reschedule(by=SERVICE, series=series, timetable=autumn)
    assert [(one.day, one.why) for one in made.passed] == [(date(2031, 11, 18), "holiday")]
    sunday = Timetable(weekly=[Weekly(6, time(10))], since=MONDAY, places=[room])
    assert told(lambda: reschedule(by=SERVICE, series=series, timetable=sunday)) == ["no-time"]


@pytest.mark.parametrize(("since", "until", "missed"), [(7, 8, 1), (7, 7, 0), (6, 7, 0), (0, 1, 1)])
def test_leave_takes_its_first_day_and_not_the_day_back(groups, series, room, since, until, missed):
    away = {"since": MONDAY + since * DAY, "until": MONDAY + until * DAY, "substitute": None}
    plan_absence(by=SERVICE, staff=groups.leaders[1], **away)
    timetable = Timetable(weekly=[AT_TEN], since=MONDAY, places=[room])
    made = schedule(by=SERVICE, series=series, timetable=timetable)
    assert [(one.day, one.why) for one in made.passed] == [
        (MONDAY + since * DAY, "leave") for _ in range(missed)
    ]


def test_leave_that_begins_today_is_leave_today(groups, series):
    today = timezone.localdate()
    away: dict[str, Any] = {"since": today, "until": today + 8 * DAY, "substitute": None}
    plan_absence(by=SERVICE, staff=groups.leaders[0], **away)
    every_day = Timetable(weekly=[Weekly(n, time(12)) for n in range(7)], since=today)
    made = schedule(by=SERVICE, series=series, timetable=every_day)
    first = timezone.localdate(made.placed[0].starts_at)
    assert first >= today + 8 * DAY
    assert {one.why for one in made.passed} <= {"leave", "holiday"}
    assert {one.day for one in made.passed if one.why == "leave"} <= {
        today + n * DAY for n in range(8)
    }


def test_what_ends_as_something_else_begins_is_no_clash(groups, series, room):
    """The leaders, the room and the participant go from one session into the next."""
    party = groups.somebody()
    groups.enrolled(series, party)
    first, *_ = groups.scheduled(series, room)
    other = groups.series()
    groups.enrolled(other, party)
    [second, *_] = groups.scheduled(other, room, weekly=Weekly(0, time(11, 30)))
    assert (first.ends_at, second.place) == (second.starts_at, room)
    move = {"by": SERVICE, "session": second, "place": room}
    assert told(lambda: move_session(starts_at=at(MONDAY, 8, 30), **move)) == []
    assert told(lambda: move_session(starts_at=at(MONDAY, 8, 35), **move)) == [
        *["clash"] * 3,
        "place-taken",
    ]


def test_court_that_ends_as_a_session_begins_is_no_hindrance(groups, series):
    party = groups.enrolled(series).party_id
    court: dict[str, Any] = {"by": SERVICE, "party": party, "kind": Whereabouts.COURT}
    note_elsewhere(starts_at=at(MONDAY, 8), ends_at=at(MONDAY, 10), **court)
    note_elsewhere(starts_at=at(MONDAY, 11, 30), ends_at=at(MONDAY, 13), **court)
    second = MONDAY + 7 * DAY
    note_elsewhere(starts_at=at(second, 11, 29), ends_at=at(second, 13), **court)
    timetable = Timetable(weekly=[AT_TEN], since=MONDAY)
    made = schedule(by=SERVICE, series=series, timetable=timetable)
    assert [(one.day, one.why) for one in made.passed] == [(second, "participant")]


def test_who_must_not_meet_may_come_one_after_the_other(groups, series):
    one, other = groups.somebody(), groups.somebody()
    keep_apart(by=SERVICE, one=one, other=other, since=LONG_AGO)
    groups.enrolled(series, one)
    same = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    groups.enrolled(same, other)
    groups.scheduled(series)
    [first, *_] = groups.scheduled(same, weekly=Weekly(0, time(11, 30)))
    assert walls([first]) == ["03-03 11:30 EET"]
    early = {"by": SERVICE, "session": first, "starts_at": at(MONDAY, 11, 25)}
    assert read(lambda: move_session(**early)) == [
        "3 March 2031, 11:25 EET: somebody whom a participant must not meet is at another session "
        "of the same house. Choose another time."
    ]


def test_attendance_can_be_marked_from_the_moment_of_the_beginning(groups, series):
    row = groups.enrolled(series)
    begun, coming = groups.past(series, 0), groups.past(series, -1, "second")
    said = [Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)]
    assert told(lambda: mark(by=SERVICE, session=begun, marks=said)) == []
    assert read(lambda: mark(by=SERVICE, session=coming, marks=said)) == [
        "The session has not begun: nobody can have attended it, or missed it, yet."
    ]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(start=-18, length=18)  # ends as the other begins
@example(start=18, length=18)  # begins as the other ends
@given(start=st.integers(-40, 40), length=st.integers(1, 40))
def test_a_session_clashes_just_when_it_overlaps(groups, series, start, length):
    """Another group of the same leaders, at any distance and of any length."""
    fixed = series.sessions.first() or groups.scheduled(series)[0]
    other = groups.series()
    begin = fixed.starts_at + start * 5 * MINUTE
    of = NewSession(
        code="first",
        starts_at=begin,
        leaders=tuple(one.pk for one in groups.leaders),
        minutes=length * 5,
    )
    overlaps = start < 18 and start + length > 0
    refused = told(lambda: add_session(by=SERVICE, series=other, of=of))
    assert refused == ["clash"] * (2 if overlaps else 0)
    Booking.objects.filter(session__series=other).delete()


@given(
    first=st.integers(0, 6_000_000),
    minutes=st.integers(1, 720),
    others=st.lists(st.integers(1, 720), max_size=4),
)
def test_the_slots_of_sessions_that_follow_each_other_cover_all_and_share_none_on_the_grid(
    first, minutes, others
):
    begin = datetime.fromtimestamp(first * 300, UTC)
    ends = [begin]
    for length in [minutes, *others]:
        ends.append(ends[-1] + timedelta(minutes=-(-length // 5) * 5))
    parts = [slots(*pair) for pair in pairwise(ends)]
    together = [slot for part in parts for slot in part]
    assert together == list(slots(begin, ends[-1]))
    assert len(together) == len(set(together)) == (ends[-1] - begin) // timedelta(minutes=5)
