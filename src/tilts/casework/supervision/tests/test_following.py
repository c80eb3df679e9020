"""What the rooms on the left say moves a supervision by itself."""

from tests.worlds.assessed import assessed, use_the_demonstration
from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.plans.actions import (
    add_goal,
    advance,
    begin_plan,
    countersign,
    record_answer,
)
from tilts.casework.plans.content import Answer, GoalContent, StepContent
from tilts.casework.supervision.actions.orders import advance_supervision, end, explain
from tilts.casework.supervision.jobs import stages_in_time
from tilts.casework.supervision.models import Supervision
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import react
from tilts.platform.workflow.models import WorkItem

from .ordered import EXPLAINED, TODAY, Orders, again, stages, work


def agree(orders: Orders, case: Supervision) -> None:
    """A plan of the person comes into force."""
    by = orders.by
    plan = begin_plan(by=by, person=case.person, unit=orders.unit)
    step = StepContent(what="Ask at the college", who="person")
    add_goal(by=by, plan=plan, what=GoalContent(need="work", text="A trade.", steps=(step,)))
    advance(by=by, plan=plan, code="propose")
    said = Answer(answer="agrees", words="Yes.", explained_in="lv", answered_on=TODAY)
    record_answer(by=by, plan=plan, said=said)
    head = orders.caseload.house.member("head_of_unit", "jelgava")
    countersign(by=actor_for(head, TODAY), plan=plan)


def assess(orders: Orders, case: Supervision) -> None:
    """An assessment of the person becomes final."""
    use_the_demonstration("vpd")
    assessed(case.person, orders.by)


def test_assessment_then_plan(orders: Orders) -> None:
    case = orders.explained()
    assess(orders, case)
    assert again(case).state == "assessed"
    agree(orders, case)
    assert stages(case)[2:] == ["explained", "assessed", "planned"]
    assert check_state().faults == []


def test_a_plan_that_is_ahead_counts_once_there_is_a_result(orders: Orders) -> None:
    case = orders.explained()
    agree(orders, case)
    assert again(case).state == "explained"
    assess(orders, case)
    assert stages(case)[2:] == ["explained", "assessed", "planned"]


def test_what_is_there_already_counts_once_the_duties_are_explained(orders: Orders) -> None:
    case = orders.registered()
    assess(orders, case)
    agree(orders, case)
    assert again(case).state == "registered"
    explain(by=orders.by, case=again(case), what=EXPLAINED)
    assert stages(case)[2:] == ["explained", "assessed", "planned"]


def test_reopened_it_takes_the_stages_whose_cause_came_meanwhile(orders: Orders) -> None:
    case = orders.explained()
    end(by=orders.by, case=case, code="hand_over", on=TODAY, decision="K-1")
    assess(orders, case)
    agree(orders, case)
    assert again(case).state == "transferred"
    advance_supervision(by=orders.by, case=again(case), code="reopen", reason="sent back")
    assert stages(case)[3:] == ["transferred", "explained", "assessed", "planned"]
    assert [kind for kind, _ in work(case)] == ["supervision.activate"]
    assert check_state().faults == []


def test_back_from_being_at_large_it_takes_them_in_time(orders: Orders) -> None:
    case, waits = orders.explained(), orders.explained()
    react(case=case, code="person_escaped", by=SERVICE)
    assess(orders, case)
    stages_in_time()
    assert again(case).state == "suspended"
    react(case=again(case), code="person_returned", by=SERVICE)
    assert again(case).state == "explained"
    stages_in_time()
    assert again(case).state == "assessed"
    agree(orders, case)
    before = stages(case)
    stages_in_time()  # run twice, it moves nothing twice
    assert (stages(case), again(waits).state) == (before, "explained")
    assert check_state().faults == []


def test_the_work_goes_along_to_the_next_officer(orders: Orders) -> None:
    case = orders.received()
    other = orders.caseload.house.member("probation_officer", "jelgava")
    how = Handover(on=TODAY, reason="workload", note="Knows everything.")
    reassign(by=SERVICE, person=case.person_id, to=other, how=how)
    items = WorkItem.objects.filter(case=case.case_ref())
    assert [(item.owner, item.unit) for item in items] == [(other, orders.unit)]
    assert again(case).work_owner() == other.pk
