"""Attendance: what was said last counts once, however often and in whichever order it comes."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.gatherings.actions import Mark, NewSession, Told, add_session, mark
from tilts.platform.gatherings.models import Attendance, Outcome, Session
from tilts.platform.gatherings.queries import missed, sheet_of
from tilts.platform.gatherings.tests.groups import at, told
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act

THEN = datetime(2026, 1, 1, 10, tzinfo=UTC)
KEYS = [UUID(int=n) for n in range(1, 20)]


@pytest.fixture
def row(groups, series):
    return groups.enrolled(series)


@pytest.fixture
def session(groups, series, row) -> Session:
    """A session of yesterday."""
    return groups.past(series)


def say(session, row, outcome, **other) -> Told:
    said = Mark(enrolment=row.pk, outcome=outcome, **other)
    return mark(by=SERVICE, session=session, marks=[said])[row.pk]


def refused(session, row, outcome, **other) -> list[str]:
    return told(lambda: say(session, row, outcome, **other))


def test_nothing_is_marked_by_default(session, row):
    assert sheet_of(session) == [(row, None)]
    assert Attendance.objects.count() == 0


def test_every_outcome_is_kept_as_it_was_said(groups, series, session, row):
    officer = groups.house.actor("prison_officer")
    cases: list[tuple[Outcome, dict[str, Any], int]] = [
        (Outcome.COMPLIED, {}, 90),
        (Outcome.NOT_COMPLIED, {"note": "Slept"}, 90),
        (Outcome.NOT_COMPLIED, {"minutes": 20}, 20),
        (Outcome.SENT_HOME, {"minutes": 15}, 15),
        (Outcome.SENT_HOME, {}, 0),
        (Outcome.NOT_BROUGHT, {}, 0),
        (Outcome.EXCUSED, {"excuse": "court"}, 0),
        (Outcome.UNACCEPTABLE, {}, 0),
        (Outcome.RESCHEDULED, {"moved_by": "service"}, 0),
    ]
    for outcome, other, minutes in cases:
        said = Mark(enrolment=row.pk, outcome=outcome, **other)
        mark(by=officer, session=session, marks=[said])
        kept = Attendance.objects.get()
        assert (kept.outcome, kept.minutes, kept.note) == (
            outcome,
            minutes,
            other.get("note", ""),
        )
        assert (kept.excuse, kept.moved_by) == (other.get("excuse", ""), other.get("moved_by", ""))
        assert kept.said_by_id == officer.party


def test_an_outcome_says_what_belongs_to_it(session, row):
    assert refused(session, row, Outcome.EXCUSED) == ["excuse-wanted"]
    assert refused(session, row, Outcome.EXCUSED, excuse="nonsense") == ["excuse-wanted"]
    assert refused(session, row, Outcome.UNACCEPTABLE, excuse="court") == ["excuse-wanted"]
    assert refused(session, row, Outcome.RESCHEDULED) == ["mover-wanted"]
    assert refused(session, row, Outcome.COMPLIED, minutes=91) == ["minutes"]
    assert refused(session, row, Outcome.UNACCEPTABLE, minutes=1) == ["minutes"]
    assert refused(session, row, Outcome.COMPLIED, minutes=-1) == ["minutes"]
    assert Attendance.objects.count() == 0


def test_the_database_keeps_it_as_well(session, row):
    wrong: list[dict[str, Any]] = [
        {"outcome": "excused"},
        {"outcome": "complied", "excuse": "court"},
        {"outcome": "rescheduled"},
        {"outcome": "unacceptable", "minutes": 5},
    ]
    for values in wrong:
        attendance = Attendance(session=session, enrolment=row, said_at=THEN, key=KEYS[0], **values)
        with pytest.raises(IntegrityError), transaction.atomic(), act("test.x", by=SERVICE):
            attendance.save(force_insert=True)


def test_nobody_has_attended_what_has_not_begun(groups, series, row):
    session = groups.scheduled(series)[0]
    assert refused(session, row, Outcome.COMPLIED) == ["not-begun"]
    assert refused(session, row, Outcome.UNACCEPTABLE) == ["not-begun"]
    assert say(session, row, Outcome.EXCUSED, excuse="court") == Told.WRITTEN


def test_only_who_is_enrolled_on_the_day_is_marked(groups, series, session):
    late = groups.enrolled(series, since=timezone.localdate())
    stranger = groups.enrolled(groups.series())
    assert refused(session, late, Outcome.COMPLIED) == ["not-enrolled"]
    assert refused(session, stranger, Outcome.COMPLIED) == ["not-enrolled"]


def test_what_did_not_take_place_was_not_attended(groups, series, row):
    session = groups.past(series, cancelled_because="No water")
    assert refused(session, row, Outcome.COMPLIED) == ["cancelled"]


def test_one_wrong_mark_of_a_sheet_leaves_the_whole_as_it_was(groups, series, session, row):
    other = groups.enrolled(series)
    marks = [
        Mark(enrolment=row.pk, outcome=Outcome.COMPLIED),
        Mark(enrolment=other.pk, outcome=Outcome.EXCUSED),
    ]
    assert told(lambda: mark(by=SERVICE, session=session, marks=marks)) == ["excuse-wanted"]
    assert Attendance.objects.count() == 0


def test_a_sheet_saved_twice_counts_once_and_writes_once(groups, series, session, row):
    said = Mark(enrolment=row.pk, outcome=Outcome.COMPLIED, said_at=THEN, key=KEYS[0])
    assert mark(by=SERVICE, session=session, marks=[said]) == {row.pk: Told.WRITTEN}
    acts = Act.objects.count()
    assert mark(by=SERVICE, session=session, marks=[said]) == {row.pk: Told.KNOWN}
    assert (Attendance.objects.count(), Act.objects.count()) == (1, acts)


def test_what_was_said_offline_before_is_overtaken_by_what_was_said_later(session, row):
    later = {"said_at": THEN + timedelta(minutes=5), "key": KEYS[1]}
    assert say(session, row, Outcome.NOT_COMPLIED, **later) == Told.WRITTEN
    assert say(session, row, Outcome.COMPLIED, said_at=THEN, key=KEYS[0]) == Told.OVERTAKEN
    assert Attendance.objects.get().outcome == "not-complied"


def test_a_clock_that_is_fast_does_not_win_for_ever(session, row):
    fast = timezone.now() + timedelta(days=300)
    say(session, row, Outcome.UNACCEPTABLE, said_at=fast, key=KEYS[0])
    assert say(session, row, Outcome.COMPLIED) == Told.WRITTEN
    assert Attendance.objects.get().outcome == "complied"


def test_three_messages_in_any_order_come_to_the_same(groups, series, session):
    values = [Outcome.COMPLIED, Outcome.UNACCEPTABLE, Outcome.COMPLIED]
    for order in permutations(range(3)):
        row = groups.enrolled(series)
        for n in order:
            say(session, row, values[n], said_at=THEN + timedelta(minutes=n), key=KEYS[n])
        kept = Attendance.objects.get(enrolment=row)
        assert (kept.outcome, kept.key) == ("complied", KEYS[2])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sent=st.lists(st.integers(0, 5), min_size=1, max_size=10))
def test_any_repetition_and_order_leaves_what_was_said_last(groups, series, session, row, sent):
    """Six things are said within a minute, two at the same moment each; any of them comes in."""
    outcomes = [Outcome.COMPLIED, Outcome.NOT_COMPLIED, Outcome.UNACCEPTABLE] * 2
    said = [
        Mark(
            enrolment=row.pk,
            outcome=outcomes[n],
            said_at=THEN + timedelta(seconds=n // 2),
            key=KEYS[n],
        )
        for n in range(6)
    ]
    with act("test.clear", by=SERVICE):
        Attendance.objects.all().delete()
    for n in sent:
        mark(by=SERVICE, session=session, marks=[said[n]])
    last = max(sent)
    kept = Attendance.objects.get()
    assert (kept.outcome, kept.key) == (outcomes[last], KEYS[last])


def test_a_missed_session_is_made_good_once(groups, series, session, row):
    say(session, row, Outcome.EXCUSED, excuse="medical")
    [absence] = missed(row)
    again = groups.past(series, 3, catches_up=session)
    assert say(again, row, Outcome.COMPLIED, catches_up=absence.pk) == Told.WRITTEN
    assert missed(row) == []
    assert Attendance.objects.get(session=again).catches_up == absence
    third = groups.past(series, 2)
    assert refused(third, row, Outcome.COMPLIED, catches_up=absence.pk) == ["missed-wanted"]


def test_what_is_made_good_was_missed_by_the_same_person(groups, series, session, row):
    other = groups.enrolled(series)
    say(session, row, Outcome.COMPLIED)
    say(session, other, Outcome.UNACCEPTABLE)
    came, [absence] = Attendance.objects.get(enrolment=row), missed(other)
    again = groups.past(series, 3)
    assert refused(again, row, Outcome.COMPLIED, catches_up=absence.pk) == ["missed-wanted"]
    assert refused(again, row, Outcome.COMPLIED, catches_up=came.pk) == ["missed-wanted"]
    assert refused(again, other, Outcome.EXCUSED, excuse="medical", catches_up=absence.pk) == [
        "missed-wanted"
    ]


def test_a_one_to_one_session_has_a_sheet_of_one(groups, series, row):
    other = groups.enrolled(series)
    of = NewSession(
        code="talk", starts_at=at(LONG_AGO.replace(year=2031), 10), leaders=(), alone=row
    )
    session = add_session(by=SERVICE, series=series, of=of)
    assert sheet_of(session) == [(row, None)]
    assert refused(session, other, Outcome.EXCUSED, excuse="court") == ["not-enrolled"]


def test_only_leaders_and_the_unit_mark(groups, house, series, session, row):
    said = [Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)]
    stranger = house.actor("facilitator")
    assert told(lambda: mark(by=stranger, session=session, marks=said)) == ["not-your-series"]
    clerk = house.actor("clerk")
    assert told(lambda: mark(by=clerk, session=session, marks=said)) == ["no-role"]
