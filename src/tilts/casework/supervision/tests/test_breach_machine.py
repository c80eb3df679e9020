"""What can follow a breach at each stage, by whom, and which work each stage brings."""

from typing import Any

import pytest

from tilts.casework.supervision.actions.breaches import advance_breach, ask, go_to_court, hear, warn
from tilts.casework.supervision.breach_cases import BreachMachine
from tilts.casework.supervision.models import Answer
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.grants import actor_for
from tilts.platform.workflow.common import COMMON
from tilts.platform.workflow.machines import closed_states, moves_from, targets, work_at
from tilts.platform.workflow.options import offered

from .ordered import TODAY, Orders, again, codes, day
from .test_breaches import MOTION, heard, noted

WAYS = {
    "noted": {
        "ask": "asked", "warn": "warned", "go_to_court": "before_court",
        "close_without": "no_consequence",
    },
    "asked": {
        "hear": "answered", "warn": "warned", "go_to_court": "before_court",
        "close_without": "no_consequence",
    },
    "answered": {
        "warn": "warned", "go_to_court": "before_court", "close_without": "no_consequence",
    },
    "warned": {
        "warn_again": "warned_again", "go_to_court": "before_court", "settle": "settled",
    },
    "warned_again": {"go_to_court": "before_court", "settle": "settled"},
    "before_court": {"decide": "decided", "close_without": "no_consequence"},
}  # fmt: skip
WORK = {
    "noted": "supervision.ask",
    "asked": "supervision.wait",
    "answered": "supervision.answer",
    "warned": "supervision.watch",
    "warned_again": "supervision.watch",
    "before_court": "supervision.court",
}


@pytest.mark.parametrize("state", WAYS)
def test_each_stage_leads_where_the_law_lets_it(state: str) -> None:
    own = {code for code in moves_from(BreachMachine, state) if code not in COMMON}
    found = {code: targets(BreachMachine, code, state) for code in own}
    assert found == {code: [to] for code, to in WAYS[state].items()}
    assert [kind.code for kind in work_at(BreachMachine, state)] == [WORK[state]]


def test_every_end_of_a_breach_can_be_reopened() -> None:
    ends = set(closed_states(BreachMachine))
    assert ends == {
        "decided", "settled", "no_consequence", "ended_by_death", "entered_in_error",
        "wrong_person",
    }  # fmt: skip
    assert {state for state in ends if "reopen" in moves_from(BreachMachine, state)} == ends


def test_who_does_not_supervise_answers_no_breach(orders: Orders) -> None:
    case = noted(orders)
    by = actor_for(orders.caseload.house.member("social_worker", "jelgava"), TODAY)
    found = {one.code: [why.code for why in one.reasons] for one in offered(case, by)}
    assert {code for code, why in found.items() if "no-role" in why} >= set(WAYS["noted"])
    with pytest.raises(Refused) as refused:
        ask(by=by, case=case, on=TODAY)
    assert "no-role" in codes(refused)
    assert again(case).state == "noted"


@pytest.mark.parametrize(
    "code", ["ask", "hear", "warn", "warn_again", "go_to_court", "decide", "x"]
)
def test_a_step_that_wants_more_is_no_bare_move(orders: Orders, code: str) -> None:
    case = noted(orders)
    with pytest.raises(Refused) as refused:
        advance_breach(by=orders.by, case=case, code=code, reason="so")
    assert (codes(refused), again(case).state) == (["own-step"], "noted")


def refusal(do: Any, **what: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        do(**what)
    return codes(refused)


def test_no_step_lies_before_the_one_that_came_before_it(orders: Orders) -> None:
    case, by = noted(orders), orders.by
    assert refusal(ask, by=by, case=case, on=day(3)) == ["days-reversed"]
    ask(by=by, case=case, on=day(1))
    given: dict[str, Any] = {"answer": Answer.GIVEN, "words": "I slept."}
    assert refusal(hear, by=by, case=case, on=day(2), **given) == ["days-reversed"]
    assert refusal(warn, by=by, case=case, on=day(2), because="so") == ["days-reversed"]
    hear(by=by, case=case, on=TODAY, **given)
    assert refusal(warn, by=by, case=case, on=day(1)) == ["days-reversed"]
    warn(by=by, case=case, on=TODAY)
    motion: Any = type(MOTION)(on=day(1), asks=MOTION.asks, text="It goes on.", because="so")
    assert refusal(go_to_court, by=by, case=case, what=motion) == ["days-reversed"]
    assert again(case).state == "warned"


def test_the_last_step_is_the_latest_day_of_all(orders: Orders) -> None:
    case = noted(orders)
    assert case.last_step == day(2)
    ask(by=orders.by, case=case, on=day(1))
    assert case.last_step == day(1)
    assert heard_of(orders, case).last_step == TODAY


def heard_of(orders: Orders, case: Any) -> Any:
    return hear(by=orders.by, case=case, on=TODAY, answer=Answer.GIVEN, words="I slept.")


def test_a_third_warning_is_none(orders: Orders) -> None:
    case = heard(orders, noted(orders))
    warn(by=orders.by, case=case, on=TODAY)
    assert refusal(warn, by=orders.by, case=case, on=TODAY) == ["not-from-here"]
    assert (case.warnings, again(case).state) == (1, "warned")
    again_ = {"by": orders.by, "case": case, "on": TODAY, "code": "warn_again"}
    warn(**again_)
    assert refusal(warn, **again_) == ["not-from-here"]
    assert (case.warnings, again(case).state) == (2, "warned_again")


def test_a_decision_that_was_quashed_is_awaited_anew(orders: Orders) -> None:
    case = noted(orders)
    motion: Any = type(MOTION)(on=TODAY, asks=MOTION.asks, text="It goes on.", because="He hides.")
    go_to_court(by=orders.by, case=case, what=motion)
    assert refusal(go_to_court, by=orders.by, case=case, what=motion) == ["not-from-here"]
    advance_breach(by=orders.by, case=case, code="mark_error", reason="another person")
    advance_breach(by=orders.by, case=case, code="reopen", reason="it was her")
    assert again(case).state == "before_court"
