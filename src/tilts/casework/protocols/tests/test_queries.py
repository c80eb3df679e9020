"""What is read of occurrences, by whom, and at what cost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.protocols.actions import Taken, advance, take_step, undo_step
from tilts.casework.protocols.cases import OccurrenceMachine
from tilts.casework.protocols.guards import no_other_open, steps_taken, why_not_begun, why_not_taken
from tilts.casework.protocols.models import Occurrence
from tilts.casework.protocols.my_day import going_on
from tilts.casework.protocols.presenting import step_lines
from tilts.casework.protocols.queries import (
    GRACE,
    occurrences_of,
    one_occurrence,
    open_now,
    overdue_steps,
    steps_of,
)
from tilts.platform.access.scoped import seen_by

from .desk import TODAY, steps


def asked(read: Callable[..., Any], *about: Any) -> int:
    """How many queries a read takes, savepoints aside."""
    with CaptureQueriesContext(connection) as queries:
        list(read(*about) or [])
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


def test_of_a_person_the_newest_first(desk):
    first, second = desk.opened(), desk.opened("child")
    other = desk.opened("violence", desk.add("Liepa"))
    assert list(occurrences_of([desk.anna.pk])) == [second, first]
    assert set(occurrences_of([desk.anna.pk, other.person_id])) == {first, second, other}


def test_steps_in_their_order_whenever_they_were_taken(desk):
    case = desk.opened()
    for step in reversed(steps(case)):
        take_step(by=desk.officer, step=step, what=Taken())
    assert [row.number for row in steps_of(case)] == [1, 2, 3, 4, 5, 6]
    assert [len(row.takings.all()) for row in steps_of(case)] == [1] * 6


@pytest.mark.parametrize(
    ("minutes", "late"),
    [(0, 0), (1, 2), (10, 2), (11, 3), (16, 4), (121, 5), (1441, 6)],
)
def test_steps_are_overdue_one_after_the_other(desk, minutes, late):
    case = desk.opened()
    assert len(overdue_steps(case.opened_at + timedelta(minutes=minutes))) == late


def test_of_several_people_each_steps_own_occurrence_is_found(desk):
    first, second = desk.opened(), desk.opened("suicide", desk.add("Liepa"))
    later = timezone.now() + timedelta(minutes=2)
    found = [(step.occurrence, step.code) for step in overdue_steps(later)]
    assert found == [(first, "safe"), (first, "alarm"), (second, "stay")]


@pytest.mark.parametrize(
    ("minutes", "late"),
    [(0, 0), (1, 0), (2, 2), (11, 2), (12, 3), (17, 4), (122, 5), (1442, 6)],
)
def test_a_step_is_late_a_minute_after_its_time(desk, minutes, late):
    case = desk.opened()
    found = open_now(case.opened_at + timedelta(minutes=minutes))
    assert [(one, one.late) for one in found] == [(case, late)]


def test_of_several_each_ones_late_steps_are_counted_as_its_page_says_them(desk):
    taken, other = desk.opened(), desk.opened("child")
    for step in steps(taken)[:2]:
        take_step(by=desk.officer, step=step, what=Taken())
    undo_step(by=desk.officer, taking=taken.steps.get(number=2).takings.get())
    now = taken.opened_at + timedelta(minutes=90)
    found = {one: one.late for one in open_now(now)}
    assert found == {
        case: sum(row.due_at < now - GRACE for row in steps(case)) - done
        for case, done in ((taken, 1), (other, 0))
    }
    assert list(found) == [taken, other]


@pytest.mark.parametrize(
    ("state", "reasons"),
    [
        ("open", []),
        ("suspended", []),
        ("handled", ["occurrence-over"]),
        ("debriefed", ["occurrence-over"]),
        ("false_alarm", ["occurrence-over"]),
        ("entered_in_error", ["occurrence-over"]),
        ("ended_by_death", ["occurrence-over"]),
    ],
)
def test_when_steps_are_taken(state, reasons):
    assert [reason.code for reason in why_not_taken(Occurrence(state=state))] == reasons


def test_guards_say_what_is_missing(desk):
    case = desk.opened()
    assert [reason.code for reason in steps_taken(case, desk.officer)] == ["steps-open"]
    assert no_other_open(case, desk.officer) == []
    for step in steps(case):
        take_step(by=desk.officer, step=step, what=Taken())
    assert steps_taken(case, desk.officer) == []


@pytest.mark.parametrize("field", ["died_on", "entered_in_error", "merged_into_id"])
def test_on_whom_none_is_opened(desk, field):
    anna = desk.anna
    assert why_not_begun(anna) == []
    setattr(anna, field, TODAY if field == "died_on" else True)
    assert [reason.code for reason in why_not_begun(anna)] == ["gone"]


def test_no_stage_is_without_a_way_on():
    stages = OccurrenceMachine.states_map
    leaving = {t.source.id for m in OccurrenceMachine.moves.values() for t in m.transitions}
    assert set(stages) - leaving == set()


def test_what_is_over_is_listed_on_the_page_but_not_on_my_day(desk):
    case = desk.opened()
    advance(by=desk.officer, case=case, code="call_off", reason="A film.")
    assert list(occurrences_of([desk.anna.pk])) == [case]
    with seen_by(desk.officer):
        assert going_on(desk.officer) == []


def test_a_colleague_of_another_unit_sees_nothing_on_my_day(desk):
    desk.opened()
    stranger = desk.house.actor("prison_officer", "olaine")
    with seen_by(stranger):
        assert going_on(stranger) == []


def test_reads_cost_the_same_for_1_and_3(desk):
    first = desk.opened()
    later = timezone.now() + timedelta(hours=2)

    def costs() -> list[int]:
        with seen_by(desk.officer):
            return [
                asked(occurrences_of, [desk.anna.pk]),
                asked(overdue_steps, later),
                asked(open_now, later),
                asked(going_on, desk.officer),
                asked(step_lines, one_occurrence(first.pk)),
            ]

    before = costs()
    for code in ("suicide", "child"):
        desk.opened(code)
    for step in steps(first)[:3]:
        take_step(by=desk.officer, step=step, what=Taken())
    assert costs() == before
