"""Gatherings whose pages another room has: they take time, and stand in no list of groups."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from tilts.platform.gatherings.actions import Mark, NewSession, add_session, mark, unmark
from tilts.platform.gatherings.hooks import keep_apart_from_groups, kinds_apart
from tilts.platform.gatherings.models import (
    Attendance,
    Booking,
    Enrolment,
    Outcome,
    Series,
    Session,
)
from tilts.platform.gatherings.overview import enrolled_in, own_sessions
from tilts.platform.gatherings.queries import one_series, series_seen_by, templates_on
from tilts.platform.gatherings.rules import MARK, SEE, led_by, why_not_series
from tilts.platform.gatherings.tests.groups import told
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE, Grant, Scope
from tilts.platform.record.acts import act

KIND = keep_apart_from_groups("supervision")


@pytest.fixture
def talks(groups) -> Series:
    """A series whose pages another room has."""
    groups.template(code="talks", kind=KIND, leaders=1)
    return groups.series(leaders=[])


@pytest.fixture
def place(groups, talks) -> Enrolment:
    """Somebody's own place in it."""
    return groups.enrolled(talks)


@pytest.fixture
def leader(groups):
    return groups.house.member("prison_officer")


@pytest.fixture
def session(talks, place, leader) -> Session:
    """Theirs with an officer, tomorrow."""
    starts_at = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    of = NewSession(code="talk", starts_at=starts_at, leaders=(leader.pk,), alone=place)
    return add_session(by=SERVICE, series=talks, of=of)


def test_the_kind_is_known():
    assert KIND in kinds_apart()


def test_it_stands_in_no_list(groups, talks, place, leader, session):
    group = groups.series(leaders=[])
    head = groups.house.actor("head_of_unit", unit="riga")
    officer = actor_for(leader, timezone.localdate())
    assert Series.objects.filter(pk__in=[talks.pk, group.pk]).count() == 2
    assert (list(series_seen_by(head)), one_series(head, talks.pk)) == ([], None)
    assert (list(own_sessions(officer)), enrolled_in(officer, [place.party_id])) == ([], {})
    assert [reason.code for reason in why_not_series(head, MARK, talks)] == ["not-your-series"]


def test_it_takes_the_time_of_both(place, leader, session):
    taken = Booking.objects.filter(session=session).values_list("party", flat=True)
    assert set(taken) == {place.party_id, leader.pk}


@pytest.mark.parametrize(("online", "shown"), [(True, True), (False, False)])
def test_without_a_place_it_is_online_or_where_it_was_agreed(talks, place, leader, online, shown):
    starts_at = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    of = NewSession(
        code="talk", starts_at=starts_at, leaders=(leader.pk,), alone=place, online=online
    )
    made = add_session(by=SERVICE, series=talks, of=of)
    assert (made.online, made.place) == (shown, None)


@pytest.mark.parametrize(
    ("moment", "because", "sees"),
    [
        (timedelta(0), "", True),
        (timedelta(hours=23, minutes=55), "", True),
        (timedelta(hours=12), "ill", False),
        (timedelta(minutes=-5), "", False),
        (timedelta(hours=24), "", False),
    ],
)
def test_whoever_meets_somebody_today_sees_them(place, session, leader, moment, because, sees):
    """From midnight to midnight, and not when it does not take place."""
    with act("test.today", by=SERVICE):
        session.starts_at = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
        session.starts_at += moment
        session.ends_at = session.starts_at + timedelta(minutes=5)
        session.cancelled_because = because
        session.save()
    seen = led_by(actor_for(leader, timezone.localdate()), Grant(SEE, Scope.CASELOAD, ""))
    assert seen.filter(party_id=place.party_id).exists() is sees


def begun(session: Session) -> Session:
    """The same session, begun an hour ago."""
    with act("test.begun", by=SERVICE):
        session.starts_at = timezone.now() - timedelta(hours=1)
        session.ends_at = timezone.now()
        session.save()
    return session


def test_what_was_marked_is_taken_back(place, leader, session):
    mark(
        by=SERVICE,
        session=begun(session),
        marks=[Mark(enrolment=place.pk, outcome=Outcome.COMPLIED, said_by=leader.pk)],
    )
    assert list(Attendance.plain.values_list("said_by", flat=True)) == [leader.pk]
    assert told(lambda: unmark(by=SERVICE, session=session, because=" ")) == ["reason-missing"]
    unmark(by=SERVICE, session=session, because="The wrong line")
    assert Attendance.plain.count() == 0
    mark(
        by=SERVICE, session=session, marks=[Mark(enrolment=place.pk, outcome=Outcome.UNACCEPTABLE)]
    )
    assert list(Attendance.plain.values_list("outcome", flat=True)) == ["unacceptable"]


def test_a_group_is_corrected_on_its_sheet(groups, series):
    row = groups.enrolled(series)
    past = groups.past(series)
    mark(by=SERVICE, session=past, marks=[Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)])
    assert told(lambda: unmark(by=SERVICE, session=past, because="x")) == ["of-many"]
    assert Attendance.plain.count() == 1


def test_no_group_of_it_is_opened(groups, talks):
    calm = groups.template()
    assert templates_on("ievp") == [calm]
    assert templates_on("ievp", kind=KIND) == [talks.template]
