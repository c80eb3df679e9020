"""What holds of every machine, and what a machine is made of."""

import pytest
from django.utils import translation
from statemachine.transition_list import TransitionList

from tilts.platform.access.capabilities import declared
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.common import COMMON, ERRORS
from tilts.platform.workflow.drawing import draw
from tilts.platform.workflow.kinds import WorkKind, kinds, work
from tilts.platform.workflow.machines import (
    CaseMachine,
    CaseMachineMeta,
    initial,
    is_closed,
    moves_from,
    state_title,
    targets,
)
from tilts.platform.workflow.models import case_models
from tilts.platform.workflow.moves import Attempt, Closed, Move, Paused, ReturnsTo, Stage

from .demo.cases import BRING_BACK, CHOOSE, Loan

MACHINES = [Loan, *(model.machine for model in case_models())]
EACH = pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.__name__)


@EACH
def test_every_machine_has_the_common_moves_after_its_own(machine):
    assert isinstance(machine, CaseMachineMeta)
    assert tuple(machine.moves)[-len(COMMON) :] == COMMON


@EACH
def test_every_state_and_move_has_a_name_of_its_own(machine):
    states = [str(state.name) for state in machine.states_map.values()]
    moves = [str(move.title) for move in machine.moves.values()]
    for names in (states, moves):
        assert "" not in names
        assert len(set(names)) == len(names)


@EACH
def test_every_move_by_hand_takes_a_capability_that_there_is(machine):
    needed = {move.needs for move in machine.moves.values() if not move.is_system}
    assert needed - declared().keys() == set()


@EACH
def test_every_open_state_can_end_and_every_closed_one_reopen(machine):
    for code, state in machine.states_map.items():
        moves = moves_from(machine, code)
        if isinstance(state, Closed):
            assert set(moves) - {"mark_error", "mark_wrong_person"} == {"reopen"}
        else:
            assert {"mark_error", "mark_wrong_person", "person_died"} <= moves.keys()


@EACH
def test_no_move_of_a_closed_case_leads_to_another_end_but_an_error(machine):
    for code, state in machine.states_map.items():
        for move in moves_from(machine, code) if isinstance(state, Closed) else ():
            ends = {end for end in targets(machine, move, code) if is_closed(machine, end)}
            assert ends <= set(ERRORS)


@EACH
@pytest.mark.parametrize("language", ["en", "lv", "lt"])
def test_every_machine_is_drawn_in_each_language(machine, language):
    with translation.override(language):
        drawing = draw(machine)
        assert drawing.title == str(machine.title)
        titles = [str(move.title) for move in machine.moves.values()]
    assert [line.title for line in drawing.table] == titles
    own = [code for code in machine.states_map if code in {box.code for box in drawing.boxes}]
    assert [box.code for box in drawing.boxes] == own
    spots = {(box.x, box.y) for box in drawing.boxes}
    assert len(spots) == len(drawing.boxes)
    assert all(0 < arrow.x < drawing.width for arrow in drawing.arrows)


def test_a_machine_has_its_own_moves_first():
    assert list(Loan.moves) == [*("choose", "lend", "remind", "take_back"), *COMMON]


def test_the_first_state_and_what_is_closed():
    assert initial(Loan) == "asked"
    closed = [code for code in Loan.states_map if is_closed(Loan, code)]
    assert closed == ["returned", "ended_by_death", *ERRORS]
    assert is_closed(Loan, "no_such_state") is False


@pytest.mark.parametrize(
    ("code", "state", "ends"),
    [
        ("lend", "asked", ["lent"]),
        ("lend", "lent", []),
        ("choose", "asked", ["asked"]),
        ("take_back", "overdue", ["returned"]),
        ("person_escaped", "lent", ["suspended"]),
        ("person_escaped", "suspended", []),
        ("person_returned", "suspended", ["asked", "lent", "overdue"]),
        ("reopen", "returned", ["asked", "lent", "overdue", "suspended"]),
        ("reopen", "asked", []),
        ("mark_error", "wrong_person", []),
        ("person_died", "suspended", ["ended_by_death"]),
        ("person_died", "returned", []),
        ("no_such_move", "asked", []),
        ("lend", "no_such_state", []),
    ],
)
def test_whither_a_move_may_lead(code, state, ends):
    assert targets(Loan, code, state) == ends


def test_a_state_that_is_no_more_shows_its_code():
    assert [state_title(Loan, code) for code in ("asked", "gone")] == ["asked for", "gone"]


def own_end() -> type[CaseMachine]:
    """A machine with its own state and its own move in the place of common ones."""

    class Funeral(CaseMachine):
        title = "Funeral"
        planned = Stage("planned", initial=True)
        suspended = Paused("the chapel is closed")
        ended_by_death = Closed("held")
        person_died = Move(transitions=planned.to(ended_by_death), title="Hold", needs="x.hold")

    return Funeral


def test_a_room_may_declare_its_own_in_the_place_of_a_common_one():
    funeral = own_end()
    assert state_title(funeral, "suspended") == "the chapel is closed"
    assert str(funeral.moves["person_died"].title) == "Hold"
    assert targets(funeral, "person_died", "suspended") == []
    assert targets(funeral, "person_escaped", "planned") == ["suspended"]
    assert next(iter(funeral.moves)) == "person_died"


def test_machines_do_not_share_their_states():
    assert own_end().states_map["wrong_person"] is not Loan.states_map["wrong_person"]


@pytest.mark.parametrize(
    ("needs", "by_itself", "needs_reason", "reason", "codes"),
    [
        ("", True, False, "", []),
        ("", False, False, "", ["not-by-hand"]),
        ("x.do", False, False, "", []),
        ("x.do", True, False, "", []),
        ("x.do", False, True, " ", ["reason-missing"]),
        ("x.do", False, True, "so", []),
        ("", False, True, "so", ["not-by-hand"]),
        ("", True, True, "", ["reason-missing"]),
    ],
)
def test_when_a_move_passes(needs, by_itself, needs_reason, reason, codes):
    declared_move = Move(
        transitions=TransitionList(), title="x", needs=needs, needs_reason=needs_reason
    )
    attempt = Attempt(case=None, by=SERVICE, reason=reason, by_itself=by_itself)
    passes = by_itself if not needs and not by_itself else not codes
    attempt.case = type("Nobody", (), {"person_id": None})()
    assert declared_move.passes(attempt) is passes
    assert [found.code for found in attempt.reasons] == codes


def test_a_return_passes_to_where_the_case_came_from_alone():
    attempt = Attempt(case=None, by=SERVICE, returns_to="lent")
    assert [ReturnsTo(state).passes(attempt) for state in ("lent", "asked", "")] == [
        True,
        False,
        False,
    ]


def test_kinds_of_work_are_listed_by_code():
    visit = work("demo_room.visit", "Visit")
    assert list(kinds()) == sorted(kinds())
    found = [kinds()[kind.code] for kind in (BRING_BACK, CHOOSE, visit)]
    assert found == [BRING_BACK, CHOOSE, WorkKind("demo_room.visit", "Visit")]


@pytest.mark.parametrize(
    ("title", "values", "told"),
    [
        ("Call %(whom)s", {"whom": "the court"}, "Call the court"),
        ("Call %(whom)s", {"whom": "%(whom)s"}, "Call %(whom)s"),
        ("Half is 50 %", {}, "Half is 50 %"),
        ("Call %(whom)s", {"whom": None, "more": 1}, "Call None"),
    ],
)
def test_a_title_takes_its_values(title, values, told):
    assert WorkKind("x", title).title_with(values) == told
