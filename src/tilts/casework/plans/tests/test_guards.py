"""What must hold before a plan moves on: each guard with its reasons, and who reads them."""

from typing import Any

import pytest

from tilts.casework.plans.actions import (
    add_goal,
    advance,
    begin_plan,
    note_progress,
    record_answer,
    review,
)
from tilts.casework.plans.choices import SETTLED, GoalState
from tilts.casework.plans.content import GoalContent, Progress
from tilts.casework.plans.guards import (
    by_staff,
    goals_settled,
    has_goals,
    no_other_plan,
    not_own_work,
    nothing_in_preparation,
    steps_said,
    why_not_begun,
    why_not_noted,
    why_not_written,
)
from tilts.casework.plans.models import Plan
from tilts.casework.plans.queries import open_plans
from tilts.platform.access.reasons import Reasons
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.options import offered

from .desk import SAID, WORK, goal_of, now

ALL = [str(state) for state in Plan.machine.states_map]


def told(reasons: Reasons) -> list[tuple[str, str]]:
    return [(reason.code, str(reason.text)) for reason in reasons]


def possible(plan: Plan, by: Any) -> dict[str, list[str]]:
    """Every move that a page offers, with the codes of what stands in its way."""
    return {o.code: [reason.code for reason in o.reasons] for o in offered(now(plan), by)}


class TestGoals:
    def test_a_plan_wants_a_goal(self, desk):
        plan = desk.draft()
        text = "No goal is set that is still to be reached. Add one."
        assert told(has_goals(plan, desk.officer)) == [("no-goal", text)]
        add_goal(by=desk.officer, plan=plan, what=WORK)
        assert has_goals(plan, desk.officer) == []

    @pytest.mark.parametrize("state", GoalState.values)
    def test_a_goal_that_is_settled_is_none_to_be_reached(self, desk, state):
        plan = desk.written()
        note_progress(by=desk.officer, goal=goal_of(plan), said=Progress(state=state))
        settled = state in SETTLED
        assert [code for code, _ in told(has_goals(plan, desk.officer))] == ["no-goal"] * settled
        still = told(goals_settled(plan, desk.officer))
        assert still == [("goal-open", "Say what came of “I want a job.”.")] * (not settled)

    def test_each_goal_wants_a_step_but_not_once_it_is_settled(self, desk):
        plan = desk.written()
        bare = GoalContent(need="other", text="Sleep well.")
        goal = add_goal(by=desk.officer, plan=plan, what=bare)
        text = "“Sleep well.” has no step. Say what is done, by whom and when."
        assert told(steps_said(plan, desk.officer)) == [("no-step", text)]
        note_progress(by=desk.officer, goal=goal, said=Progress(state="dropped"))
        assert steps_said(plan, desk.officer) == []

    def test_goals_of_somebody_else_do_not_count(self, desk):
        desk.written(desk.add("Liepa"))
        assert [code for code, _ in told(has_goals(desk.draft(), desk.officer))] == ["no-goal"]


class TestSigning:
    def test_a_signature_is_a_persons(self, desk):
        plan = desk.answered()
        text = "A plan is countersigned by a member of staff."
        assert told(by_staff(plan, SERVICE)) == [("not-staff", text)]
        assert by_staff(plan, desk.head) == []

    def test_who_only_ended_and_reopened_it_may_sign(self, desk):
        plan = desk.answered()
        advance(by=desk.head, plan=plan, code="end", reason="a mistake")
        advance(by=desk.head, plan=plan, code="reopen", reason="it goes on")
        assert not_own_work(plan, desk.head) == []

    def test_who_asked_the_person_before_it_was_written_anew_may_not(self, desk):
        plan = desk.proposed()
        record_answer(by=desk.head, plan=plan, said=SAID)
        advance(by=desk.officer, plan=plan, code="revise")
        advance(by=desk.officer, plan=plan, code="propose")
        record_answer(by=desk.officer, plan=plan, said=SAID)
        text = "You worked on this plan. Somebody else countersigns it."
        assert told(not_own_work(plan, desk.head)) == [("own-work", text)]

    def test_what_they_did_in_the_version_before_is_another_matter(self, desk):
        first = desk.in_force()
        second = review(by=desk.officer, plan=first)
        advance(by=desk.officer, plan=second, code="propose")
        record_answer(by=desk.officer, plan=second, said=SAID)
        assert not_own_work(second, desk.head) == []


class TestVersions:
    def test_a_plan_is_not_kept_while_the_next_is_prepared(self, desk):
        first = desk.in_force()
        second = review(by=desk.officer, plan=first)
        text = "The next version is being prepared. End that one first."
        assert told(nothing_in_preparation(first, desk.officer)) == [("in-preparation", text)]
        advance(by=desk.officer, plan=second, code="end", reason="nothing to change")
        assert nothing_in_preparation(first, desk.officer) == []

    def test_one_plan_at_a_time(self, desk):
        plan, liga = desk.draft(), desk.add("Liepa")
        text = "There is a plan that is not over. Go on with that one."
        assert told(why_not_begun(desk.anna, open_plans([desk.anna.pk]))) == [("other-plan", text)]
        assert why_not_begun(liga, open_plans([liga.pk])) == []
        assert no_other_plan(plan, desk.officer) == []

    def test_everything_that_stands_in_the_way_is_said_at_once(self, desk):
        desk.draft()
        desk.anna.entered_in_error = True
        reasons = why_not_begun(desk.anna, open_plans([desk.anna.pk]))
        assert [reason.code for reason in reasons] == ["gone", "other-plan"]

    @pytest.mark.parametrize("state", ALL)
    def test_when_goals_are_written_and_when_what_came_of_them(self, state):
        plan = Plan(state=state)
        written, noted = (not why_not_written(plan), not why_not_noted(plan))
        assert written == (state == "draft")
        assert noted == (state in ("draft", "with_person", "answered", "active"))


class TestWhoMayWhat:
    """The moves that each stage offers to the officer and to the head, and why not."""

    @pytest.mark.parametrize(("stage", "officer", "head"), [
        ("draft",
         {"propose": ["no-goal"], "end": []}, {"propose": ["no-goal"], "end": []}),
        ("written", {"propose": [], "end": []}, {"propose": [], "end": []}),
        ("proposed",
         {"record_answer": [], "revise": [], "end": []},
         {"record_answer": [], "revise": [], "end": []}),
        ("answered",
         {"countersign": ["no-role"], "revise": [], "end": []},
         {"countersign": [], "revise": [], "end": []}),
        ("in_force",
         {"start_review": [], "complete": ["goal-open"], "end": []},
         {"start_review": [], "complete": ["goal-open"], "end": []}),
    ])  # fmt: skip
    def test_at_a_stage(self, desk, stage, officer, head):
        plan = getattr(desk, stage)()
        own: dict[str, list[str]] = {"mark_error": [], "mark_wrong_person": []}
        assert possible(plan, desk.officer) == {**officer, **own}
        assert possible(plan, desk.head) == {**head, **own}

    def test_under_review(self, desk):
        plan = desk.in_force()
        review(by=desk.officer, plan=plan)
        expected = {"keep": ["in-preparation"], "mark_error": [], "mark_wrong_person": []}
        assert possible(plan, desk.officer) == expected

    def test_when_it_is_over(self, desk):
        plan = desk.draft()
        advance(by=desk.officer, plan=plan, code="end", reason="so")
        expected: dict[str, list[str]] = {"reopen": [], "mark_error": [], "mark_wrong_person": []}
        assert possible(plan, desk.officer) == expected

    @pytest.mark.parametrize(("role", "unit", "reason"), [
        ("clerk", "riga", "no-role"),
        ("facilitator", "riga", "no-role"),
        ("inspector", "riga", "no-role"),
        ("prison_officer", "olaine", "not-yours"),
        ("head_of_unit", "olaine", "not-yours"),
    ])  # fmt: skip
    def test_who_may_do_nothing_reads_why(self, desk, role, unit, reason):
        found = possible(desk.written(), desk.house.actor(role, unit))
        assert found["propose"] == found["end"] == [reason]

    def test_a_plan_of_the_service_is_signed_by_anybody_who_may(self, desk):
        plan = begin_plan(by=SERVICE, person=desk.anna, unit=desk.house.units["riga"])
        add_goal(by=SERVICE, plan=plan, what=WORK)
        advance(by=SERVICE, plan=plan, code="propose")
        record_answer(by=SERVICE, plan=plan, said=SAID)
        assert possible(plan, desk.head)["countersign"] == []
