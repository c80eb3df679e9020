"""Single sessions: added, moved, cancelled, led by others."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.actions import (
    Mark,
    NewSession,
    add_leader,
    add_session,
    cancel_session,
    cover,
    mark,
    move_session,
    replace_leader,
)
from tilts.platform.gatherings.models import Booking, Leader, Leading, Outcome, Session
from tilts.platform.gatherings.tests.groups import at, told
from tilts.platform.parties.actors import SERVICE

FIRST, SECOND, THIRD = (date(2031, 3, day) for day in (3, 10, 17))
NOON = at(FIRST, 12)


def leaders(session: Session) -> set[object]:
    return set(Leading.objects.filter(session=session).values_list("party", flat=True))


def booked(session: Session) -> set[object]:
    rows = Booking.objects.filter(session=session).values_list("party", "place")
    return {party or place for party, place in rows}


def test_a_session_is_moved_with_everybodys_time(groups, series, room):
    party = groups.enrolled(series).party_id
    first, *_ = groups.scheduled(series, room)
    hall = groups.place("Hall")
    moved = move_session(by=SERVICE, session=first, starts_at=NOON, place=hall, minutes=60)
    assert (moved.starts_at, moved.ends_at) == (NOON, NOON + timedelta(minutes=60))
    assert (moved.place, moved.online, moved.version) == (hall, False, 1)
    assert booked(first) == {party, hall.pk, *(one.pk for one in groups.leaders)}
    lengths = [row.stop - row.first for row in Booking.objects.filter(session=first)]
    assert lengths == [12] * 4


def test_a_session_goes_online(groups, series, room):
    first, *_ = groups.scheduled(series, room)
    assert move_session(by=SERVICE, session=first, starts_at=NOON).online
    assert room.pk not in booked(first)


def test_a_session_is_not_moved_onto_something_else(groups, series, room):
    """Every clash is told: of the leaders, the participant and the room."""
    party = groups.somebody()
    groups.enrolled(series, party)
    first, second, _third = groups.scheduled(series, room)
    refused = told(
        lambda: move_session(
            by=SERVICE, session=first, starts_at=second.starts_at, place=room, minutes=30
        )
    )
    assert refused == ["clash", "clash", "clash", "place-taken"]
    assert Session.objects.get(pk=first.pk).starts_at == first.starts_at


def test_a_clash_names_who_has_what_and_a_way_out(groups, series, room):
    first, second, _third = groups.scheduled(series, room)
    with pytest.raises(Refused) as refused:
        move_session(by=SERVICE, session=first, starts_at=second.starts_at)
    text = str(refused.value.reasons[0].text)
    assert "I. Kalna is at “Group 1” then. Move one of the two sessions" in text


def test_what_is_past_marked_or_cancelled_is_not_moved(groups, series, room):
    row = groups.enrolled(series)
    past = groups.past(series)
    second, third = groups.scheduled(series, room)
    excused = Mark(enrolment=row.pk, outcome=Outcome.RESCHEDULED, moved_by="participant")
    mark(by=SERVICE, session=second, marks=[excused])
    cancel_session(by=SERVICE, session=third, because="No water in the house")

    def move(session):
        return told(lambda: move_session(by=SERVICE, session=session, starts_at=at(THIRD, 15)))

    assert [move(one) for one in (past, second, third)] == [["begun"], ["marked"], ["cancelled"]]
    assert told(lambda: cancel_session(by=SERVICE, session=past, because="x")) == ["begun"]


def test_nothing_is_moved_into_the_past_or_between_the_steps(groups, series, room):
    first, *_ = groups.scheduled(series, room)
    move = {"by": SERVICE, "session": first}
    yesterday = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=1)
    assert told(lambda: move_session(starts_at=yesterday, **move)) == ["in-the-past"]
    assert told(lambda: move_session(starts_at=at(FIRST, 10, 3), **move)) == ["not-on-five"]


def test_a_cancelled_session_stays_and_can_be_scheduled_anew(groups, series, room):
    first, *_ = groups.scheduled(series, room)
    cancelled = cancel_session(by=SERVICE, session=first, because="No water in the house")
    assert (cancelled.is_cancelled, booked(first)) == (True, set())
    groups.scheduled(series, room)
    rows = series.sessions.order_by("starts_at", "pk").values_list("code", "cancelled_because")
    assert sorted(rows) == [
        ("first", ""),
        ("first", "No water in the house"),
        ("second", ""),
        ("third", ""),
    ]


def test_a_one_to_one_session_takes_one_participant(groups, series, room):
    row, _other = groups.enrolled(series), groups.enrolled(series)
    leader = groups.leaders[0].pk
    of = NewSession(code="talk", starts_at=NOON, leaders=(leader,), place=room, alone=row)
    session = add_session(by=SERVICE, series=series, of=of)
    assert (session.form, session.number, session.minutes) == ("one-to-one", 3, 45)
    assert booked(session) == {row.party_id, leader, room.pk}
    assert told(lambda: add_session(by=SERVICE, series=series, of=of)) == [
        "clash",
        "clash",
        "place-taken",
    ]


def test_a_session_beside_the_timetable_is_checked_as_a_whole(groups, series):
    other = groups.enrolled(groups.series())
    lead = groups.leaders[0].pk
    wrong = {"starts_at": at(date(2024, 1, 1), 10), "leaders": (lead,)}

    def add(**values):
        of = NewSession(**{**wrong, **values})
        return told(lambda: add_session(by=SERVICE, series=series, of=of))

    assert add(code="fourth") == ["no-such-session"]
    assert add(code="first") == ["in-the-past", "too-few-leaders"]
    assert add(code="talk", starts_at=NOON, alone=other) == ["another-series"]
    past = groups.past(groups.series(), code="first")
    assert add(code="second", starts_at=NOON, alone=None, catches_up=past) == [
        "too-few-leaders",
        "missed-elsewhere",
    ]


def test_a_leader_is_replaced_in_one_step_from_a_day_on(groups, series, room):
    first, second, third = groups.scheduled(series, room)
    anna, ilze = groups.leaders
    new = groups.house.member("facilitator")
    replace_leader(by=SERVICE, series=series, leader=anna.pk, successor=new.pk, since=SECOND)
    assert [leaders(one) for one in (first, second, third)] == [
        {anna.pk, ilze.pk},
        {new.pk, ilze.pk},
        {new.pk, ilze.pk},
    ]
    assert [anna.pk in booked(one) for one in (first, second)] == [True, False]
    assert [new.pk in booked(one) for one in (first, second)] == [False, True]
    rows = Leader.objects.order_by("since", "pk").values_list("party", "until")
    assert list(rows) == [(anna.pk, SECOND), (ilze.pk, None), (new.pk, None)]


def test_a_leader_who_has_something_else_replaces_nobody(groups, series, room):
    busy = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    groups.scheduled(busy)
    groups.scheduled(series, room)
    anna, ilze = groups.leaders
    other = busy.leaders.first().party_id

    def swap(leader, successor):
        values = {"leader": leader, "successor": successor, "since": FIRST}
        return told(lambda: replace_leader(by=SERVICE, series=series, **values))

    assert swap(anna.pk, other) == ["clash"] * 3
    assert swap(anna.pk, ilze.pk) == ["leads-already"]
    assert swap(other, anna.pk) == ["not-leading"]
    assert leaders(series.sessions.first()) == {anna.pk, ilze.pk}


def test_somebody_covers_one_session(groups, series, room):
    first, second, _third = groups.scheduled(series, room)
    anna, ilze = groups.leaders
    new = groups.house.member("facilitator")
    cover(by=SERVICE, session=first, leader=anna.pk, successor=new.pk)
    assert (leaders(first), leaders(second)) == ({new.pk, ilze.pk}, {anna.pk, ilze.pk})
    assert Leading.objects.get(session=first, cover=True).party_id == new.pk
    again = {"session": first, "leader": anna.pk, "successor": ilze.pk}
    assert told(lambda: cover(by=SERVICE, **again)) == ["not-leading", "leads-already"]


def test_one_more_leader_leads_every_session_to_come(groups, series, room):
    sessions = groups.scheduled(series, room)
    new = groups.house.member("facilitator")
    add_leader(by=SERVICE, series=series, party=new.pk, since=SECOND)
    assert [new.pk in leaders(one) for one in sessions] == [False, True, True]


def test_nobody_leads_a_group_in_which_they_take_part(groups, series):
    new = groups.house.member("facilitator")
    groups.enrolled(series, new.pk, kind="staff")
    refused = told(lambda: add_leader(by=SERVICE, series=series, party=new.pk, since=FIRST))
    assert refused == ["takes-part"]
    assert told(lambda: groups.enrolled(series, groups.leaders[0].pk, kind="staff")) == ["leads"]
