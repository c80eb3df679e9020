"""Random walks of a person's plan through its versions.

Whatever is tried, in whatever order: a person has one plan that counts, a version that was put
behind never changes, and what was refused has changed nothing.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tilts.casework.plans.actions import (
    add_goal,
    advance,
    begin_plan,
    change_goal,
    countersign,
    note_progress,
    record_answer,
    remove_goal,
    review,
)
from tilts.casework.plans.choices import IN_FORCE, IN_PREPARATION
from tilts.casework.plans.content import Answer, GoalContent, Progress, StepContent
from tilts.casework.plans.models import Goal, Plan
from tilts.casework.plans.queries import OVER, present_plan
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import person_event
from tilts.platform.workflow.models import WorkItem

from .desk import SAID, WORK, Desk, goals, now, steps

SETTLED = (*OVER, "under_review")  # what stands in such a version is history
BY_HAND = ("propose", "revise", "keep", "complete", "end", "reopen", "mark_error")
HAPPENS = ("person_escaped", "person_returned", "person_transferred")
ASK = StepContent(what="Ask", who="staff")
NO = Answer(answer="does_not_agree", words="No.", explained_in="ru", answered_on=SAID.answered_on)


def written_in(plan: Plan) -> tuple[Any, ...]:
    """All that a version says."""
    kept = now(plan)
    signed = kept.countersigned_by_id, kept.countersigned_on
    said = kept.answer, kept.words, kept.explained_in, kept.answered_on
    return kept.version, kept.former_id, kept.author_id, signed, said, goals(kept), steps(kept)


class Walk(RuleBasedStateMachine):
    """One person, their officer and the head, and everything that they can try."""

    desk: Desk

    def __init__(self) -> None:
        super().__init__()
        self.scope = seen_by(SERVICE)
        self.scope.__enter__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.history: dict[Any, tuple[Any, ...]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        self.scope.__exit__(None, None, None)

    @initialize(further=st.booleans())
    def somebody_has_a_plan(self, further: bool) -> None:
        self.officer, self.head = self.desk.officer, self.desk.head
        plan = self.desk.in_force() if further else self.desk.written()
        self.whom = plan.person

    @property
    def plans(self) -> list[Plan]:
        return list(Plan.objects.filter(person=self.whom).order_by("version"))

    def tried(self, do: Callable[[], object]) -> None:
        """Try something; a refusal has its reasons, and nothing has changed."""
        before, reasons = self.everything(), None
        try:
            do()
        except Refused as refused:
            reasons = refused.reasons
        assert reasons is None or (reasons != [], self.everything()) == (True, before)

    def everything(self) -> list[Any]:
        plans = [(plan.state, plan.review_on, written_in(plan)) for plan in self.plans]
        work = WorkItem.objects.filter(person=self.whom.pk).order_by("pk")
        return [plans, list(work.values_list("kind", "owner", "outcome"))]

    def one(self, data: st.DataObject) -> Plan:
        plan: Plan = data.draw(st.sampled_from(self.plans), "plan")
        return plan

    @rule()
    def a_plan_is_begun(self) -> None:
        riga = self.desk.house.units["riga"]
        self.tried(lambda: begin_plan(by=self.officer, person=self.whom, unit=riga))

    @rule(data=st.data())
    def a_goal_is_added(self, data: st.DataObject) -> None:
        plan = self.one(data)
        self.tried(lambda: add_goal(by=self.officer, plan=plan, what=WORK))

    @rule(data=st.data(), how=st.sampled_from(["change", "remove", "note"]))
    def something_is_done_about_a_goal(self, data: st.DataObject, how: str) -> None:
        found = list(Goal.objects.filter(plan__person=self.whom).order_by("pk"))
        if not found:
            return
        goal = data.draw(st.sampled_from(found), "goal")
        state = data.draw(st.sampled_from(["progressing", "achieved", "dropped"]), "state")
        anew = GoalContent(need="other", text="A home.", steps=(ASK,))
        self.tried({
            "change": lambda: change_goal(by=self.officer, goal=goal, what=anew),
            "remove": lambda: remove_goal(by=self.officer, goal=goal),
            "note": lambda: note_progress(by=self.officer, goal=goal, said=Progress(state=state)),
        }[how])  # fmt: skip

    @rule(data=st.data(), said=st.sampled_from([SAID, NO]))
    def the_person_answers(self, data: st.DataObject, said: Answer) -> None:
        plan = self.one(data)
        self.tried(lambda: record_answer(by=self.officer, plan=plan, said=said))

    @rule(data=st.data(), heads=st.booleans())
    def somebody_countersigns(self, data: st.DataObject, heads: bool) -> None:
        plan, by = self.one(data), self.head if heads else self.officer
        self.tried(lambda: countersign(by=by, plan=plan))

    @rule(data=st.data())
    def it_is_reviewed(self, data: st.DataObject) -> None:
        plan = self.one(data)
        self.tried(lambda: review(by=self.officer, plan=plan))

    @rule(data=st.data(), code=st.sampled_from(BY_HAND), why=st.sampled_from(["", "so it is"]))
    def somebody_takes_a_move(self, data: st.DataObject, code: str, why: str) -> None:
        plan = self.one(data)
        self.tried(lambda: advance(by=SERVICE, plan=plan, code=code, reason=why))

    @rule(code=st.sampled_from(HAPPENS))
    def something_happens_to_the_person(self, code: str) -> None:
        self.tried(lambda: person_event(person=self.whom.pk, code=code, by=SERVICE))

    @invariant()
    def there_is_one_plan_that_counts(self) -> None:
        plans = self.plans
        in_force = [plan for plan in plans if plan.state in IN_FORCE]
        assert len(in_force) <= 1
        assert len([plan for plan in plans if plan.state in IN_PREPARATION]) <= 1
        assert not in_force or present_plan(reversed(plans)) == in_force[0]

    @invariant()
    def what_is_open_beside_it_is_its_next_version(self) -> None:
        going = [plan for plan in self.plans if plan.state not in OVER]
        assert [plan.former_id for plan in going[1:]] == [plan.pk for plan in going[:-1]]
        assert len(going) <= 2

    @invariant()
    def versions_count_on(self) -> None:
        assert [plan.version for plan in self.plans] == list(range(1, len(self.plans) + 1))

    @invariant()
    def a_former_version_never_changes(self) -> None:
        settled = {plan.pk: written_in(plan) for plan in self.plans if plan.state in SETTLED}
        for pk, before in self.history.items():
            assert settled.get(pk, before) == before
        self.history = settled

    @invariant()
    def what_is_in_force_was_answered_and_signed_by_another(self) -> None:
        for plan in self.plans:
            if plan.state in IN_FORCE:
                assert (plan.answer != "", plan.answered_on is not None) == (True, True)
                assert plan.countersigned_by_id not in (None, plan.author_id)

    @invariant()
    def what_is_over_leaves_no_work(self) -> None:
        refs = [plan.case_ref() for plan in self.plans if plan.is_over]
        assert list(WorkItem.objects.filter(case__in=refs, closed_at=None)) == []


def test_whatever_is_tried_a_person_has_one_plan_and_history_stays(desk):
    assert None not in {desk.anna, desk.head_staff}  # they are there before every walk
    walk = type("WalkOfPlans", (Walk,), {"desk": desk})
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
