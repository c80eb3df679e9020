"""People, attendances and sessions are three counts."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tilts.casework.people.pairs import merge_people
from tilts.platform.gatherings.actions import Mark, mark
from tilts.platform.gatherings.counting import (
    Span,
    attendances,
    minutes_attended,
    people_who_attended,
    sessions_held,
)
from tilts.platform.gatherings.models import Outcome
from tilts.platform.gatherings.queries import missed
from tilts.platform.parties.actors import SERVICE

TODAY = timezone.localdate()
YEAR = Span(since=TODAY - timedelta(days=365), until=TODAY + timedelta(days=1))


def counts(by, span=YEAR) -> list[int]:
    asked = (people_who_attended, attendances, sessions_held, minutes_attended)
    return [count(by, span) for count in asked]


def say(session, outcome, *rows) -> None:
    marks = [Mark(enrolment=row.pk, outcome=outcome) for row in rows]
    mark(by=SERVICE, session=session, marks=marks)


def test_people_attendances_and_sessions_differ(groups, series):
    one, two, three = (groups.enrolled(series) for _ in range(3))
    first, second, empty = (groups.past(series, hours) for hours in (72, 48, 24))
    groups.past(series, 12, cancelled_because="No water")
    say(first, Outcome.COMPLIED, one, two)
    say(second, Outcome.NOT_COMPLIED, one)
    say(second, Outcome.UNACCEPTABLE, two)
    say(second, Outcome.SENT_HOME, three)
    say(empty, Outcome.NOT_BROUGHT, one)
    assert counts(SERVICE) == [2, 3, 2, 270]


def test_two_records_of_one_person_are_one_person(groups, series):
    one, two = groups.enrolled(series), groups.enrolled(series)
    say(groups.past(series), Outcome.COMPLIED, one, two)
    assert counts(SERVICE) == [2, 2, 1, 180]
    merge_people(by=SERVICE, kept_id=one.party_id, gone_id=two.party_id, reason="Same code")
    assert counts(SERVICE) == [1, 2, 1, 180]


def test_one_person_in_two_groups_is_one_person(groups, series):
    party, other = groups.somebody(), groups.series()
    for of, hours in ((series, 72), (other, 24)):
        row = groups.enrolled(of, party)
        say(groups.past(of, hours), Outcome.COMPLIED, row)
    assert counts(SERVICE) == [1, 2, 2, 180]


def test_a_span_has_its_first_day_and_not_its_last(groups, series):
    row = groups.enrolled(series)
    session = groups.past(series, 48)
    say(session, Outcome.COMPLIED, row)
    day = timezone.localdate(session.starts_at)
    after, before = day + timedelta(days=1), day - timedelta(days=1)
    assert counts(SERVICE, Span(since=day, until=after)) == [1, 1, 1, 90]
    assert counts(SERVICE, Span(since=before, until=day)) == [0, 0, 0, 0]
    assert counts(SERVICE, Span(since=after, until=date(2040, 1, 1))) == [0, 0, 0, 0]


def test_kinds_and_forms_are_counted_apart(groups, series):
    row = groups.enrolled(series)
    say(groups.past(series), Outcome.COMPLIED, row)
    span: dict[str, Any] = {"since": YEAR.since, "until": YEAR.until}
    assert counts(SERVICE, Span(kind="programme", **span)) == [1, 1, 1, 90]
    assert counts(SERVICE, Span(kind="training", **span)) == [0, 0, 0, 0]
    assert counts(SERVICE, Span(form="one-to-one", **span)) == [0, 0, 0, 0]


def test_everybody_counts_what_they_see(groups, house, series):
    row = groups.enrolled(series)
    say(groups.past(series), Outcome.COMPLIED, row)
    assert counts(house.actor("head_of_unit")) == [1, 1, 1, 90]
    assert counts(house.actor("head_of_unit", "olaine")) == [0, 0, 0, 0]
    assert counts(house.actor("facilitator")) == [0, 0, 0, 0]
    assert counts(house.actor("clerk")) == [0, 0, 0, 0]


def test_who_makes_good_what_they_missed_counts_in_the_session_to_which_they_came(groups, series):
    row = groups.enrolled(series)
    first = groups.past(series, 72)
    say(first, Outcome.NOT_BROUGHT, row)
    assert counts(SERVICE) == [0, 0, 0, 0]
    [absence] = missed(row)
    again = groups.past(series, 24, catches_up=first)
    good = Mark(enrolment=row.pk, outcome=Outcome.COMPLIED, minutes=45, catches_up=absence.pk)
    mark(by=SERVICE, session=again, marks=[good])
    assert counts(SERVICE) == [1, 1, 1, 45]


def test_what_was_said_last_is_what_counts(groups, series):
    row, session = groups.enrolled(series), groups.past(series)
    expected = {
        Outcome.COMPLIED: [1, 1, 1, 90],
        Outcome.SENT_HOME: [0, 0, 0, 0],
        Outcome.NOT_COMPLIED: [1, 1, 1, 90],
        Outcome.UNACCEPTABLE: [0, 0, 0, 0],
    }
    for outcome, result in expected.items():
        say(session, outcome, row)
        assert counts(SERVICE) == result


def test_a_session_that_is_going_on_counts_and_one_to_come_does_not(groups, series):
    row = groups.enrolled(series)
    say(groups.past(series, 1), Outcome.COMPLIED, row)
    excused = Mark(enrolment=row.pk, outcome=Outcome.EXCUSED, excuse="court")
    mark(by=SERVICE, session=groups.past(series, -5, "second"), marks=[excused])
    assert counts(SERVICE) == [1, 1, 1, 90]


def test_staff_and_guests_who_took_part_are_counted_like_everybody(groups, series):
    staff = groups.house.member("prison_officer").pk
    rows = [groups.enrolled(series, staff, kind="staff"), groups.enrolled(series)]
    say(groups.past(series), Outcome.COMPLIED, *rows)
    assert counts(groups.house.actor("training_officer")) == [2, 2, 1, 180]


def test_an_empty_span_counts_nothing(groups, series):
    say(groups.past(series), Outcome.COMPLIED, groups.enrolled(series))
    for last in (TODAY, TODAY - timedelta(days=9)):
        assert counts(SERVICE, Span(since=TODAY, until=last)) == [0, 0, 0, 0]
