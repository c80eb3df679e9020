"""What can happen to an order at each stage, by whom, and which work each stage brings."""

import pytest

from tilts.casework.supervision.cases import SupervisionMachine
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import move, react
from tilts.platform.workflow.common import COMMON
from tilts.platform.workflow.machines import closed_states, moves_from, targets, work_at
from tilts.platform.workflow.options import offered, options

from .ordered import TODAY, Orders, again, codes

OPEN = ("received", "registered", "explained", "assessed", "planned", "active")
ALWAYS = {
    "complete": "completed",
    "revoke": "revoked",
    "convert": "converted",
    "hand_over": "transferred",
    "follow_served": "completed",
    "follow_end": "ended",
}
ONWARDS = {
    "received": {"register": "registered"},
    "registered": {"explain": "explained"},
    "explained": {"follow_assessment": "assessed"},
    "assessed": {"follow_plan": "planned"},
    "planned": {"activate": "active"},
    "active": {"check": "active"},
}


@pytest.mark.parametrize("state", OPEN)
def test_from_each_stage_one_way_leads_on_and_six_lead_to_an_end(state: str) -> None:
    own = {code for code in moves_from(SupervisionMachine, state) if code not in COMMON}
    found = {code: targets(SupervisionMachine, code, state) for code in own}
    assert found == {code: [to] for code, to in {**ONWARDS[state], **ALWAYS}.items()}


def test_every_end_can_be_reopened_and_nothing_else_of_the_room_leaves_it() -> None:
    ends = set(closed_states(SupervisionMachine))
    assert ends == {
        "completed", "revoked", "transferred", "converted", "ended",
        "ended_by_death", "entered_in_error", "wrong_person",
    }  # fmt: skip
    for state in ends:
        moves = moves_from(SupervisionMachine, state)
        assert "reopen" in moves
        assert [code for code in moves if code not in COMMON] == []
        assert set(targets(SupervisionMachine, "reopen", state)) == {*OPEN, "suspended"}


def test_each_stage_has_one_work_of_its_own() -> None:
    found = {state: work_at(SupervisionMachine, state) for state in OPEN}
    assert {state: [kind.code for kind in kinds] for state, kinds in found.items()} == {
        "received": ["supervision.register"],
        "registered": ["supervision.explain"],
        "explained": ["supervision.assess"],
        "assessed": ["supervision.plan"],
        "planned": ["supervision.activate"],
        "active": ["supervision.check"],
    }  # fmt: skip
    assert [work_at(SupervisionMachine, state) for state in ("completed", "suspended")] == [[], []]


def test_the_officer_is_offered_what_is_theirs_with_what_stands_in_the_way(orders: Orders) -> None:
    case = orders.received()
    found = {one.code: [why.code for why in one.reasons] for one in offered(case, orders.by)}
    assert found == {
        "register": [],
        "complete": ["not-over"],
        "revoke": [],
        "convert": [],
        "hand_over": [],
        "mark_error": [],
        "mark_wrong_person": [],
    }
    assert [one.code for one in options(case, orders.by) if one.suggested] == ["register"]


@pytest.mark.parametrize("role", ["social_worker", "psychologist", "clerk"])
def test_who_does_not_supervise_may_take_no_step_of_it(orders: Orders, role: str) -> None:
    case = orders.received()
    by = actor_for(orders.caseload.house.member(role, "jelgava"), TODAY)
    found = {one.code: [why.code for why in one.reasons] for one in offered(case, by)}
    assert {code for code, why in found.items() if "no-role" in why} >= {
        "register", "complete", "revoke", "convert", "hand_over",
    }  # fmt: skip


@pytest.mark.parametrize(
    "code", ["follow_assessment", "follow_plan", "follow_served", "follow_end"]
)
def test_what_happens_by_itself_is_no_step_of_anybody(orders: Orders, code: str) -> None:
    case = orders.explained()
    with pytest.raises(Refused) as refused:
        move(case=case, code=code, by=orders.by)
    assert codes(refused)[0] in ("not-by-hand", "not-from-here")
    assert again(case).state == "explained"


def test_who_escapes_is_waited_for_and_the_work_goes_on_after_the_return(orders: Orders) -> None:
    case = orders.active()
    react(case=case, code="person_escaped", by=SERVICE)
    assert again(case).state == "suspended"
    away = [one.code for one in offered(case, orders.by) if one.code in ALWAYS]
    assert away == ["revoke", "convert"]
    react(case=case, code="person_returned", by=SERVICE)
    assert again(case).state == "active"
