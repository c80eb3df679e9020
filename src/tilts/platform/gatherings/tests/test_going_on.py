"""Groups go on: moved with covers and latecomers, led by others, passed from group to group."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.gatherings.actions import (
    Mark,
    NewSession,
    Timetable,
    add_leader,
    add_session,
    cancel_session,
    cover,
    end_enrolment,
    keep_apart,
    mark,
    move_session,
    open_series,
    replace_leader,
    reschedule,
    set_capacity,
    transfer,
)
from tilts.platform.gatherings.models import Booking, Ended, Enrolment, Leading, Outcome, Session
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.gatherings.queries import Dose, dose_of, missed
from tilts.platform.gatherings.tests.groups import AT_TEN, MONDAY, at, read, told
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

DAY = timedelta(days=1)
WEEK = 7 * DAY
TODAY = timezone.localdate()
TUESDAYS = Weekly(1, AT_TEN.at)


def leaders(session: Session) -> set[object]:
    return set(Leading.objects.filter(session=session).values_list("party", flat=True))


def booked(party: UUID) -> list[date]:
    """The days on which somebody has a session."""
    rows = Booking.objects.filter(party=party).order_by("first")
    return [timezone.localdate(row.session.starts_at) for row in rows.select_related("session")]


def moved(series, *places, weekly=TUESDAYS, since=MONDAY):
    timetable = Timetable(weekly=[weekly], since=since, places=places)
    return reschedule(by=SERVICE, series=series, timetable=timetable)


def test_who_was_to_cover_at_another_time_covers_no_more(groups, series, room):
    first, *_ = groups.scheduled(series, room)
    anna, ilze = (one.pk for one in groups.leaders)
    new = groups.house.member("facilitator").pk
    cover(by=SERVICE, session=first, leader=anna, successor=new)
    assert booked(new) == [MONDAY]
    moved(series, room)
    assert leaders(first) == {anna, ilze}
    assert Leading.objects.filter(cover=True).count() == 0
    assert (booked(new), booked(anna)) == ([], [MONDAY + DAY + n * WEEK for n in range(3)])


def test_latecomers_and_leavers_are_moved_with_the_sessions_of_their_time(groups, series, room):
    late, leaver = groups.enrolled(series, since=MONDAY + WEEK), groups.enrolled(series)
    groups.scheduled(series, room)
    end_enrolment(by=SERVICE, enrolment=leaver, on=MONDAY + WEEK, how=Ended.LEFT)
    assert [booked(row.party_id) for row in (late, leaver)] == [
        [MONDAY + WEEK, MONDAY + 2 * WEEK],
        [MONDAY],
    ]
    moved(series, room, since=MONDAY + WEEK)
    assert [booked(row.party_id) for row in (late, leaver)] == [
        [MONDAY + DAY + n * WEEK for n in (1, 2, 3)],
        [],
    ]


def test_a_series_moved_online_leaves_its_room(groups, series, room):
    groups.scheduled(series, room)
    moved(series)
    rows = series.sessions.order_by("starts_at").values_list("place", "online", "version")
    assert list(rows) == [(None, True, 1)] * 3
    assert Booking.objects.filter(place=room).count() == 0


def test_what_cannot_be_moved_as_a_whole_stays_as_a_whole(groups, series, room):
    groups.scheduled(series, room)
    before = list(series.sessions.order_by("pk").values()), list(Booking.objects.values())
    cell = groups.place("Cell", seats=2)
    assert told(lambda: moved(series, cell)) == ["too-small"]
    assert told(lambda: moved(series, room, weekly=Weekly(6, AT_TEN.at))) == ["no-time"]
    assert (list(series.sessions.order_by("pk").values()), list(Booking.objects.values())) == before


def test_only_what_was_cancelled_is_scheduled_anew(groups, series, room):
    _first, second, _third = groups.scheduled(series, room)
    cancel_session(by=SERVICE, session=second, because="No water")
    groups.scheduled(series, room, weekly=TUESDAYS)
    rows = series.sessions.filter(code="second").order_by("starts_at")
    assert [(one.number, one.starts_at, one.is_cancelled) for one in rows] == [
        (2, at(MONDAY + DAY, 10), False),
        (2, at(MONDAY + WEEK, 10), True),
    ]


def test_a_session_for_the_group_to_catch_up_has_everybody_of_its_day(groups, series, room):
    here, late = groups.enrolled(series), groups.enrolled(series, since=MONDAY + WEEK)
    past = groups.past(series)
    both = tuple(one.pk for one in groups.leaders)
    of = NewSession(
        code="first",
        starts_at=at(MONDAY, 14),
        leaders=both,
        place=room,
        minutes=60,
        catches_up=past,
    )
    session = add_session(by=SERVICE, series=series, of=of)
    assert (session.form, session.minutes, session.catches_up) == ("group", 60, past)
    assert [booked(one) for one in (here.party_id, late.party_id, *both)] == [
        [MONDAY],
        [],
        [MONDAY],
        [MONDAY],
    ]


@pytest.mark.parametrize("minutes", [-5, 3, 92, 725])
def test_a_session_has_a_length_that_a_template_could_give_it(groups, series, minutes):
    text = "A session takes 5 to 720 minutes, in steps of five. Choose another length."
    session = groups.scheduled(series)[0]
    values = {"starts_at": at(MONDAY, 14), "minutes": minutes}
    assert read(lambda: move_session(by=SERVICE, session=session, **values)) == [text]
    row = groups.enrolled(series)
    talk = NewSession(code="talk", leaders=(), alone=row, **values)
    assert read(lambda: add_session(by=SERVICE, series=series, of=talk)) == [text]
    assert Session.objects.count() == 3


def test_why_a_session_beside_the_timetable_cannot_be(groups, series):
    values: dict[str, Any] = {"starts_at": at(MONDAY, 14), "leaders": ()}

    def add(**other):
        of = NewSession(**{"code": "talk", **values, **other})
        return read(lambda: add_session(by=SERVICE, series=series, of=of))

    assert add(code="fourth") == [
        "The template has no session of this name. Choose one of its sessions."
    ]
    gone = groups.enrolled(series)
    end_enrolment(by=SERVICE, enrolment=gone, on=MONDAY, how=Ended.LEFT)
    gone.refresh_from_db()
    assert add(alone=gone) == ["They are not enrolled in this group then."]
    other = groups.past(series, code="second")
    assert add(alone=groups.enrolled(series), catches_up=other) == [
        "The session to make good is one of this group, with the same content."
    ]


def test_leaders_are_told_why_they_cannot_lead(groups, series):
    anna, ilze = (one.pk for one in groups.leaders)
    session = groups.scheduled(series)[0]
    officer = groups.house.member("prison_officer").pk
    groups.enrolled(series, officer, kind="staff")
    new = {"by": SERVICE, "series": series, "since": MONDAY}
    assert read(lambda: add_leader(party=anna, **new)) == [
        "They lead this already. Choose somebody else."
    ]
    assert read(lambda: add_leader(party=officer, **new)) == [
        "They take part in this group and cannot lead it as well."
    ]
    assert read(lambda: replace_leader(leader=officer, successor=ilze, **new)) == [
        "They do not lead this. Choose somebody who does."
    ]
    cancel_session(by=SERVICE, session=session, because="No water")
    swap = {"by": SERVICE, "session": session, "leader": officer, "successor": anna}
    assert read(lambda: cover(**swap)) == [
        "This session does not take place. Add another one instead.",
        "They do not lead this. Choose somebody who does.",
        "They lead this already. Choose somebody else.",
    ]


def test_who_covered_and_then_leads_stands_once_in_each_session(groups, series):
    sessions = groups.scheduled(series)
    anna, ilze = (one.pk for one in groups.leaders)
    new = groups.house.member("facilitator").pk
    cover(by=SERVICE, session=sessions[1], leader=anna, successor=new)
    swap = {"by": SERVICE, "series": series, "leader": ilze, "successor": new}
    assert read(lambda: replace_leader(**swap, since=MONDAY)) == [
        "10 March 2031, 10:00 EET: they cover already, and a leader would be missing. Choose who "
        "covers first."
    ]
    assert [leaders(one) for one in sessions] == [{anna, ilze}, {ilze, new}, {anna, ilze}]
    other = groups.house.member("facilitator").pk
    cover(by=SERVICE, session=sessions[1], leader=new, successor=other)
    replace_leader(**swap, since=MONDAY)
    assert [leaders(one) for one in sessions] == [{anna, new}, {other, new}, {anna, new}]
    assert booked(new) == [MONDAY + n * WEEK for n in range(3)]
    assert booked(ilze) == []
    last = groups.house.member("facilitator").pk
    cover(by=SERVICE, session=sessions[2], leader=anna, successor=last)
    add_leader(by=SERVICE, series=series, party=last, since=MONDAY + WEEK)
    assert booked(last) == [MONDAY + WEEK, MONDAY + 2 * WEEK]


def test_a_leader_stands_down_from_a_day_and_leads_again_later(groups, series):
    anna, ilze = (one.pk for one in groups.leaders)
    new = groups.house.member("facilitator").pk
    groups.scheduled(series)
    swap = {"by": SERVICE, "series": series}
    replace_leader(leader=anna, successor=new, since=MONDAY + WEEK, **swap)
    replace_leader(leader=new, successor=anna, since=MONDAY + 2 * WEEK, **swap)
    rows = series.leaders.filter(party=anna).order_by("since").values_list("since", "until")
    assert list(rows) == [(LONG_AGO, MONDAY + WEEK), (MONDAY + 2 * WEEK, None)]
    assert [booked(one) for one in (anna, new)] == [[MONDAY, MONDAY + 2 * WEEK], [MONDAY + WEEK]]
    assert len(booked(ilze)) == 3


def test_somebody_goes_through_three_groups_and_waited_once(groups, series):
    since = TODAY - 60 * DAY
    row = groups.enrolled(series, since=since, waiting_since=since - 100 * DAY)
    others = [groups.series(), groups.series("olaine")]
    minutes = []
    for hours, code, to in ((96, "first", others[0]), (24, "second", others[1])):
        session = groups.past(row.series, hours, code)
        said = [Mark(enrolment=row.pk, outcome=Outcome.COMPLIED, minutes=hours // 2)]
        mark(by=SERVICE, session=session, marks=said)
        day = timezone.localdate(session.starts_at) + DAY
        row = transfer(by=SERVICE, enrolment=row, to=to, on=day)
        minutes.append(dose_of(row))
    assert minutes == [Dose(("first",), 48), Dose(("first", "second"), 60)]
    rows = Enrolment.objects.filter(party=row.party_id).order_by("since", "pk")
    assert [(one.waiting_days, one.began_on, one.ended_how) for one in rows] == [
        (100, since, "moved"),
        (100, since, "moved"),
        (100, since, ""),
    ]
    assert {one.journey for one in rows} == {row.journey}


def test_what_was_missed_in_one_group_is_made_good_in_the_next(groups, series):
    row, other = groups.enrolled(series), groups.series()
    said = Mark(enrolment=row.pk, outcome=Outcome.NOT_BROUGHT)
    mark(by=SERVICE, session=groups.past(series), marks=[said])
    new = transfer(by=SERVICE, enrolment=row, to=other, on=TODAY + DAY)
    [absence] = missed(new)
    here = groups.past(other, -30)
    good = Mark(enrolment=new.pk, outcome=Outcome.COMPLIED, catches_up=absence.pk)
    assert told(lambda: mark(by=SERVICE, session=here, marks=[good])) == ["not-begun"]
    back = transfer(by=SERVICE, enrolment=new, to=groups.series(), on=TODAY + DAY)
    assert [one.pk for one in missed(back)] == [absence.pk]
    assert missed(groups.enrolled(other)) == []


def test_why_somebody_does_not_go_on_elsewhere(groups, series):
    row, enemy = groups.enrolled(series), groups.somebody()
    other = groups.series()
    keep_apart(by=SERVICE, one=row.party_id, other=enemy, since=LONG_AGO)
    groups.enrolled(other, enemy)
    go = {"by": SERVICE, "enrolment": row}
    assert read(lambda: transfer(to=series, on=LONG_AGO - DAY, **go)) == [
        "That is before the first day of the enrolment.",
        "They are in this group already. Choose another one.",
    ]
    assert read(lambda: transfer(to=other, on=TODAY, **go)) == [
        "They must not meet somebody of this group. Choose another one, or ask the head of unit."
    ]
    strange = groups.template(code="other")
    values = {"template": strange, "unit": series.unit, "name": "Other", "on": LONG_AGO}
    target = open_series(by=SERVICE, **values)
    assert read(lambda: transfer(to=target, on=TODAY, **go)) == [
        "The other group follows another template. Enrol them there anew."
    ]
    assert Enrolment.objects.get(pk=row.pk).ended_how == ""


STEPS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.booleans()), max_size=14)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_a_group_is_never_fuller_than_it_has_places(groups, series, steps):
    """Six people come and leave on four days, in any order; two have a place on any one day."""
    group = groups.series()
    set_capacity(by=SERVICE, series=group, capacity=2)
    people = groups.__dict__.setdefault("six", [groups.somebody() for _ in range(6)])
    for who, week, comes in steps:
        day, row = TODAY + week * DAY, Enrolment.objects.filter(series=group, party=people[who])
        staying = row.filter(ended_how="").first()
        if comes:
            refused = told(lambda who=who, day=day: groups.enrolled(group, people[who], since=day))
            assert set(refused) <= {"full", "enrolled"}
        elif staying:
            end = {"enrolment": staying, "on": day, "how": Ended.LEFT}
            assert set(told(lambda end=end: end_enrolment(by=SERVICE, **end))) <= {"too-early"}
        rows = list(Enrolment.objects.filter(series=group))
        for day in (TODAY + n * DAY for n in range(5)):
            assert sum(one.is_on(day) for one in rows) <= 2
        assert len({one.party_id for one in rows if not one.ended_how}) == sum(
            not one.ended_how for one in rows
        )
