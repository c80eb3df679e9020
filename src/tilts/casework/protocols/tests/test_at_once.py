"""Two people in the same moment: nothing is doubled, and whoever comes second is told."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from tilts.casework.protocols.actions import (
    Taken,
    advance,
    alarm_overdue,
    start_protocol,
    take_step,
    undo_step,
)
from tilts.casework.protocols.models import Occurrence
from tilts.casework.protocols.queries import one_occurrence, one_step, one_taking
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.at_once import at_once
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record

from .desk import Desk, steps, takings

__all__ = ["flushable_record"]  # a fixture
KEY = UUID(int=3)


@pytest.fixture
def at_desk(flushable_record: None) -> Iterator[Desk]:
    """The desk, committed: threads see it."""
    with seen_by(SERVICE):
        yield Desk(build_house())


def test_two_who_open_the_same_open_one(at_desk):
    anna, by = at_desk.anna, (at_desk.officer, at_desk.colleague)
    opening = [lambda one=one: start_protocol(by=one, person=anna, code="violence") for one in by]
    assert at_once(*opening) == ["done", "done"]
    assert Occurrence.objects.count() == 1
    assert len(steps(Occurrence.objects.get())) == 6


def test_two_who_take_the_same_step_take_it_once(at_desk):
    case = at_desk.opened()
    step, by = steps(case)[0], (at_desk.officer, at_desk.colleague)
    taking = [lambda one=one: take_step(by=one, step=one_step(step.pk), what=Taken()) for one in by]
    assert at_once(*taking) == ["done", "step-taken"]
    assert takings(case) == [(1, True, False)]


def test_the_same_word_from_two_windows_counts_once(at_desk):
    case, by = at_desk.opened(), at_desk.officer
    step = steps(case)[0]
    say = lambda: take_step(by=by, step=one_step(step.pk), what=Taken(key=KEY))  # noqa: E731 - a write
    assert at_once(say, say, say) == ["done", "done", "done"]
    assert takings(case) == [(1, True, False)]


def test_what_is_taken_back_by_two_is_taken_back_once(at_desk):
    case, by = at_desk.opened(), at_desk.officer
    taken = take_step(by=by, step=steps(case)[0], what=Taken())
    undo = lambda: undo_step(by=by, taking=one_taking(taken.pk))  # noqa: E731 - a write
    assert at_once(undo, undo) == ["done", "step-undone"]


def test_a_step_and_the_end_at_once_leave_no_step_after_the_end(at_desk):
    case, by = at_desk.opened(), at_desk.officer
    step = steps(case)[0]
    found = at_once(
        lambda: take_step(by=by, step=one_step(step.pk), what=Taken()),
        lambda: advance(by=by, case=one_occurrence(case.pk), code="call_off", reason="A film."),
    )
    assert found in (["done", "done"], ["done", "occurrence-over"])
    assert one_occurrence(case.pk).state == "false_alarm"


def test_two_workers_alarm_once(at_desk):
    case = at_desk.opened()
    later = case.opened_at.replace(year=case.opened_at.year + 1)
    alarm_overdue(by=SERVICE, now=later)
    assert alarm_overdue(by=SERVICE, now=later) == 0
