"""The invariants of plans, goals and steps hold in the database itself."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from uuid_utils.compat import uuid7

from tilts.casework.plans.actions import advance, review
from tilts.casework.plans.models import Goal, Plan, Step
from tilts.casework.plans.queries import goals_of, steps_of
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.state_check import state_faults

from .desk import TODAY, goal_of, now


def refused(row: Any, **options: Any) -> str:
    """The name of the constraint that a row breaks; empty when the database takes it."""
    try:
        with transaction.atomic(), act("test.break", by=SERVICE):
            row.save(**options)
    except IntegrityError as error:
        return str(error)
    return ""


def changed(row: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


class TestPlan:
    @pytest.mark.parametrize(("values", "sound"), [
        ({"answer": "agrees", "answered_on": TODAY}, True),
        ({"answer": "agrees", "answered_on": None}, False),
        ({"answer": "", "answered_on": TODAY}, False),
        ({"answer": "", "words": "I said so."}, False),
        ({"answer": "could_not_answer", "words": "Was ill.", "answered_on": TODAY}, True),
    ])  # fmt: skip
    def test_an_answer_has_its_day(self, desk, values, sound):
        plan = changed(desk.proposed(), **values)
        assert (refused(plan) == "") == sound

    def test_what_is_signed_was_answered(self, desk):
        plan, head = desk.proposed(), desk.head_staff
        changed(plan, countersigned_on=TODAY, countersigned_by=head)
        assert "plan_countersigned_when_answered" in refused(plan)

    @pytest.mark.parametrize("half", ["countersigned_on", "countersigned_by"])
    def test_a_signature_is_whole(self, desk, half):
        plan = changed(desk.in_force(), **{half: None})
        assert "plan_countersigned_when_answered" in refused(plan)

    def test_who_wrote_it_does_not_sign_it(self, desk):
        plan = changed(desk.answered(), countersigned_on=TODAY, countersigned_by=desk.staff)
        assert "plan_countersigned_by_another" in refused(plan)

    @pytest.mark.parametrize(("first", "second", "sound"), [
        ("draft", "draft", False),
        ("draft", "with_person", False),
        ("answered", "with_person", False),
        ("active", "active", False),
        ("under_review", "active", False),
        ("active", "draft", True),
        ("under_review", "answered", True),
        ("ended", "ended", True),
        ("superseded", "active", True),
        ("suspended", "suspended", True),
    ])  # fmt: skip
    def test_one_in_force_and_one_in_preparation(self, desk, first, second, sound):
        riga = desk.house.units["riga"]
        plans = [Plan(person=desk.anna, unit=riga, version=n, state=state)
                 for n, state in enumerate((first, second), start=1)]  # fmt: skip
        found = [refused(plan, force_insert=True) == "" for plan in plans]
        assert found == [True, sound]

    def test_somebody_elses_plan_is_another_matter(self, desk):
        assert [desk.in_force().state, desk.in_force(desk.add("Liepa")).state] == ["active"] * 2

    def test_it_is_in_preparation_until_it_is_signed(self, desk):
        stages = {stage: getattr(desk, stage)(desk.add(stage)).in_preparation
                  for stage in ("draft", "proposed", "answered", "in_force")}  # fmt: skip
        assert stages == {"draft": True, "proposed": True, "answered": True, "in_force": False}

    @pytest.mark.parametrize("state", ["draft", "with_person", "active"])
    def test_its_work_is_the_officers_of_the_day(self, desk, state):
        plan = desk.draft()
        assert changed(plan, state=state).work_owner() == desk.staff.pk
        other = desk.house.member("prison_officer")
        desk.hand_to(other, desk.anna)
        assert plan.work_owner() == other.pk

    def test_a_signature_is_nobodys_in_particular(self, desk):
        assert desk.answered().work_owner() is None

    def test_nor_is_the_work_about_somebody_whom_nobody_has(self, desk):
        assert Plan(person_id=uuid7(), state="draft").work_owner() is None


class TestGoalAndStep:
    def test_a_line_stands_once_in_a_version(self, desk):
        goal = goal_of(desk.written())
        twin = Goal(person=desk.anna, plan=goal.plan, line=goal.line, need="work", text="x")
        assert refused(twin, force_insert=True) != ""

    def test_and_once_under_a_goal(self, desk):
        goal = goal_of(desk.written())
        step = steps_of(goal)[0]
        twin = Step(person=desk.anna, goal=goal, line=step.line, what="x")
        assert refused(twin, force_insert=True) != ""

    @pytest.mark.parametrize(("state", "cause", "sound"), [
        ("achieved", "", True),
        ("achieved", "illness", False),
        ("not_achieved", "illness", True),
        ("dropped", "no_place", True),
        ("progressing", "transfer", True),
    ])  # fmt: skip
    def test_what_was_achieved_has_no_cause_why_not(self, desk, state, cause, sound):
        goal = changed(goal_of(desk.written()), state=state, cause=cause)
        assert (refused(goal) == "") == sound

    def test_a_plan_with_goals_does_not_vanish(self, desk):
        plan = desk.written()
        with pytest.raises(ProtectedError), act("test.vanish", by=SERVICE):
            plan.delete()
        assert len(goals_of(now(plan))) == 1

    def test_a_goal_reads_as_its_words_and_a_step_as_what_is_done(self, desk):
        goal = goal_of(desk.written())
        assert (str(goal), [str(step) for step in steps_of(goal)]) == (
            "I want a job.", ["Write a CV", "Help to find work"],
        )  # fmt: skip

    def test_what_is_written_of_them_is_found_by_their_plan(self, desk):
        plan = desk.written()
        goal = goal_of(plan)
        refs = [goal.case_ref(), steps_of(goal)[0].case_ref()]
        assert refs == [plan.case_ref()] * 2

    def test_only_who_reaches_the_person_reads_them(self, desk):
        desk.written()
        found = []
        for role, unit in (("prison_officer", "riga"), ("prison_officer", "olaine")):
            with seen_by(actor_for(desk.house.member(role, unit), TODAY)):
                counts = [model.objects.count() for model in (Plan, Goal, Step)]
                found.append(counts)
        assert found == [[1, 1, 2], [0, 0, 0]]


def test_the_states_are_those_that_their_rows_tell(desk):
    plan = desk.in_force()
    advance(by=desk.officer, plan=review(by=desk.officer, plan=plan), code="end", reason="so")
    assert list(state_faults()) == []
