"""Two people, or a phone and the worker, at the same visit in the same moment."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from tilts.casework.supervision.models import ContactNote
from tilts.casework.visits.actions import (
    close_alarm,
    raise_alarms,
    say_safe,
    start_visit,
    write_up,
)
from tilts.casework.visits.choices import Met
from tilts.casework.visits.content import Report
from tilts.casework.visits.models import CheckIn
from tilts.casework.visits.queries import one_visit
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.at_once import at_once
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record

from .desk import Desk, check_in

__all__ = ["flushable_record"]  # a fixture
REPORT = Report(met=Met.PERSON, note="Tidy.", key=UUID(int=2))


@pytest.fixture
def at_desk(flushable_record: None) -> Iterator[Desk]:
    """The desk, committed: threads see it."""
    with seen_by(SERVICE):
        yield Desk(build_house())


def test_a_visit_begins_once(at_desk):
    visit, by = at_desk.checked(), at_desk.officer
    begin = lambda: start_visit(by=by, visit=one_visit(visit.pk))  # noqa: E731 - a write
    found = at_once(begin, begin)
    assert found[0] == "done"
    assert found[1] in ("moved-meanwhile", "not-from-here")
    assert CheckIn.objects.count() == 1


def test_the_same_note_from_two_windows_counts_once(at_desk):
    visit, by = at_desk.under_way(), at_desk.officer
    write = lambda: write_up(by=by, visit=one_visit(visit.pk), what=REPORT)  # noqa: E731 - a write
    assert at_once(write, write, write) == ["done", "done", "done"]
    assert ContactNote.objects.count() == 1


def test_safe_said_twice_at_once_counts_once(at_desk):
    visit, by = at_desk.under_way(), at_desk.officer
    say = lambda: say_safe(by=by, visit=one_visit(visit.pk))  # noqa: E731 - a write
    assert at_once(say, say) == ["done", "done"]
    assert (one_visit(visit.pk).state, check_in(visit).is_open) == ("safe", False)


def test_an_alarm_is_closed_once(at_desk):
    visit, by = at_desk.alarmed(), at_desk.head
    close = lambda: close_alarm(by=by, visit=one_visit(visit.pk), done="Rang.")  # noqa: E731 - a write
    assert at_once(close, close) == ["done", "no-check-in"]
    assert one_visit(visit.pk).state == "resolved"


def test_the_word_and_the_alarm_at_once_leave_nobody_forgotten(at_desk):
    visit, by = at_desk.under_way(), at_desk.officer
    late = check_in(visit).ends_at + timedelta(minutes=1)
    found = at_once(
        lambda: say_safe(by=by, visit=one_visit(visit.pk)),
        lambda: raise_alarms(by=SERVICE, now=late),
    )
    row, state = check_in(visit), one_visit(visit.pk).state
    assert "done" in found
    assert row.safe_at is not None or row.is_open
    assert (state, row.is_open) in (("safe", False), ("alarmed", True))
