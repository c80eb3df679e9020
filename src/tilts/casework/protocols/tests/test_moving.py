"""An occurrence is handled, called off, talked through, led by another, and survives an escape."""

from datetime import timedelta

import pytest

from tilts.casework.protocols.actions import Taken, advance, take_step
from tilts.casework.protocols.models import Note
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import person_event

from .desk import TODAY, codes, steps, takings, work_of


def go(desk, case, code, **said):
    return advance(by=desk.officer, case=case, code=code, **said)


def test_it_is_not_handled_while_a_step_is_open(desk):
    case = desk.opened()
    with pytest.raises(Refused) as refused:
        go(desk, case, "handle", words="Over.")
    assert codes(refused) == ["steps-open"]
    (reason,) = refused.value.reasons
    assert reason.text == "Steps that are neither taken nor said to be impossible: 6."
    assert (case.state, Note.objects.count()) == ("open", 0)


def test_handled_it_is_to_be_talked_through(desk):
    case = desk.handled()
    due = TODAY + timedelta(days=5)
    assert (case.state, case.debrief_on) == ("handled", due)
    assert list(Note.objects.values_list("taking", "text")) == [(None, "Both are calm.")]
    owner = desk.staff.pk
    assert work_of(case) == [
        ("protocols.steps", owner, None, "done"),
        ("protocols.debrief", owner, due, ""),
    ]


def test_talked_through_it_is_over(desk):
    case = go(desk, desk.handled(), "debrief", words="Two at the door next time.")
    assert (case.state, case.is_over) == ("debriefed", True)
    assert [row[3] for row in work_of(case)] == ["done", "not-needed"]
    assert list(Note.objects.order_by("pk").values_list("text", flat=True)) == [
        "Both are calm.",
        "Two at the door next time.",
    ]


def test_a_false_alarm_wants_its_reason(desk):
    case = desk.opened()
    with pytest.raises(Refused) as refused:
        go(desk, case, "call_off")
    assert codes(refused) == ["reason-missing"]
    assert go(desk, case, "call_off", reason="It was a film.").state == "false_alarm"
    assert [row[3] for row in work_of(case)] == ["not-needed"]


def test_a_colleague_takes_the_lead_and_its_work(desk):
    case = desk.opened()
    advance(by=desk.colleague, case=case, code="take_over")
    assert (case.state, case.leader_id) == ("open", desk.colleague_staff.pk)
    assert [(row[1], row[3]) for row in work_of(case)] == [
        (desk.staff.pk, "done"),
        (desk.colleague_staff.pk, ""),
    ]


def test_the_debrief_goes_to_who_takes_the_lead_by_the_same_day(desk):
    case = desk.handled()
    advance(by=desk.colleague, case=case, code="take_over")
    assert work_of(case)[-1] == (
        "protocols.debrief",
        desk.colleague_staff.pk,
        case.debrief_on,
        "",
    )


def test_an_escape_stops_neither_steps_nor_the_end(desk):
    case = desk.opened("absconding")
    person_event(person=desk.anna.pk, code="person_escaped", by=SERVICE)
    case.refresh_from_db()
    assert case.state == "suspended"
    for step in steps(case):
        take_step(by=desk.officer, step=step, what=Taken())
    assert len(takings(case)) == len(steps(case))
    assert go(desk, case, "handle", words="Found.").state == "handled"


def test_reopened_it_goes_on_unless_the_same_is_open_again(desk):
    case = desk.opened()
    go(desk, case, "call_off", reason="A film.")
    again = desk.opened()
    with pytest.raises(Refused) as refused:
        go(desk, case, "reopen", reason="It was none.")
    assert codes(refused) == ["other-open"]
    go(desk, again, "mark_error", reason="pressed twice")
    assert go(desk, case, "reopen", reason="It was none.").state == "open"
