"""Work that belongs to a stage: closed by its step alone, and there again after a pause."""

from datetime import timedelta
from typing import Any

import pytest

from tilts.casework.supervision.actions.breaches import advance_breach, ask
from tilts.casework.supervision.actions.orders import advance_supervision, end
from tilts.casework.supervision.breach_cases import BreachMachine
from tilts.casework.supervision.capabilities import SUPERVISE
from tilts.casework.supervision.cases import CHANGE_DUTIES, CHECK, REGISTER, SupervisionMachine
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import close_item, open_item, react
from tilts.platform.workflow.common import COMMON
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.machines import Machine, is_usual
from tilts.platform.workflow.models import WorkItem

from .ordered import TODAY, Orders, codes, day, work
from .test_breaches import noted


def items(case: Any) -> list[WorkItem]:
    return list(WorkItem.objects.filter(case=case.case_ref(), closed_at=None))


def test_work_of_a_stage_is_closed_by_nobody_s_hand(orders: Orders) -> None:
    breach = noted(orders)
    for case in (breach, breach.supervision):
        (item,) = items(case)
        assert item.by_step is True
        with pytest.raises(Refused) as refused:
            close_item(by=orders.by, item=item)
        assert codes(refused) == ["by-step"]
        assert items(case) == [item]


def test_what_a_court_asked_to_be_changed_is_closed_by_hand(orders: Orders) -> None:
    case = orders.received()
    item = open_item(
        by=orders.by,
        kind=CHANGE_DUTIES,
        person=case.person_id,
        unit=case.unit,
        owner=orders.caseload.officer.pk,
        case=case.case_ref(),
    )
    assert item.by_step is False
    close_item(by=orders.by, item=item)
    assert [kind for kind, _ in work(case)] == ["supervision.register"]


@pytest.mark.parametrize(
    ("state", "usual"),
    [
        ("received", True),
        ("active", True),
        ("suspended", False),
        ("completed", False),
        ("ended", False),
        ("entered_in_error", False),
    ],
)
def test_under_way_is_neither_over_nor_waiting(state: str, usual: bool) -> None:
    assert is_usual(SupervisionMachine, state) is usual


def test_after_the_return_the_work_that_was_there_is_not_doubled(orders: Orders) -> None:
    case = orders.registered()
    before = work(case)
    react(case=case, code="person_escaped", by=SERVICE)
    react(case=case, code="person_returned", by=SERVICE)
    assert work(case) == before


def test_reopened_the_days_count_from_today_but_those_of_the_registration(orders: Orders) -> None:
    case, explained = orders.received(ago=3), orders.registered()
    for one in (case, explained):
        end(by=orders.by, case=one, code="revoke", on=TODAY, decision="K-1")
        assert work(one) == []
        advance_supervision(by=orders.by, case=one, code="reopen", reason="quashed")
    assert work(case) == [("supervision.register", case.register_by)]
    assert work(explained) == [("supervision.explain", due_date("LV", "duties_explained", TODAY))]
    assert check_state().faults == []


def test_a_breach_reopened_waits_until_the_day_that_was_told(orders: Orders) -> None:
    case = noted(orders)
    ask(by=orders.by, case=case, on=day(1))
    advance_breach(by=orders.by, case=case, code="close_without", reason="a good one")
    assert work(case) == []
    advance_breach(by=orders.by, case=case, code="reopen", reason="not true")
    assert work(case) == [("supervision.wait", case.answer_by)]


def test_the_check_lies_on_the_usual_day_or_the_last_one_and_never_behind(orders: Orders) -> None:
    case = orders.received()
    usual = due_date("LV", CHECK.deadline, TODAY)
    for last, due in (
        (usual + timedelta(days=1), usual),
        (usual - timedelta(days=1), usual - timedelta(days=1)),
        (day(5), TODAY),
    ):
        case.measure.ended_on = last
        assert case.work_due(CHECK) == due
    assert case.work_due(REGISTER) == case.register_by
    assert case.work_due(CHANGE_DUTIES) is None


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        ("probation_officer", "jelgava", True),
        ("head_of_unit", "jelgava", True),
        ("prison_officer", "riga", False),
        ("psychologist", "jelgava", False),
        ("social_worker", "jelgava", False),
        ("clerk", "jelgava", False),
    ],
)
def test_who_supervises(orders: Orders, role: str, unit: str, may: bool) -> None:
    actor = actor_for(orders.caseload.house.member(role, unit), TODAY)
    assert (SUPERVISE in actor.capabilities) is may


@pytest.mark.parametrize("machine", [SupervisionMachine, BreachMachine])
def test_every_step_of_the_room_asks_for_the_capability_to_supervise(machine: Machine) -> None:
    own = {code: one for code, one in machine.moves.items() if code not in COMMON}
    by_hand = {code for code, one in own.items() if not one.is_system}
    assert {code for code, one in own.items() if one.needs == SUPERVISE} == by_hand
    assert len(by_hand) > 5
