"""Words for sessions, plans and hours."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from tilts.platform.gatherings.actions import Mark, cancel_session, end_enrolment, mark
from tilts.platform.gatherings.hooks import Shown
from tilts.platform.gatherings.models import Attendance, Ended, Enrolment, Outcome, Session
from tilts.platform.gatherings.planning import Passed, Placed, Plan
from tilts.platform.gatherings.presenting import (
    expected,
    listed,
    outcome_of,
    people_in,
    person_lines,
    plan_summary,
    session_lines,
    title_of,
)
from tilts.platform.gatherings.tests.groups import MONDAY, at
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def placed(*days: date) -> tuple[Placed, ...]:
    """Sessions at ten on these days."""
    return tuple(Placed(n, at(day, 10), at(day, 11), None) for n, day in enumerate(days))


def test_a_plan_is_told_from_its_first_to_its_last_day():
    week = timedelta(weeks=1)
    made = Plan(placed(MONDAY, MONDAY + week), (), ())
    assert plan_summary(made) == "2 sessions are scheduled: 3 Mar 2031 to 10 Mar 2031."


def test_a_plan_of_one_session_has_one_day():
    assert plan_summary(Plan(placed(MONDAY), (), ())) == "1 session is scheduled: 3 Mar 2031."


def test_what_was_passed_over_is_told_with_its_reasons():
    passed = (Passed(MONDAY, 0, "leave"), Passed(MONDAY, 0, "place"))
    assert plan_summary(Plan(placed(MONDAY), passed, ())).endswith(
        "Passed over: 3 Mar 2031 (a leader is on leave), 3 Mar 2031 (no room is free)."
    )


def test_a_session_has_its_number_and_the_name_in_the_readers_language(groups):
    series = groups.series()
    session = Session(series=series, number=2, code="second")
    assert title_of(session) == "2. Second"
    with override("lv"):
        assert title_of(session) == "2. Second"  # the template has no Latvian name for it


def test_a_session_that_no_template_knows_has_its_code(groups):
    assert title_of(Session(series=groups.series(), number=9, code="extra")) == "9. extra"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"outcome": "complied"}, "attended and complied"),
        ({"outcome": "excused", "excuse": "court"}, "acceptable absence: court or authority"),
        ({"outcome": "rescheduled", "moved_by": "service"}, "rescheduled: the service"),
        ({"outcome": "not-brought"}, "not brought, or no place (the service's fault)"),
    ],
)
def test_what_was_marked_in_words(row, said):
    assert outcome_of(Attendance(**row)) == said


def test_names_in_a_row_leave_out_who_is_not_in_sight(groups):
    one, other = groups.somebody(), groups.somebody()
    assert listed([one, other], {one: Shown("Egle")}) == "Egle"
    assert listed([], {}) == ""


def test_how_many_come_is_counted_on_the_day_of_the_session(groups, series):
    stays, left = groups.enrolled(series), groups.enrolled(series)
    late = groups.enrolled(series, since=TODAY + timedelta(days=1))
    end_enrolment(by=SERVICE, enrolment=left, on=TODAY, how=Ended.WITHDREW)
    rows = list(Enrolment.objects.filter(series=series))
    yesterday = Session(series=series, starts_at=timezone.now() - timedelta(days=1))
    tomorrow = Session(series=series, starts_at=timezone.now() + timedelta(days=1))
    alone = Session(series=series, starts_at=tomorrow.starts_at, alone=stays)
    assert [expected(one, rows) for one in (yesterday, tomorrow, alone)] == [2, 2, 1]
    assert late in rows


def state(session: Session, *rows: Enrolment) -> tuple[str, str]:
    """What a list says of a session."""
    session = Session.objects.select_related("series__template").get(pk=session.pk)
    (line,) = session_lines([session], rows)
    return line.state, line.tone


def test_a_session_says_how_far_it_is_marked(groups, series):
    one, other = groups.enrolled(series), groups.enrolled(series)
    session = groups.past(series)
    assert state(session, one, other) == ("to be marked", "warning")
    for row, outcome in ((one, Outcome.COMPLIED), (other, Outcome.SENT_HOME)):
        assert state(session, one, other)[1] == "warning"
        mark(by=SERVICE, session=session, marks=[Mark(enrolment=row.pk, outcome=outcome)])
    assert state(session, one, other) == ("1 of 2 attended", "success")


def test_a_session_without_anybody_has_nothing_to_be_marked(groups, series):
    assert state(groups.past(series)) == ("", "neutral")


def test_a_session_to_come_says_nothing_until_it_is_cancelled(groups, series):
    row = groups.enrolled(series)
    first, *_rest = groups.scheduled(series)
    assert state(first, row) == ("", "neutral")
    cancel_session(by=SERVICE, session=first, because="ill")
    assert state(first, row) == ("does not take place", "neutral")


def test_sessions_name_their_leaders_in_their_order(groups, series):
    session = groups.past(series)
    (line,) = session_lines([Session.objects.get(pk=session.pk)], [])
    assert line.leaders == "I. Kalna, I. Kalna"


def test_who_takes_part_stands_by_name_with_hours_and_what_they_missed(groups, series):
    late, early = (groups.enrolled(series, groups.somebody(name)) for name in ("Zars", "Ābols"))
    session = groups.past(series)
    marks = [
        Mark(enrolment=late.pk, outcome=Outcome.UNACCEPTABLE),
        Mark(enrolment=early.pk, outcome=Outcome.COMPLIED, minutes=75),
    ]
    mark(by=SERVICE, session=session, marks=marks)
    lines = person_lines([late, early])
    assert [(one.shown.name, one.done, one.missed) for one in lines] == [
        ("Ābols", "1 h 15 min", 0),
        ("Zars", "0 h", 1),
    ]


def test_only_people_in_the_record_are_looked_at(groups, series):
    person = groups.enrolled(series)
    staff = groups.house.member("clerk").pk
    colleague = groups.enrolled(series, staff, kind="staff")
    assert people_in([person, colleague, person]) == [person.party_id]
