"""Goals and steps are written, changed, taken away, and lived."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tilts.casework.people.tests.desk import recorded
from tilts.casework.plans.actions import add_goal, advance, change_goal, note_progress, remove_goal
from tilts.casework.plans.content import GoalContent, Progress, StepContent
from tilts.casework.plans.models import Step
from tilts.casework.plans.queries import steps_of
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .desk import TODAY, WORK, codes, goal_of, goals, now, steps

CV = ("Write a CV", "person", "", None, "in the class", "open")
OFFICE = ("Help to find work", "partner", "Labour office", None, "", "open")


def test_a_goal_and_its_steps_are_one_act(desk):
    plan = desk.written()
    assert (goals(plan), steps(plan)) == ([("work", "I want a job.", "open")], [CV, OFFICE])
    ((who, about, wall, _, changes),) = recorded("plans.add_goal")
    assert (who, about, wall) == (desk.staff.pk, desk.anna.pk, "")
    assert [row for row, *_ in changes] == ["plans.goal", "plans.step", "plans.step"]


def test_steps_are_changed_added_and_taken_away(desk):
    goal = goal_of(desk.written())
    first, second = steps_of(goal)
    day = date(2027, 3, 1)
    kept = StepContent(id=second.pk, what="Find work", who="staff", due=day)
    fresh = StepContent(what="Buy boots", who="person")
    what = GoalContent(need="other", text="A job outside.", steps=(kept, fresh), gone=(first.pk,))
    change_goal(by=desk.officer, goal=goal, what=what)
    assert goals(goal.plan) == [("other", "A job outside.", "open")]
    assert steps(goal.plan) == [
        ("Find work", "staff", "", day, "", "open"),
        ("Buy boots", "person", "", None, "", "open"),
    ]
    assert next(step.line for step in steps_of(goal)) == second.line
    assert Step.objects.filter(pk=first.pk).count() == 0


def test_a_step_that_is_not_mentioned_stays(desk):
    goal = goal_of(desk.written())
    change_goal(by=desk.officer, goal=goal, what=GoalContent(need="work", text="A job."))
    assert (goals(goal.plan), steps(goal.plan)) == ([("work", "A job.", "open")], [CV, OFFICE])


def test_nor_is_one_of_another_goal_taken_away(desk):
    goal = goal_of(desk.written())
    foreign = steps_of(goal_of(desk.written(desk.add("Liepa"))))[0]
    what = GoalContent(need="work", text="A job.", gone=(foreign.pk,))
    change_goal(by=desk.officer, goal=goal, what=what)
    assert (now(foreign), steps(goal.plan)) == (foreign, [CV, OFFICE])


def test_a_step_of_another_goal_is_not_changed_here(desk):
    goal = goal_of(desk.written())
    liga = desk.add("Liepa")
    foreign = steps_of(goal_of(desk.written(liga)))[0]
    step = StepContent(id=foreign.pk, what="Mine now", who="person")
    what = GoalContent(need="work", text="x", steps=(step,))
    with pytest.raises(Refused) as refused:
        change_goal(by=desk.officer, goal=goal, what=what)
    assert (codes(refused), now(foreign).what) == (["foreign-step"], "Write a CV")
    assert goals(goal.plan) == [("work", "I want a job.", "open")]


def test_a_goal_is_taken_out_with_its_steps(desk):
    plan = desk.written()
    assert remove_goal(by=desk.officer, goal=goal_of(plan)).pk == plan.pk
    assert (goals(plan), steps(plan)) == ([], [])
    ((_, _, _, _, changes),) = recorded("plans.remove_goal")
    assert [after for *_, after in changes] == [None, None, None]


@pytest.mark.parametrize("stage", ["proposed", "answered", "in_force"])
def test_what_was_put_to_the_person_is_not_rewritten(desk, stage):
    plan = getattr(desk, stage)()
    goal = goal_of(plan)
    for attempt in (
        lambda: add_goal(by=desk.officer, plan=plan, what=WORK),
        lambda: change_goal(by=desk.officer, goal=goal, what=WORK),
        lambda: remove_goal(by=desk.officer, goal=goal),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused) == ["not-draft"]
    assert goals(plan) == [("work", "I want a job.", "open")]


@pytest.mark.parametrize(("due", "expected"), [
    (date(1024, 1, 1), ["long-ago"]), (date(9999, 12, 31), ["far-ahead"]),
])  # fmt: skip
def test_days_that_cannot_be(desk, due, expected):
    plan = desk.draft()
    step = StepContent(what="Wait", who="person", due=due)
    what = GoalContent(need="work", text="x", steps=(step, step))
    with pytest.raises(Refused) as refused:
        add_goal(by=desk.officer, plan=plan, what=what)
    assert (codes(refused), goals(plan)) == (expected, [])


def test_a_step_may_be_due_in_the_past_or_later(desk):
    plan = desk.draft()
    days = [TODAY - timedelta(days=9), TODAY + timedelta(days=9)]
    said = tuple(StepContent(what="Go", who="person", due=day) for day in days)
    add_goal(by=desk.officer, plan=plan, what=GoalContent(need="work", text="x", steps=said))
    assert [due for *_, due, _, _ in steps(plan)] == days


class TestProgress:
    def test_what_came_of_a_goal_and_its_steps(self, desk):
        plan = desk.in_force()
        goal = goal_of(plan)
        first, second = steps_of(goal)
        said = Progress(
            state="not_achieved",
            cause="no_place",
            note="The course was full.",
            steps={first.pk: "done", second.pk: "not_done"},
        )
        note_progress(by=desk.officer, goal=goal, said=said)
        kept = now(goal)
        assert (kept.state, kept.cause, kept.note) == (
            "not_achieved", "no_place", "The course was full.",
        )  # fmt: skip
        assert [state for *_, state in steps(plan)] == ["done", "not_done"]

    def test_steps_that_are_not_mentioned_stay(self, desk):
        plan = desk.in_force()
        note_progress(by=desk.officer, goal=goal_of(plan), said=Progress(state="progressing"))
        assert steps(plan) == [CV, OFFICE]

    def test_an_achieved_goal_has_no_cause_why_not(self, desk):
        goal = goal_of(desk.in_force())
        said = Progress(state="achieved", cause="illness")
        with pytest.raises(Refused) as refused:
            note_progress(by=desk.officer, goal=goal, said=said)
        assert (codes(refused), now(goal).state) == (["needless-cause"], "open")
        goal.state, goal.cause = "achieved", "illness"
        with pytest.raises(IntegrityError), transaction.atomic(), act("test.x", by=SERVICE):
            goal.save()

    @pytest.mark.parametrize("code", ["end", "mark_error"])
    def test_a_plan_that_is_over_is_history(self, desk, code):
        plan = desk.in_force()
        goal = goal_of(plan)
        advance(by=desk.officer, plan=plan, code=code, reason="so")
        with pytest.raises(Refused) as refused:
            note_progress(by=desk.officer, goal=goal, said=Progress(state="achieved"))
        assert (codes(refused), now(goal).state) == (["not-noted"], "open")

    def test_a_step_of_somebody_else_is_refused(self, desk):
        goal = goal_of(desk.in_force())
        foreign = steps_of(goal_of(desk.in_force(desk.add("Liepa"))))[0]
        said = Progress(state="progressing", steps={foreign.pk: "done"})
        with pytest.raises(Refused) as refused:
            note_progress(by=desk.officer, goal=goal, said=said)
        assert (codes(refused), now(foreign).state) == (["foreign-step"], "open")

    @pytest.mark.parametrize("role", ["clerk", "facilitator", "inspector"])
    def test_who_may_not(self, desk, role):
        goal = goal_of(desk.in_force())
        by = desk.house.actor(role)
        for attempt in (
            lambda: note_progress(by=by, goal=goal, said=Progress(state="achieved")),
            lambda: change_goal(by=by, goal=goal, what=WORK),
            lambda: remove_goal(by=by, goal=goal),
            lambda: add_goal(by=by, plan=goal.plan, what=WORK),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert codes(refused) == ["no-role"]
