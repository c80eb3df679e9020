"""What whoever is refused reads: the reason, and what would help. Every text, as it stands."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import (
    Mark,
    NewSession,
    Timetable,
    add_session,
    cancel_session,
    close_place,
    close_series,
    end_enrolment,
    mark,
    move_session,
    open_series,
    reschedule,
    schedule,
    set_capacity,
)
from tilts.platform.gatherings.models import Ended, Outcome
from tilts.platform.gatherings.tests.groups import AT_TEN, MONDAY, at
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.parties.actors import SERVICE

NOON = at(MONDAY, 12)
TODAY = timezone.localdate()


def read(do) -> list[str]:
    """The texts of the reasons for which something is refused."""
    with pytest.raises(Refused) as refused:
        do()
    return [str(one.text) for one in refused.value.reasons]


def test_a_template_that_is_no_more(house, template):
    values = {"template": template, "unit": house.units["riga"], "name": "Group"}
    assert read(lambda: open_series(by=SERVICE, on=date(2019, 1, 1), **values)) == [
        "“calm 1” is not in use on 1 January 2019. Choose the version that is."
    ]


def test_too_few_leaders(groups):
    series = groups.series(leaders=groups.leaders[:1])
    assert read(lambda: groups.scheduled(series)) == ["1 more leader is needed: add one first."]
    empty = groups.series(leaders=[])
    assert read(lambda: groups.scheduled(empty)) == ["2 more leaders are needed: add them first."]


def test_a_room_that_is_too_small_or_shut(groups, series):
    small = groups.place("Cell", seats=11)
    assert read(lambda: groups.scheduled(series, small)) == [
        "Cell has not enough seats for 12 people. Choose a larger room."
    ]
    hall = close_place(by=SERVICE, place=groups.place("Hall"), until=TODAY)
    assert read(lambda: groups.scheduled(series, hall)) == [
        "Hall is not in use any more. Choose another room."
    ]


def test_no_time_at_all(groups, series):
    away: dict[str, Any] = {"since": MONDAY, "until": date(2040, 1, 1), "substitute": None}
    plan_absence(by=SERVICE, staff=groups.leaders[0], **away)
    assert read(lambda: groups.scheduled(series)) == [
        "3 sessions find no time in two years: a leader is on leave. "
        "Give other times, rooms or leaders."
    ]
    nothing = Timetable(weekly=[], since=MONDAY)
    assert read(lambda: schedule(by=SERVICE, series=series, timetable=nothing)) == [
        "3 sessions find no time in two years: no weekly time was given. "
        "Give other times, rooms or leaders."
    ]


def test_everything_is_scheduled_or_nothing_is(groups, series):
    timetable = Timetable(weekly=[AT_TEN], since=MONDAY)
    assert read(lambda: reschedule(by=SERVICE, series=series, timetable=timetable)) == [
        "No session is to come. Schedule the series first."
    ]
    groups.scheduled(series)
    assert read(lambda: groups.scheduled(series)) == [
        "All sessions of the template are scheduled. Move them, or add a session."
    ]


def test_a_time_that_cannot_be(groups, series):
    session = groups.scheduled(series)[0]
    past = at(date(2024, 1, 1), 10, 3)
    assert read(lambda: move_session(by=SERVICE, session=session, starts_at=past)) == [
        "This time has passed. Choose one that is still to come.",
        "Sessions begin at five-minute steps, such as 10:05.",
    ]


def test_a_session_that_stays_as_it_is(groups, series):
    row = groups.enrolled(series)
    past = groups.past(series)
    said = Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)
    mark(by=SERVICE, session=past, marks=[said])
    assert read(lambda: move_session(by=SERVICE, session=past, starts_at=NOON)) == [
        "This session has begun already and stays as it is.",
        "Attendance was marked for this session: it stays as it is.",
    ]
    gone = cancel_session(by=SERVICE, session=groups.scheduled(series)[0], because="No water")
    assert read(lambda: move_session(by=SERVICE, session=gone, starts_at=NOON)) == [
        "This session does not take place. Add another one instead."
    ]


def test_a_room_that_is_taken_is_told_with_by_whom(groups, series, room):
    session = groups.scheduled(series, room)[0]
    other = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    late = groups.scheduled(other)[0]
    move = {"session": late, "starts_at": session.starts_at + timedelta(minutes=30), "place": room}
    assert read(lambda: move_session(by=SERVICE, **move)) == [
        "Room 1 is taken by “Group 1” at 3 March 2031, 10:00 EET. Choose another room or time."
    ]


def test_somebody_whom_one_may_not_see_is_not_named(groups, series, house):
    party = groups.somebody("secretname")
    groups.enrolled(series, party)
    session = groups.scheduled(series)[0]
    row = groups.enrolled(groups.series(), party)
    of = NewSession(code="talk", starts_at=session.starts_at, leaders=(), alone=row)
    with seen_by(None):
        texts = read(lambda: add_session(by=SERVICE, series=row.series, of=of))
    assert texts == [
        "3 March 2031, 10:00 EET: somebody who takes part or leads is at “Group 1” then. "
        "Move one of the two sessions, or choose another group."
    ]


def test_a_group_that_is_full_closed_or_has_people_in_it(groups, series):
    row = groups.enrolled(series)
    groups.enrolled(series)
    assert read(lambda: set_capacity(by=SERVICE, series=series, capacity=1)) == [
        "More people are enrolled than that. End enrolments first."
    ]
    assert read(lambda: close_series(by=SERVICE, series=series, on=TODAY, because="x")) == [
        "Somebody is still enrolled. End the enrolments first, or on that day."
    ]
    assert read(lambda: groups.enrolled(series, row.party_id)) == [
        "They are enrolled in this group already."
    ]
    other = groups.series(leaders=[])
    close_series(by=SERVICE, series=other, on=TODAY, because="Nobody came")
    assert read(lambda: groups.enrolled(other)) == [
        "This group is closed. Open a new one from the same template."
    ]


def test_an_enrolment_that_cannot_end_so(groups, series):
    row = groups.enrolled(series, since=TODAY)
    early: dict[str, Any] = {"on": TODAY - timedelta(days=1), "how": Ended.COMPLETED}
    assert read(lambda: end_enrolment(by=SERVICE, enrolment=row, **early)) == [
        "That is before the first day of the enrolment."
    ]
    end_enrolment(by=SERVICE, enrolment=row, on=TODAY, how=Ended.COMPLETED)
    assert read(
        lambda: end_enrolment(by=SERVICE, enrolment=row, on=TODAY, how=Ended.COMPLETED)
    ) == ["This enrolment has ended already."]


def test_what_a_sheet_wants_to_know(groups, series):
    row = groups.enrolled(series)
    session = groups.past(series)

    def say(outcome, **other):
        said = Mark(enrolment=row.pk, outcome=outcome, **other)
        return read(lambda: mark(by=SERVICE, session=session, marks=[said]))

    assert say(Outcome.EXCUSED) == ["Say of which kind the acceptable absence is."]
    assert say(Outcome.RESCHEDULED) == ["Say who asked for another time."]
    assert say(Outcome.SENT_HOME, minutes=200) == ["Minutes are between 0 and 90."]
    assert say(Outcome.UNACCEPTABLE, minutes=10) == ["Minutes are between 0 and 0."]
