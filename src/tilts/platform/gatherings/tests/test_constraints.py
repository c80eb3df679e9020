"""What can never be, whoever writes: the database itself refuses it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, models, transaction

from tilts.platform.gatherings.models import (
    Apart,
    Attendance,
    Elsewhere,
    Enrolment,
    Leader,
    Leading,
    Place,
    Series,
    Session,
    Template,
)
from tilts.platform.gatherings.tests.groups import MODULES
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

DAY = date(2031, 3, 3)
THEN = datetime(2031, 3, 3, 8, tzinfo=UTC)
LATER = THEN + timedelta(hours=1)


def kept(row: models.Model) -> bool:
    """Whether the database keeps a row."""
    try:
        with transaction.atomic(), act("test.keep", by=SERVICE):
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@pytest.fixture
def row(groups, series):
    return groups.enrolled(series)


@pytest.fixture
def session(groups, series):
    return groups.past(series)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, True),
        ({"name": "Room 1"}, False),
        ({"name": "Room 1", "until": DAY}, True),
        ({"until": DAY - timedelta(days=1)}, False),
    ],
)
def test_places(house, room, other, expected):
    values: dict[str, Any] = {"unit": house.units["riga"], "name": "Hall", "since": DAY}
    assert kept(Place(**{**values, **other})) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"version": "2"}, True),
        ({}, False),
        ({"code": "drill"}, True),
        ({"version": "2", "until": DAY - timedelta(days=1)}, False),
    ],
)
def test_templates(house, template, other, expected):
    values: dict[str, Any] = {
        "agency": house.agencies["ievp"],
        "code": "calm",
        "version": "1",
        "kind": "programme",
        "names": {"en": "Calm"},
        "outline": {"modules": MODULES},
        "capacity": 10,
        "since": DAY,
    }
    assert kept(Template(**{**values, **other})) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, True),
        ({"closed_on": DAY, "closed_because": "Over"}, True),
        ({"closed_on": DAY}, False),
        ({"closed_on": DAY - timedelta(days=1), "closed_because": "Over"}, False),
    ],
)
def test_series(house, template, other, expected):
    values: dict[str, Any] = {
        "agency": house.agencies["ievp"],
        "unit": house.units["riga"],
        "template": template,
        "name": "Group",
        "capacity": 10,
        "opened_on": DAY,
    }
    assert kept(Series(**{**values, **other})) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, True),
        ({"ends_at": THEN}, False),
        ({"ends_at": THEN - timedelta(minutes=5)}, False),
        ({"online": False}, True),  # where is not known yet
    ],
)
def test_sessions(series, other, expected):
    values: dict[str, Any] = {
        "series": series,
        "number": 1,
        "code": "first",
        "form": "group",
        "starts_at": THEN,
        "ends_at": LATER,
        "online": True,
    }
    assert kept(Session(**{**values, **other})) is expected


def test_a_session_is_online_or_at_a_place(series, room):
    values: dict[str, Any] = {"series": series, "number": 1, "code": "first", "form": "group"}
    both = Session(**values, starts_at=THEN, ends_at=LATER, online=True, place=room)
    assert not kept(both)


def test_somebody_leads_once(groups, series, session):
    party = groups.leaders[0].party
    assert not kept(Leader(series=series, party=party, since=DAY))
    assert kept(Leader(series=series, party=party, since=DAY, until=DAY))
    assert not kept(Leading(session=session, party=party))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, False),  # they are enrolled already
        ({"until": DAY, "ended_how": "completed"}, True),
        ({"until": DAY}, False),
        ({"until": None, "ended_how": "completed"}, False),
        ({"until": DAY, "ended_how": "moved", "waiting_since": DAY + timedelta(days=1)}, False),
        ({"until": DAY, "ended_how": "moved", "began_on": DAY + timedelta(days=1)}, False),
    ],
)
def test_enrolments(series, row, other, expected):
    values: dict[str, Any] = {"series": series, "party_id": row.party_id, "kind": "custody"}
    days = {"since": DAY, "began_on": DAY, "waiting_since": DAY}
    assert kept(Enrolment(**{**values, **days, **other})) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"outcome": "complied", "minutes": 90}, True),
        ({"outcome": "sent-home", "minutes": 10}, True),
        ({"outcome": "excused", "excuse": "court"}, True),
        ({"outcome": "excused"}, False),
        ({"outcome": "unacceptable", "excuse": "court"}, False),
        ({"outcome": "rescheduled", "moved_by": "service"}, True),
        ({"outcome": "rescheduled"}, False),
        ({"outcome": "complied", "moved_by": "service"}, False),
        ({"outcome": "not-brought", "minutes": 5}, False),
    ],
)
def test_attendances(session, row, other, expected):
    said = {"said_at": THEN, "key": UUID(int=1)}
    assert kept(Attendance(session=session, enrolment=row, **said, **other)) is expected
    if expected:
        assert not kept(Attendance(session=session, enrolment=row, **said, **other))


def test_an_absence_is_made_good_once(groups, series, session, row):
    said: dict[str, Any] = {"enrolment": row, "said_at": THEN, "key": UUID(int=1)}
    missed = Attendance(session=session, outcome="unacceptable", **said)
    assert kept(missed)
    for expected in (True, False):
        again = groups.past(series, 3)
        good = Attendance(session=again, outcome="complied", catches_up=missed, **said)
        assert kept(good) is expected


def test_two_are_kept_apart_once_and_are_two(groups):
    one, other = groups.somebody(), groups.somebody()
    assert not kept(Apart(one_id=one, other_id=one, since=DAY))
    assert kept(Apart(one_id=one, other_id=other, since=DAY))
    assert not kept(Apart(one_id=one, other_id=other, since=DAY))
    assert kept(Apart(one_id=one, other_id=other, since=DAY, until=DAY))


def test_being_elsewhere_takes_time(groups):
    party = groups.somebody()
    assert kept(Elsewhere(party_id=party, kind="court", starts_at=THEN, ends_at=LATER))
    assert not kept(Elsewhere(party_id=party, kind="court", starts_at=THEN, ends_at=THEN))
