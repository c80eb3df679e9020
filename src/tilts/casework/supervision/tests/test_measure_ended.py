"""A measure that ends in the proceedings takes its supervision along; death does by itself."""

from dataclasses import replace
from typing import Any

import pytest

from tilts.casework.people.actions import note_death
from tilts.casework.proceedings.actions import advance as advance_proceeding
from tilts.casework.proceedings.actions import end_measure
from tilts.casework.proceedings.models import Ending
from tilts.casework.supervision.actions.breaches import (
    Decision,
    advance_breach,
    decide_breach,
    go_to_court,
)
from tilts.casework.supervision.actions.orders import advance_supervision, end
from tilts.casework.supervision.models import Outcome, Supervision
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import person_event, react

from .ordered import TODAY, Orders, again, codes, day, stages, work
from .test_breaches import MOTION, heard, noted

SKIPPING = replace(MOTION, because="Nobody knows where they are.")


def ended(case: Supervision, how: Ending, ago: int = 0) -> None:
    end_measure(by=SERVICE, measure=again(case.measure), ended_on=day(ago), how=how, reason="so")


@pytest.mark.parametrize(
    ("how", "state"),
    [
        (Ending.PARDONED, "ended"),
        (Ending.RELEASED, "ended"),
        (Ending.REPLACED, "ended"),
        (Ending.QUASHED, "ended"),
        (Ending.TRANSFERRED, "ended"),
    ],
)
def test_however_it_ended_before_its_term_the_supervision_ends(
    orders: Orders, how: Ending, state: str
) -> None:
    case = orders.registered()
    ended(case, how, ago=1)
    case = again(case)
    assert (case.state, case.ended_on, case.decision, work(case)) == (state, day(1), "", [])
    assert stages(case) == ["received", "registered", state]
    assert check_state().faults == []


def test_what_was_served_completes_it(orders: Orders) -> None:
    case = orders.active(orders.measure(years=0, months=2, start=day(90)))
    ended(case, Ending.SERVED)
    assert (again(case).state, again(case).ended_on, work(case)) == ("completed", TODAY, [])


def test_completed_by_the_officer_it_moves_once(orders: Orders) -> None:
    case = orders.active(orders.measure(years=0, months=2, start=day(90)))
    advance_supervision(by=orders.by, case=case, code="complete")
    assert stages(case)[-2:] == ["active", "completed"]


def test_another_order_of_the_person_goes_on(orders: Orders) -> None:
    whom = orders.caseload.add("Liepa")
    one, two = (orders.registered(orders.measure(whom)) for _ in range(2))
    ended(one, Ending.PARDONED)
    assert [again(case).state for case in (one, two)] == ["ended", "registered"]


def test_a_breach_of_it_is_answered_all_the_same(orders: Orders) -> None:
    breach = noted(orders)
    ended(breach.supervision, Ending.PARDONED)
    assert (again(breach).state, [kind for kind, _ in work(breach)]) == (
        "noted", ["supervision.ask"],
    )  # fmt: skip
    advance_breach(by=orders.by, case=breach, code="close_without", reason="pardoned")
    assert again(breach).state == "no_consequence"


def test_death_ends_it_as_death(orders: Orders) -> None:
    breach = noted(orders)
    note_death(by=SERVICE, person_id=breach.person_id, died_on=TODAY, source="registry")
    case = again(breach.supervision)
    assert (case.state, again(breach).state, again(case.measure).ended_how) == (
        "ended_by_death", "ended_by_death", "death",
    )  # fmt: skip
    assert (work(case), work(breach), check_state().faults) == ([], [], [])


def test_whoever_is_at_large_is_waited_for_and_then_it_can_be_completed(orders: Orders) -> None:
    case = orders.registered()
    react(case=case, code="person_escaped", by=SERVICE)
    ended(case, Ending.PARDONED)
    case = again(case)
    assert case.state == "suspended"
    react(case=case, code="person_returned", by=SERVICE)
    advance_supervision(by=orders.by, case=case, code="complete")
    assert (case.state, case.ended_on) == ("completed", TODAY)


@pytest.mark.parametrize(
    ("outcome", "state"), [(Outcome.REVOKED, "revoked"), (Outcome.CONVERTED, "converted")]
)
def test_a_court_decides_while_the_person_is_at_large(
    orders: Orders, outcome: Outcome, state: str
) -> None:
    case = orders.explained()
    asked = go_to_court(by=orders.by, case=heard(orders, noted(orders, case)), what=SKIPPING)
    person_event(person=case.person_id, code="person_escaped", by=SERVICE)
    asked = again(asked)
    assert (again(case).state, asked.state) == ("suspended", "suspended")
    what = Decision(on=TODAY, outcome=outcome, decision="K-9")
    decide_breach(by=orders.by, case=asked, what=what)
    order = again(case)
    assert (order.state, order.ended_on, again(asked).state) == (state, TODAY, "decided")
    assert (again(case.measure).ended_on, check_state().faults) == (TODAY, [])


def test_no_court_decides_on_what_was_not_brought_before_it(orders: Orders) -> None:
    case = noted(orders)
    react(case=case, code="person_escaped", by=SERVICE)
    what = Decision(on=TODAY, outcome=Outcome.REVOKED, decision="K-9")
    with pytest.raises(Refused) as refused:
        decide_breach(by=orders.by, case=case, what=what)
    assert (codes(refused), again(case).state) == (["no-motion"], "suspended")


def test_reopened_the_measure_runs_again(orders: Orders) -> None:
    case = orders.registered()
    ended(case, Ending.PARDONED)
    case = again(case)
    advance_supervision(by=orders.by, case=case, code="reopen", reason="the pardon was quashed")
    assert (case.state, case.ended_on, again(case.measure).ended_on) == ("registered", None, None)
    assert check_state().faults == []


@pytest.mark.parametrize("code", ["mark_error", "mark_wrong_person"])
def test_an_order_that_ended_its_measure_is_no_error_before_it_is_reopened(
    orders: Orders, code: str
) -> None:
    case = orders.registered()
    end(by=orders.by, case=case, code="revoke", on=TODAY, decision="K-1")
    by = orders.by
    with pytest.raises(Refused) as refused:
        advance_supervision(by=by, case=case, code=code, reason="another person")
    assert (codes(refused), again(case).state) == (["order-over"], "revoked")
    advance_supervision(by=by, case=case, code="reopen", reason="another person")
    advance_supervision(by=by, case=case, code=code, reason="another person")
    assert (again(case).is_over, again(case.measure).ended_on) == (True, None)


def test_what_ended_with_its_measure_can_be_marked_at_once(orders: Orders) -> None:
    case = orders.registered()
    ended(case, Ending.PARDONED)
    advance_supervision(by=orders.by, case=again(case), code="mark_error", reason="never begun")
    assert (again(case).state, again(case.measure).ended_on) == ("entered_in_error", TODAY)


def acquitted(case: Supervision) -> None:
    """An appeal court acquitted: whatever was imposed is quashed."""
    proceeding = case.measure.proceeding
    with act("test.appealed", by=SERVICE):
        proceeding.state = "acquitted"
        proceeding.save()
    ended(case, Ending.QUASHED)


def test_nobody_is_supervised_again_for_what_they_were_acquitted_of(orders: Orders) -> None:
    case = orders.registered()
    acquitted(case)
    with pytest.raises(Refused) as refused:
        advance_supervision(by=orders.by, case=again(case), code="reopen", reason="so")
    assert (codes(refused), again(case).state) == (["proceedings-void"], "ended")


def test_handed_over_abroad_with_its_proceedings(orders: Orders) -> None:
    case = orders.registered()
    proceeding: Any = again(case.measure.proceeding)
    advance_proceeding(by=SERVICE, proceeding=proceeding, code="transfer_abroad", reason="Estonia")
    assert (again(case).state, again(case.measure).ended_how) == ("ended", "transferred")
