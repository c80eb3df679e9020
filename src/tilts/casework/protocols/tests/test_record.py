"""What the record tells of an occurrence: each act with its author, and behind which wall."""

import pytest

from tilts.casework.people.tests.desk import recorded
from tilts.casework.protocols.actions import Taken, advance, alarm_overdue, take_step, undo_step
from tilts.casework.protocols.models import Occurrence
from tilts.doors.web.kinds import kind_title
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state
from tilts.platform.workflow.models import Status
from tilts.platform.workflow.state_check import state_faults

from .desk import steps

MINE = ("protocols.", "workflow.")


def acts(since: int = 0) -> list[str]:
    """Kinds of the acts of this room and of its work, in order."""
    rows = Act.objects.order_by("recorded_at", "pk").values_list("kind", flat=True)
    return [kind for kind in rows if kind.startswith(MINE)][since:]


def test_opening_it_is_one_act_with_its_case_and_its_work(desk):
    assert desk.anna
    desk.opened()
    assert sorted(acts()) == ["protocols.begin", "protocols.start", "workflow.open_item"]


def test_a_step_is_one_act_and_so_is_taking_it_back(desk):
    step = steps(desk.opened())[0]
    before = len(acts())
    taken = take_step(by=desk.officer, step=step, what=Taken(words="At the door."))
    undo_step(by=desk.colleague, taking=taken)
    assert acts(before) == ["protocols.take_step", "protocols.undo_step"]
    (undone,) = recorded("protocols.undo_step")
    who, whom, wall, _, ((row, was, now),) = undone
    assert (who, whom, wall, row) == (
        desk.colleague_staff.pk,
        desk.anna.pk,
        "",
        "protocols.taking",
    )
    assert (was["undone_at"], now["undone_at"] is None) == (None, False)


@pytest.mark.parametrize(
    ("code", "walls"),
    [("violence", {""}), ("suicide", {"", "health"}), ("child", {"", "children"})],
)
def test_what_is_noted_is_recorded_behind_the_wall_of_its_protocol(desk, code, walls):
    step = steps(desk.opened(code))[0]
    take_step(by=desk.officer, step=step, what=Taken(words="Said so to her sister."))
    found = recorded("protocols.take_step")
    assert {wall for _, _, wall, _, _ in found} == walls
    in_the_open = [change for _, _, wall, _, changes in found if not wall for change in changes]
    told = any("sister" in str(change) for change in in_the_open)
    assert told == (code == "violence")


def test_a_closed_one_keeps_why_and_every_stage(desk):
    case = desk.opened()
    advance(by=desk.officer, case=case, code="call_off", reason="It was a film.")
    advance(by=SERVICE, case=case, code="reopen", reason="It was none.")
    rows = Status.objects.filter(case=case.case_ref()).order_by("number")
    assert [(row.move, row.to_state, row.actor_id) for row in rows] == [
        ("", "open", desk.staff.pk),
        ("call_off", "false_alarm", desk.staff.pk),
        ("reopen", "open", SERVICE.party),
    ]
    reasons = [reason for _, _, _, reason, _ in recorded("protocols.call_off")]
    assert reasons == ["It was a film."]


def test_without_words_the_step_alone_is_written(desk):
    step = steps(desk.opened())[0]
    take_step(by=desk.officer, step=step, what=Taken(words="  "))
    ((_, _, _, _, changes),) = recorded("protocols.take_step")
    assert [row for row, _, _ in changes] == ["protocols.taking"]


def test_every_act_has_a_title(desk):
    case = desk.handled("suicide")
    alarm_overdue(by=SERVICE, now=case.opened_at)
    advance(by=desk.officer, case=case, code="debrief", words="Two at the door.")
    assert [kind for kind in acts() if kind_title(kind) == kind] == []


def test_the_record_of_a_whole_occurrence_is_whole(desk):
    for code in ("suicide", "child", "violence"):
        case = desk.handled(code)
        advance(by=desk.officer, case=case, code="debrief", words="Go in twos.")
    assert (state_faults([Occurrence]), check_state().faults) == ([], [])
