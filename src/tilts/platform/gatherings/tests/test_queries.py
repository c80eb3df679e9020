"""Reads of groups: each in its order, and with as many queries for one row as for three."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.platform.gatherings.actions import Mark, cancel_session, close_series, end_template, mark
from tilts.platform.gatherings.models import Outcome
from tilts.platform.gatherings.queries import (
    Dose,
    dose_of,
    enrolments_of,
    leaders_by_session,
    missed,
    one_session,
    places_in,
    series_seen_by,
    sessions_of,
    sheet_of,
    templates_on,
)
from tilts.platform.parties.actors import SERVICE

TODAY = timezone.localdate()


def queries(ask) -> int:
    """How many queries an answer takes."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_sessions_come_in_order_of_time_and_cancelled_ones_stay(groups, series, room):
    past = groups.past(series, code="second")
    first, *rest = groups.scheduled(series, room)
    cancel_session(by=SERVICE, session=first, because="No water")
    assert list(sessions_of(series)) == [past, first, *rest]


def test_a_closed_series_is_listed_with_the_ended_ones(groups, series):
    other = groups.series(leaders=[])
    close_series(by=SERVICE, series=other, on=TODAY, because="Nobody came")
    assert list(series_seen_by(SERVICE)) == [series]
    assert set(series_seen_by(SERVICE, ended=True)) == {series, other}


def test_who_takes_part_on_a_day_or_ever(groups, series):
    one = groups.enrolled(series)
    late = groups.enrolled(series, since=date(2031, 1, 1))
    assert enrolments_of(series) == [one, late]
    assert enrolments_of(series, TODAY) == [one]


def test_a_sheet_has_everybody_of_the_day_with_what_was_marked(groups, series):
    one, other = groups.enrolled(series), groups.enrolled(series)
    groups.enrolled(series, since=TODAY + timedelta(days=1))
    session = groups.past(series)
    mark(by=SERVICE, session=session, marks=[Mark(enrolment=one.pk, outcome=Outcome.COMPLIED)])
    [(first, said), (second, unsaid)] = sheet_of(session)
    assert (first, second, unsaid) == (one, other, None)
    assert said is not None
    assert said.outcome == "complied"


def test_leaders_by_session(groups, series, room):
    sessions = groups.scheduled(series, room)
    leaders = {one.pk for one in groups.leaders}
    found = leaders_by_session(sessions)
    assert {pk: set(parties) for pk, parties in found.items()} == {
        one.pk: leaders for one in sessions
    }


def test_what_somebody_did_and_missed(groups, series):
    row = groups.enrolled(series)
    second, first = groups.past(series, 24, "second"), groups.past(series, 48)
    said = [
        (first, Outcome.COMPLIED, ""),
        (second, Outcome.EXCUSED, "family"),
    ]
    for session, outcome, excuse in said:
        one = Mark(enrolment=row.pk, outcome=outcome, excuse=excuse)
        mark(by=SERVICE, session=session, marks=[one])
    assert dose_of(row) == Dose(("first",), 90)
    assert [one.session for one in missed(row)] == [second]


def test_whoever_never_came_did_nothing(groups, series):
    row = groups.enrolled(series)
    assert (dose_of(row), missed(row)) == (Dose((), 0), [])


def test_templates_of_a_day_and_kind(groups, template):
    other = groups.template(code="drill", kind="training")
    assert templates_on("ievp", TODAY) == [template, other]
    assert templates_on("ievp", TODAY, "training") == [other]
    assert templates_on("vpd", TODAY) == []
    end_template(by=SERVICE, template=other, until=TODAY)
    assert templates_on("ievp", TODAY) == [template]


def test_rooms_of_a_unit_and_below(groups, house, room):
    hall = groups.place("Hall")
    assert places_in("ievp.riga.", TODAY) == [hall, room]
    assert places_in("ievp.olaine.", TODAY) == []
    assert places_in("ievp.riga.", date(2019, 1, 1)) == []


@pytest.mark.parametrize("ask", ["sessions", "sheet", "leaders", "session"])
def test_no_query_for_each_row(groups, series, room, ask):
    sessions = groups.scheduled(series, room)
    counts = []
    for size in (1, 3):
        while len(enrolments_of(series)) < size:
            groups.enrolled(series)
        asked = {
            "sessions": lambda: [one.place for one in sessions_of(series)],
            "sheet": lambda: sheet_of(sessions[0]),
            "leaders": lambda size=size: leaders_by_session(sessions[:size]),
            "session": lambda: one_session(SERVICE, sessions[0].pk),
        }[ask]
        counts.append(queries(asked))
    assert counts == counts[:1] * 2
