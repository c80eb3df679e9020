"""What pages tell of many rows at once, and that it costs the same for one and for three."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import Mark, cancel_session, mark, transfer
from tilts.platform.gatherings.models import Outcome, Session
from tilts.platform.gatherings.my_day import sessions
from tilts.platform.gatherings.overview import (
    Course,
    courses,
    done_by,
    enrolled_in,
    leaders_for,
    own_sessions,
)
from tilts.platform.gatherings.panels import groups as panel
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.gatherings.presenting import hours, session_lines
from tilts.platform.gatherings.tests.groups import MONDAY, at
from tilts.platform.gatherings.tests.pages import Visitor
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def attended(session, *rows, outcome="complied", **more):
    mark(
        by=SERVICE,
        session=session,
        marks=[Mark(enrolment=row.pk, outcome=Outcome(outcome), **more) for row in rows],
    )


def test_how_far_series_have_come(groups, series):
    empty = groups.series()
    groups.past(series)
    first, *_rest = groups.scheduled(series)
    cancel_session(by=SERVICE, session=first, because="ill")
    groups.enrolled(series)
    assert courses([series, empty]) == {
        series.pk: Course(1, 2, at(MONDAY + timedelta(weeks=1), 10), 1),
        empty.pk: Course(0, 0, None, 0),
    }


def test_what_somebody_has_done_goes_along_with_them(groups, series):
    row, other = groups.enrolled(series), groups.enrolled(series)
    first, second = groups.past(series, hours=72), groups.past(series, hours=48, code="second")
    attended(first, row, other)
    attended(second, row, outcome="unacceptable")
    new = transfer(by=SERVICE, enrolment=row, to=groups.series(), on=TODAY)
    done = done_by([new, other])
    assert [(one.sessions, one.minutes) for one in done.values()] == [(1, 90), (1, 90)]
    assert [len(one.missed) for one in done.values()] == [1, 0]
    again = groups.past(new.series, hours=1, code="second")
    attended(again, new, catches_up=done[new.pk].missed[0].pk)
    whole = done_by([new])[new.pk]
    assert (whole.sessions, whole.minutes, whole.missed) == (2, 180, ())


def test_own_sessions_are_those_of_the_week_and_the_unmarked_ones(groups, series):
    actor = actor_for(groups.leaders[0], TODAY)
    row = groups.enrolled(series)
    late = groups.past(series, hours=24 * 10)
    marked_one = groups.past(series, hours=24 * 3, code="second")
    attended(marked_one, row)
    groups.past(series, hours=24 * 70, code="third")  # longer ago than anybody is asked
    other = groups.series()
    groups.scheduled(other, weekly=Weekly(1, time(10)))  # in 2031
    assert list(own_sessions(actor)) == [late]
    assert [line.more["mark"] for line in sessions(actor)] == [True]
    assert list(own_sessions(groups.house.actor("facilitator"))) == []


def test_todays_session_stays_when_it_is_marked(groups, series):
    row, session = groups.enrolled(series), groups.past(series, hours=0)
    attended(session, row)
    (line,) = sessions(actor_for(groups.leaders[0], TODAY))
    assert (line.text, line.more) == (series.name, {"mark": False, "today": True})


def test_the_section_stands_only_where_there_is_a_session(groups, series):
    leader, other = Visitor(groups.leaders[0]), Visitor(groups.house.member("facilitator"))
    groups.past(series)
    assert ["My sessions" in one.client.get("/").content.decode() for one in (leader, other)] == [
        True,
        False,
    ]


def test_the_panel_of_a_person_shows_hours_and_the_next_session(groups, series):
    row = groups.enrolled(series)
    attended(groups.past(series), row)
    first, *_rest = groups.scheduled(series)
    shown = panel(SERVICE, [row.party_id])[row.party_id]
    assert [(one["template"], one["done"], one["row"].next_at) for one in shown] == [
        ("Calm", "1 h 30 min", first.starts_at)
    ]
    stranger = groups.house.actor("prison_officer", "olaine")
    with seen_by(SERVICE):
        told = enrolled_in(stranger, [row.party_id])[row.party_id]
    assert [one.is_seen for one in told] == [False]


def test_the_next_session_of_somebody_is_no_one_elses_own(groups, series):
    row, other = groups.enrolled(series), groups.enrolled(series)
    session = Session(
        series=series, number=3, code="talk", form="one-to-one", online=True, alone=other,
        starts_at=at(MONDAY, 8), ends_at=at(MONDAY, 9),
    )  # fmt: skip
    with act("test.talk", by=SERVICE):
        session.save(force_insert=True)
    found = enrolled_in(SERVICE, [row.party_id, other.party_id])
    told = {party: rows[0].next_at for party, rows in found.items()}
    assert told == {row.party_id: None, other.party_id: at(MONDAY, 8)}


def test_who_may_lead_are_staff_of_the_agency_who_mark(groups, series):
    leads = groups.house.member("psychologist", "olaine")
    groups.house.member("clerk")
    groups.house.member("probation_officer", "jelgava")
    assert set(leaders_for(series)) == {*groups.leaders, leads}


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 h"), (45, "45 min"), (60, "1 h"), (390, "6 h 30 min")]
)
def test_minutes_in_words(minutes, said):
    assert hours(minutes) == said


def test_a_half_marked_session_says_how_many_are_left(groups, series):
    rows = [groups.enrolled(series) for _ in range(3)]
    session = groups.past(series)
    session.series = series
    attended(session, rows[0])
    (line,) = session_lines([session], rows)
    assert (line.state, line.tone) == ("2 not marked", "warning")
    attended(session, *rows[1:], outcome="unacceptable")
    (line,) = session_lines([session], rows)
    assert (line.state, line.tone) == ("1 of 3 attended", "success")


PAGES = ("list", "series", "session", "enrolment")


def test_pages_ask_the_same_for_one_and_for_three(groups, series):
    leader = Visitor(groups.leaders[0])
    row, session = groups.enrolled(series), groups.past(series)
    ids = {"list": (), "series": (series.pk,), "session": (session.pk,), "enrolment": (row.pk,)}

    def asked() -> dict[str, int]:
        found = {}
        for name in PAGES:
            leader.get(name, *ids[name])
            with CaptureQueriesContext(connection) as queries:
                assert leader.get(name, *ids[name]).status_code == 200
            found[name] = sum("SAVEPOINT" not in one["sql"] for one in queries.captured_queries)
        with CaptureQueriesContext(connection) as queries:
            leader.client.get("/")
        return {**found, "my day": len(queries)}

    attended(session, row, outcome="unacceptable")
    one = asked()
    more = [groups.enrolled(series) for _ in range(2)]
    for n in range(2):
        other = groups.series()
        groups.enrolled(other)
        groups.past(other, hours=30 + n * 3)
        past = groups.past(series, hours=60 + n * 3, code="second")
        attended(past, row, *more, outcome="unacceptable")
    assert asked() == one
