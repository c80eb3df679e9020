"""A series gets its times, and other ones; nobody and no room has two things at once."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.platform.gatherings.actions import (
    Timetable,
    keep_apart,
    mark,
    note_elsewhere,
    reschedule,
    schedule,
)
from tilts.platform.gatherings.actions.attending import Mark
from tilts.platform.gatherings.models import Booking, Leading, Outcome, Session, Whereabouts
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.gatherings.tests.groups import AT_TEN, MONDAY, at, told
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.parties.actors import SERVICE

TUESDAY = Weekly(1, time(14))
FIRST = date(2031, 3, 3)
SECOND = date(2031, 3, 10)


def days(sessions: list[Session]) -> list[date]:
    return [timezone.localdate(one.starts_at) for one in sessions]


def taken() -> dict[UUID, int]:
    """How many bookings each party has."""
    found: dict[UUID, int] = {}
    for party in Booking.objects.exclude(party=None).values_list("party", flat=True):
        found[party] = found.get(party, 0) + 1
    return found


def test_the_group_sessions_of_the_template_get_weekly_times(groups, series, room):
    party = groups.enrolled(series).party_id
    sessions = groups.scheduled(series, room)
    assert [(one.number, one.code, one.place, one.online) for one in sessions] == [
        (1, "first", room, False),
        (2, "second", room, False),
        (4, "third", room, False),
    ]
    assert [one.starts_at for one in sessions] == [
        at(MONDAY + timedelta(weeks=n), 10) for n in range(3)
    ]
    assert {one.minutes for one in sessions} == {90}
    assert Leading.objects.count() == 6
    leaders = [one.pk for one in groups.leaders]
    assert taken() == dict.fromkeys([party, *leaders], 3)
    assert Booking.objects.filter(place=room).count() == 3


def test_what_is_scheduled_already_is_not_scheduled_twice(groups, series, room):
    groups.scheduled(series, room)
    assert told(lambda: groups.scheduled(series, room)) == ["scheduled"]


def test_a_second_group_finds_the_next_free_time(groups, series, room):
    groups.scheduled(series, room)
    other = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    assert days(groups.scheduled(other, room)) == [date(2031, 3, n) for n in (24, 31)] + [
        date(2031, 4, 7)
    ]


def test_a_second_room_is_taken_when_the_first_is_full(groups, series, room):
    groups.scheduled(series, room)
    other = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    hall = groups.place("Hall")
    sessions = groups.scheduled(other, room, hall)
    assert (days(sessions)[0], {one.place for one in sessions}) == (FIRST, {hall})


def test_leaders_lead_one_group_at_a_time(groups, series, room):
    groups.scheduled(series, room)
    assert days(groups.scheduled(groups.series(), groups.place("Hall")))[0] == date(2031, 3, 24)


def test_participants_have_one_group_at_a_time_under_whichever_record(groups, series, room):
    party = groups.somebody()
    groups.enrolled(series, party)
    groups.scheduled(series, room)
    other = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    groups.enrolled(other, party)
    assert days(groups.scheduled(other, groups.place("Hall")))[0] == date(2031, 3, 24)


def test_leave_of_a_leader_and_holidays_are_passed_over(groups, series, room):
    ilze = groups.leaders[0]
    back = date(2031, 3, 17)
    plan_absence(by=SERVICE, staff=ilze, since=FIRST, until=back, substitute=None)
    timetable = Timetable(weekly=[AT_TEN], since=FIRST, places=[room])
    made = schedule(by=SERVICE, series=series, timetable=timetable)
    assert [(one.day, one.why) for one in made.passed] == [(FIRST, "leave"), (SECOND, "leave")]
    assert days(list(series.sessions.order_by("starts_at")))[0] == back
    easter = Timetable(weekly=[AT_TEN], since=date(2031, 4, 14), places=[room])
    moved = reschedule(by=SERVICE, series=series, timetable=easter)
    assert [(one.day, one.why) for one in moved.passed] == [
        (date(2031, 4, 14), "holiday"),  # Easter Monday
        (date(2031, 5, 5), "holiday"),  # in place of Sunday the fourth
    ]


def test_court_and_isolation_are_passed_over(groups, series, room):
    party = groups.enrolled(series).party_id
    court: dict[str, Any] = {
        "kind": Whereabouts.COURT,
        "starts_at": at(FIRST, 11),
        "ends_at": at(FIRST, 12),
    }
    note_elsewhere(by=SERVICE, party=party, **court)
    assert days(groups.scheduled(series, room))[0] == SECOND


def test_who_must_not_meet_is_not_brought_to_the_house_at_once(groups, series, room):
    one, other = groups.somebody(), groups.somebody()
    keep_apart(by=SERVICE, one=one, other=other, since=date(2025, 1, 1))
    groups.enrolled(series, one)
    groups.scheduled(series, room)
    leaders = [groups.house.member("facilitator") for _ in range(2)]
    same, far = groups.series(leaders=leaders), groups.series("olaine", leaders)
    groups.enrolled(same, other)
    sessions = groups.scheduled(same, groups.place("Hall"))
    assert days(sessions)[0] == date(2031, 3, 24)
    third = groups.somebody()
    keep_apart(by=SERVICE, one=one, other=third, since=date(2025, 1, 1))
    groups.enrolled(far, third)
    assert days(groups.scheduled(far))[0] == FIRST  # another prison


def test_a_series_without_leaders_or_a_room_large_enough_is_refused_with_all_reasons(groups, room):
    series = groups.series(leaders=[])
    small = groups.place("Cell", seats=4)
    assert told(lambda: groups.scheduled(series, small)) == ["too-few-leaders", "too-small"]
    assert (Session.objects.count(), Booking.objects.count()) == (0, 0)


def test_a_series_that_finds_no_time_is_refused_with_what_was_in_the_way(groups, series, room):
    ilze = groups.leaders[0]
    away: dict[str, Any] = {"since": FIRST, "until": date(2035, 1, 1), "substitute": None}
    plan_absence(by=SERVICE, staff=ilze, **away)
    timetable = Timetable(weekly=[AT_TEN], since=FIRST, places=[room])
    assert told(lambda: schedule(by=SERVICE, series=series, timetable=timetable)) == ["no-time"]
    nothing = Timetable(weekly=[], since=FIRST, places=[room])
    assert told(lambda: schedule(by=SERVICE, series=series, timetable=nothing)) == ["no-time"]
    assert Session.objects.count() == 0


def test_nothing_is_scheduled_into_the_past(groups, series):
    timetable = Timetable(weekly=[AT_TEN], since=date(2024, 1, 1))
    schedule(by=SERVICE, series=series, timetable=timetable)
    first = series.sessions.order_by("starts_at").first()
    assert first.starts_at > timezone.now()
    assert first.online


def test_rescheduling_keeps_what_is_past_and_what_was_marked(groups, series, room):
    row = groups.enrolled(series)
    past = groups.past(series)
    said = Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)
    mark(by=SERVICE, session=past, marks=[said])
    second, third = groups.scheduled(series, room)
    assert (second.code, third.code) == ("second", "third")
    excused = Mark(enrolment=row.pk, outcome=Outcome.EXCUSED, excuse="court")
    mark(by=SERVICE, session=second, marks=[excused])
    timetable = Timetable(weekly=[TUESDAY], since=SECOND, places=[room])
    reschedule(by=SERVICE, series=series, timetable=timetable)
    times = list(series.sessions.order_by("starts_at").values_list("pk", "starts_at", "version"))
    assert times == [
        (past.pk, past.starts_at, 0),
        (second.pk, at(FIRST, 10), 0),
        (third.pk, at(date(2031, 3, 11), 14), 1),
    ]
    assert taken()[row.party_id] == 2
    assert Booking.objects.filter(session=third).count() == 4


def test_rescheduling_may_keep_the_same_times(groups, series, room):
    groups.scheduled(series, room)
    timetable = Timetable(weekly=[AT_TEN], since=FIRST, places=[room])
    reschedule(by=SERVICE, series=series, timetable=timetable)
    assert days(list(series.sessions.order_by("starts_at")))[0] == FIRST
    assert Booking.objects.count() == 3 * 3


def test_without_sessions_ahead_there_is_nothing_to_reschedule(groups, series):
    groups.past(series)
    timetable = Timetable(weekly=[AT_TEN], since=FIRST)
    assert told(lambda: reschedule(by=SERVICE, series=series, timetable=timetable)) == [
        "nothing-ahead"
    ]


def test_who_does_not_lead_a_group_does_not_schedule_it(groups, house, series):
    timetable = Timetable(weekly=[AT_TEN], since=FIRST)
    stranger = house.actor("facilitator")
    assert told(lambda: schedule(by=stranger, series=series, timetable=timetable)) == [
        "not-your-series"
    ]
