"""The machine of a forecasting model: what can happen where, who may, and what a page offers."""

from typing import Any

import pytest

from tilts.casework.assessment.forecasts.capabilities import DECIDE, KEEP, STOP
from tilts.casework.assessment.forecasts.cases import ForecastMachine
from tilts.platform.workflow.machines import closed_states, moves_from, state_title, targets
from tilts.platform.workflow.options import offered
from tilts.platform.workflow.rules import MARK_ERROR, REOPEN

from .desk import Desk

LEADS: dict[str, dict[str, list[str]]] = {
    "registered": {
        "validate": ["validated"],
        "withdraw": ["withdrawn"],
        "mark_error": ["entered_in_error"],
    },
    "validated": {
        "validate": ["validated"],
        "decide_for": ["in_use"],
        "decide_against": ["validated"],
        "withdraw": ["withdrawn"],
        "mark_error": ["entered_in_error"],
    },
    "in_use": {
        "validate": ["in_use"],
        "decide_for": ["in_use"],
        "decide_against": ["suspended"],
        "suspend": ["suspended"],
        "withdraw": ["withdrawn"],
        "mark_error": ["entered_in_error"],
    },
    "suspended": {
        "validate": ["suspended"],
        "resume": ["in_use"],
        "decide_for": ["suspended"],
        "decide_against": ["suspended"],
        "withdraw": ["withdrawn"],
        "mark_error": ["entered_in_error"],
    },
    "withdrawn": {
        "mark_error": ["entered_in_error"],
        "reopen": ["registered", "validated", "in_use", "suspended"],
    },
    "entered_in_error": {"reopen": ["registered", "validated", "in_use", "suspended"]},
}
TITLES = {
    "registered": "registered, not used",
    "validated": "validated, not used",
    "in_use": "in use",
    "suspended": "suspended",
    "withdrawn": "withdrawn",
    "entered_in_error": "entered in error",
}
NEEDS = {
    "validate": KEEP,
    "decide_for": DECIDE,
    "decide_against": DECIDE,
    "suspend": STOP,
    "resume": KEEP,
    "withdraw": KEEP,
    "reopen": REOPEN,
    "mark_error": MARK_ERROR,
}


def test_every_state_is_listed():
    assert set(ForecastMachine.states_map) == set(LEADS) == set(TITLES)


@pytest.mark.parametrize("state", LEADS)
def test_what_can_happen_where(state: str):
    found = {
        code: targets(ForecastMachine, code, state) for code in moves_from(ForecastMachine, state)
    }
    assert found == LEADS[state]


@pytest.mark.parametrize("state", TITLES)
def test_what_a_state_is_called(state: str):
    assert state_title(ForecastMachine, state) == TITLES[state]


def test_what_is_over():
    assert set(closed_states(ForecastMachine)) == {"withdrawn", "entered_in_error"}


def test_what_each_move_needs():
    assert {code: move.needs for code, move in ForecastMachine.moves.items()} == NEEDS


def test_which_moves_want_a_reason():
    wanting = {code for code, move in ForecastMachine.moves.items() if move.needs_reason}
    assert wanting == {"suspend", "withdraw", "reopen", "mark_error"}


def possible(case: Any, by: Any) -> list[str]:
    return [one.code for one in offered(case, by) if one.possible]


def test_what_each_is_offered_of_a_validated_model(desk: Desk):
    model = desk.validated()
    assert {
        "keeper": possible(model, desk.keeper),
        "judge": possible(model, desk.judge),
        "officer": possible(model, desk.officer),
    } == {
        "keeper": ["validate", "withdraw"],
        "judge": ["validate", "decide_for", "decide_against", "withdraw", "mark_error"],
        "officer": [],
    }


def test_what_each_is_offered_of_one_in_use(desk: Desk):
    model = desk.in_use()
    assert {
        "keeper": possible(model, desk.keeper),
        "officer": possible(model, desk.officer),
    } == {"keeper": ["validate", "suspend", "withdraw"], "officer": ["suspend"]}


def test_the_usual_next_step_is_marked(desk: Desk):
    def suggested(model: Any, by: Any) -> list[str]:
        return [one.code for one in offered(model, by) if one.suggested]

    assert suggested(desk.validated("a"), desk.judge) == ["decide_for"]
    assert suggested(desk.validated("b"), desk.keeper) == []
    model = desk.suspended("c")
    assert suggested(model, desk.keeper) == []
    desk.decide(model)
    assert suggested(model, desk.keeper) == ["resume"]
