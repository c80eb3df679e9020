"""What the lists and My day show of reports, with equal queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.court_reports.actions import pass_on
from tilts.casework.court_reports.my_day import due
from tilts.casework.court_reports.presenting import due_said, facts, line
from tilts.casework.court_reports.queries import reports_due, reports_of
from tilts.casework.court_reports.units import units_asked, writers_for
from tilts.platform.access.scoped import seen_by

from .desk import ASKED, TODAY, now


def counted(call) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        call()
    return len(queries)


def test_my_day_has_ones_own_reports_the_next_due_first(desk):
    court = desk.assigned()
    prosecutor = desk.assigned(desk.add("Kalna"), asker="prosecutor", reference="P-1")
    desk.requested(desk.add("Liepa"), reference="L-1")
    rows = due(desk.writer)
    assert [(row.person, row.when, row.note) for row in rows] == [
        (prosecutor.person_id, prosecutor.due_on, "assigned"),
        (court.person_id, court.due_on, "assigned"),
    ]
    assert due(desk.colleague) == []
    pass_on(by=desk.head, case=court, to=desk.colleague_staff, reason="ill")
    assert [row.person for row in due(desk.colleague)] == [court.person_id]


def test_my_day_asks_as_often_for_one_report_as_for_three(desk):
    desk.assigned()
    with seen_by(desk.writer):
        one = counted(lambda: due(desk.writer))
    for name in ("Kalna", "Liepa"):
        desk.assigned(desk.add(name), reference=name)
    with seen_by(desk.writer):
        assert counted(lambda: due(desk.writer)) == one


def test_lists_go_by_day(desk):
    late = desk.requested(requested_on=TODAY, reference="late")
    soon = desk.requested(reference="soon")
    desk.sent(desk.add("Kalna"))
    assert list(reports_due()) == [soon, late]
    assert list(reports_of([desk.anna.pk])) == [late, soon]


@pytest.mark.parametrize(
    ("days", "tone"),
    [(-1, "danger"), (0, "warning"), (3, "warning"), (4, "neutral"), (40, "neutral")],
)
def test_how_near_the_day_is(desk, days, tone):
    case = desk.requested()
    assert due_said(case, case.due_on - timedelta(days=days))[1] == tone


def test_what_is_over_has_no_day(desk):
    assert due_said(desk.sent(), TODAY) == ("", "neutral")


def test_a_line_names_who_writes_it(desk):
    case = now(desk.assigned())
    found = line(case)
    assert (found["title"], found["tone"], found["writer"]) == (
        "Evaluation report · Zemgales rajona tiesa",
        "info",
        desk.staff.short_name,
    )


def test_the_facts_of_a_request(desk):
    found = dict(facts(now(desk.requested(question="Where does she live?"))))
    assert {
        label: value for label, value in found.items() if label not in ("Received on", "Due on")
    } == {
        "Asked for by": "Zemgales rajona tiesa (court)",
        "Its reference number": "K15-0001",
        "What it is for": "Before a sentence is chosen",
        "The authority's question": "Where does she live?",
        "Language of the report": "Latviešu",
        "Writer": "nobody yet",
        "Victim": "to be invited",
    }


@pytest.mark.parametrize(
    ("stage", "interview"),
    [
        ("refused", "the person did not wish to be interviewed"),
        ("interviewed", "held on "),
        ("assigned", ""),
    ],
)
def test_the_facts_say_how_it_is_with_the_interview(desk, stage, interview):
    found = dict(facts(now(getattr(desk, stage)())))
    assert found.get("Interview", "").startswith(interview)
    assert ("Interview" in found) == bool(interview)


def test_who_may_write_is_offered_with_the_fewest_reports_first(desk):
    desk.assigned()
    case = desk.requested(desk.add("Kalna"), reference="K")
    names = [(staff.pk, many) for staff, many in writers_for(case)]
    assert names == sorted(names, key=lambda pair: pair[1])
    assert dict(names)[desk.staff.pk] == 1
    assert desk.head_staff.pk in dict(names)


def test_the_units_of_which_one_registers_that_they_are_asked(desk):
    assert [unit.code for unit in units_asked(desk.head)] == ["jelgava"]
    assert units_asked(desk.house.actor("psychologist", unit="jelgava")) == []
    assert ASKED < TODAY
