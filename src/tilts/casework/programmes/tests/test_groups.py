"""Groups from the opening to the substitute: what is refused, why, and what then stands."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.programmes.actions import advance, give_place
from tilts.casework.programmes.delivery.progress import running
from tilts.casework.programmes.delivery.queries import groups_of, units_below, who_waits
from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.actions import (
    add_place,
    close_series,
    cover,
    end_enrolment,
    move_session,
    replace_leader,
)
from tilts.platform.gatherings.models import Booking, Ended, Leading, Series
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.organisation.actions import qualify
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

from .delivery import PROGRAMME, TODAY, now


def told(do: Any) -> list[str]:
    """Codes of the reasons why something is refused; empty when it is done."""
    try:
        do()
    except Refused as refused:
        return [one.code for one in refused.reasons]
    return []


@pytest.fixture
def trained(delivery):
    """One more who is certified."""
    staff = delivery.house.member("facilitator", "jelgava")
    qualify(by=SERVICE, staff=staff, code="programme_facilitator", since=LONG_AGO)
    return staff


def test_a_group_meets_each_week_at_its_time_in_its_room(delivery, licensed):
    unit = delivery.house.units["jelgava"]
    room = add_place(by=SERVICE, unit=unit, name="Room 1", since=LONG_AGO, seats=14)
    series = delivery.group(
        since=date(TODAY.year + 1, 2, 1),
        weekly=Weekly(1, time(10, 30)),
        place=room,
    )
    starts = [timezone.localtime(one.starts_at) for one in series.sessions.order_by("starts_at")]
    assert {(one.weekday(), one.time()) for one in starts} == {(1, time(10, 30))}
    assert set(series.sessions.values_list("place", flat=True)) == {room.pk}
    assert Booking.objects.filter(place=room).count() == 12


def test_a_room_that_is_too_small_says_so(delivery, licensed):
    unit = delivery.house.units["jelgava"]
    room = add_place(by=SERVICE, unit=unit, name="Cell", since=LONG_AGO, seats=3)
    assert told(lambda: delivery.group(place=room)) == ["too-small"]
    assert Series.objects.count() == 0


def test_leaders_have_one_group_at_a_time(delivery, licensed):
    weekly = Weekly(1, time(10))
    delivery.group(weekly=weekly)
    other = delivery.group(weekly=weekly)
    first = other.sessions.earliest("starts_at").starts_at
    mine = Series.objects.exclude(pk=other.pk).get().sessions.latest("starts_at").starts_at
    assert first > mine


def test_two_leaders_lead_each_session(delivery, licensed):
    series = delivery.group()
    counted = {
        session.pk: Leading.objects.filter(session=session).count()
        for session in series.sessions.all()
    }
    assert set(counted.values()) == {2}


def test_a_substitute_leads_one_session_in_one_step(delivery, licensed, trained):
    series = delivery.group()
    session, old = series.sessions.earliest("starts_at"), delivery.leaders[0].pk
    cover(by=delivery.officer, session=session, leader=old, successor=trained.pk)
    leading = Leading.objects.filter(session=session).values_list("party", "cover")
    assert set(leading) == {(delivery.leaders[1].pk, False), (trained.pk, True)}
    others = Leading.objects.filter(session__series=series, party=old)
    assert others.count() == 11


def test_a_successor_leads_all_that_is_still_to_come_in_one_step(delivery, licensed, trained):
    series = delivery.group()
    since = TODAY + timedelta(days=28)
    replace_leader(
        by=delivery.officer,
        series=series,
        leader=delivery.leaders[0].pk,
        successor=trained.pk,
        since=since,
    )
    later = [
        session
        for session in series.sessions.all()
        if timezone.localdate(session.starts_at) >= since
    ]
    assert Leading.objects.filter(party=trained.pk).count() == len(later) > 0


def test_a_suspended_licence_stops_what_is_to_come(delivery, licensed):
    series, case = delivery.group(), delivery.waiting()
    session = series.sessions.earliest("starts_at")
    advance(by=SERVICE, case=licensed, code="suspend", reason="A complaint.")
    moved = session.starts_at + timedelta(days=1)
    step = {"by": delivery.officer, "series": series, "since": TODAY}
    assert told(lambda: give_place(case=case, **step)) == ["licence-suspended"]
    assert told(lambda: move_session(by=SERVICE, session=session, starts_at=moved)) == [
        "licence-suspended"
    ]
    assert told(delivery.group) == ["licence-suspended"]
    advance(by=SERVICE, case=licensed, code="lift", reason="It was answered.")
    assert told(lambda: give_place(case=case, **step)) == []


def test_a_group_is_closed_once_nobody_is_in_it(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    close = {"by": delivery.officer, "series": series, "on": TODAY, "because": "Too few."}
    assert told(lambda: close_series(**close)) == ["enrolled-still"]
    row = running(case)
    assert row is not None
    end_enrolment(by=delivery.officer, enrolment=row, on=TODAY, how=Ended.LEFT)
    assert told(lambda: close_series(**close)) == []
    assert now(case).state == "waiting"
    assert who_waits(PROGRAMME) == [now(case)]


def test_a_closed_group_takes_nobody(delivery, licensed):
    series, case = delivery.group(), delivery.waiting()
    close_series(by=delivery.officer, series=series, on=TODAY, because="Too few.")
    step = {"by": delivery.officer, "case": case, "series": series, "since": TODAY}
    assert told(lambda: give_place(**step)) == ["closed"]
    assert groups_of(delivery.officer, PROGRAMME) == []
    assert groups_of(delivery.officer, PROGRAMME, ended=True) == [series]


def test_a_group_is_offered_where_it_is_seen(delivery, licensed):
    series = delivery.group()
    assert groups_of(delivery.officer, PROGRAMME) == [series]
    assert groups_of(delivery.officer, "substances") == []
    assert groups_of(delivery.house.actor("prison_officer"), PROGRAMME) == []


def test_who_waits_below_a_unit_waits_for_its_groups(delivery):
    region = delivery.house.units["zemgale"]
    assert [unit.code for unit in units_below(region)] == ["zemgale", "jelgava"]
    case = delivery.waiting()
    assert who_waits(PROGRAMME, units_below(region)) == [case]
    assert who_waits(PROGRAMME, [region]) == []


def test_a_session_at_night_belongs_to_the_day_where_it_is_held(delivery):
    case = delivery.licensed(since=TODAY - timedelta(days=3 * 365 - 200))
    series = delivery.group()
    session = series.sessions.latest("starts_at")
    last = timezone.make_aware(datetime.combine(case.valid_to, time(22, 0)))
    assert told(lambda: move_session(by=SERVICE, session=session, starts_at=last)) == []
    after = timezone.make_aware(datetime.combine(case.valid_to + timedelta(days=1), time(0, 30)))
    assert told(lambda: move_session(by=SERVICE, session=session, starts_at=after)) == [
        "licence-lapsed"
    ]
