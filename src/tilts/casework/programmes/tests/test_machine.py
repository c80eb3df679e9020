"""The machine of accreditation: what can happen where, who may, and what a page offers."""

from typing import Any

import pytest

from tilts.casework.programmes.capabilities import ACCREDIT, APPLY
from tilts.casework.programmes.cases import AccreditationMachine
from tilts.platform.workflow.machines import closed_states, moves_from, state_title
from tilts.platform.workflow.options import offered
from tilts.platform.workflow.rules import MARK_ERROR, REOPEN

from .board import Board

SYSTEM = ["license", "refuse", "ask_revision", "decide_extension", "expire"]
FROM: dict[str, list[str]] = {
    "draft": ["submit", "withdraw", "mark_error"],
    "submitted": ["return_it", "accept", "withdraw", "mark_error"],
    "returned": ["submit", "withdraw", "mark_error"],
    "expert_opinion": ["call_commission", "withdraw", "mark_error"],
    "commission": ["license", "refuse", "ask_revision", "mark_error"],
    "to_revise": ["submit", "withdraw", "mark_error"],
    "licensed": ["ask_extension", "suspend", "revoke", "expire", "mark_error"],
    "extension_requested": ["decide_extension", "suspend", "revoke", "expire", "mark_error"],
    "suspended": ["lift", "revoke", "expire", "mark_error"],
    "refused": ["mark_error", "reopen"],
    "expired": ["mark_error", "reopen"],
    "revoked": ["mark_error", "reopen"],
    "withdrawn": ["mark_error", "reopen"],
    "entered_in_error": ["reopen"],
}
TITLES = {
    "draft": "being written",
    "submitted": "handed in, to be checked",
    "returned": "returned to be completed",
    "expert_opinion": "with the experts",
    "commission": "before the commission",
    "to_revise": "to be revised",
    "licensed": "licensed",
    "extension_requested": "licensed, extension asked for",
    "suspended": "suspended",
    "refused": "refused",
    "expired": "expired",
    "revoked": "revoked",
    "withdrawn": "withdrawn",
    "entered_in_error": "entered in error",
}
NEEDS = {
    "submit": APPLY,
    "withdraw": APPLY,
    "ask_extension": APPLY,
    "return_it": ACCREDIT,
    "accept": ACCREDIT,
    "call_commission": ACCREDIT,
    "suspend": ACCREDIT,
    "lift": ACCREDIT,
    "revoke": ACCREDIT,
    "reopen": REOPEN,
    "mark_error": MARK_ERROR,
    **dict.fromkeys(SYSTEM, ""),
}


def test_every_state_is_listed():
    assert set(AccreditationMachine.states_map) == set(FROM) == set(TITLES)


@pytest.mark.parametrize("state", FROM)
def test_what_can_happen_where(state: str):
    assert sorted(moves_from(AccreditationMachine, state)) == sorted(FROM[state])


@pytest.mark.parametrize("state", TITLES)
def test_what_a_state_is_called(state: str):
    assert state_title(AccreditationMachine, state) == TITLES[state]


def test_what_is_over():
    assert set(closed_states(AccreditationMachine)) == {
        "refused",
        "expired",
        "revoked",
        "withdrawn",
        "entered_in_error",
    }


def test_what_each_move_needs():
    assert {code: move.needs for code, move in AccreditationMachine.moves.items()} == NEEDS


def test_which_moves_want_a_reason():
    wanting = {code for code, move in AccreditationMachine.moves.items() if move.needs_reason}
    assert wanting == {"suspend", "lift", "revoke", "reopen", "mark_error"}


def codes(case: Any, by: Any) -> list[tuple[str, bool]]:
    return [(one.code, one.possible) for one in offered(case, by)]


def test_what_the_applicant_is_offered(board: Board):
    case = board.draft()
    assert codes(case, board.applicant)[:2] == [("submit", False), ("withdraw", True)]
    case = board.whole("motivation")
    assert codes(case, board.applicant)[:2] == [("submit", True), ("withdraw", True)]


def test_what_who_leads_is_offered(board: Board):
    case = board.submitted()
    assert codes(case, board.secretary)[:2] == [("return_it", True), ("accept", True)]
    assert codes(case, board.applicant)[:2] == [("return_it", False), ("accept", False)]


def test_nothing_that_happens_by_itself_is_offered(board: Board):
    case = board.called().accreditation
    assert not {code for code, _ in codes(case, board.secretary)} & set(SYSTEM)


def test_the_usual_next_step_is_marked(board: Board):
    case = board.submitted()
    suggested = [one.code for one in offered(case, board.secretary) if one.suggested]
    assert suggested == ["accept"]
