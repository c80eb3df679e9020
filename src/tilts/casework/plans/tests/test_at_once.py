"""Two people at the same plan at the same time: nothing is doubled, and nothing is lost unsaid."""

from collections.abc import Iterator

import pytest

from tilts.casework.plans.actions import (
    add_goal,
    begin_plan,
    change_goal,
    countersign,
    note_progress,
    remove_goal,
    review,
)
from tilts.casework.plans.content import GoalContent, Progress, StepContent
from tilts.casework.plans.models import Goal, Plan
from tilts.casework.plans.queries import one_goal, one_plan, steps_of
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.at_once import at_once
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record

from .desk import WORK, Desk, codes, goal_of, goals, now, steps

__all__ = ["flushable_record"]  # a fixture
HOME = GoalContent(need="other", text="A home.", steps=(StepContent(what="Ask", who="staff"),))


@pytest.fixture
def at_desk(flushable_record: None) -> Iterator[Desk]:
    """The desk, committed: threads see it."""
    with seen_by(SERVICE):
        yield Desk(build_house())


class TestTogether:
    def test_one_of_two_begins(self, at_desk):
        anna, riga = at_desk.anna, at_desk.house.units["riga"]
        begin = lambda: begin_plan(by=SERVICE, person=anna, unit=riga)  # noqa: E731 - a write
        assert at_once(begin, begin) == ["done", "other-plan"]
        assert list(Plan.objects.values_list("version", "state")) == [(1, "draft")]

    def test_goals_of_both_stand_in_the_plan(self, at_desk):
        plan = at_desk.draft()
        found = at_once(
            lambda: add_goal(by=SERVICE, plan=plan, what=WORK),
            lambda: add_goal(by=SERVICE, plan=plan, what=HOME),
        )
        assert (found, sorted(goals(plan))) == (
            ["done", "done"],
            [("other", "A home.", "open"), ("work", "I want a job.", "open")],
        )

    def test_one_of_two_reviews(self, at_desk):
        plan = at_desk.in_force()
        seen = [one_plan(plan.pk) for _ in range(2)]
        found = at_once(*(lambda one=one: review(by=SERVICE, plan=one) for one in seen))
        assert found == ["done", "moved-meanwhile"]
        rows = Plan.objects.order_by("version").values_list("version", "state")
        assert list(rows) == [(1, "under_review"), (2, "draft")]

    def test_one_of_two_signs(self, at_desk):
        plan, another = at_desk.answered(), at_desk.house.actor("head_of_unit")
        seen = [(by, one_plan(plan.pk)) for by in (at_desk.head, another)]
        found = at_once(*(lambda one=one: countersign(by=one[0], plan=one[1]) for one in seen))
        assert (found, now(plan).state) == (["done", "moved-meanwhile"], "active")

    def test_what_one_takes_out_the_other_does_not_change(self, at_desk):
        goal = goal_of(at_desk.written())
        seen = [one_goal(goal.pk) for _ in range(2)]
        found = at_once(
            lambda: remove_goal(by=SERVICE, goal=seen[0]),
            lambda: change_goal(by=SERVICE, goal=seen[1], what=HOME),
        )
        assert (found in (["done", "done"], ["done", "goal-gone"]), goals(goal.plan)) == (True, [])


class TestOneAfterTheOther:
    """The second writer read the goal before the first one wrote."""

    @pytest.fixture
    def seen(self, desk) -> list[Goal]:
        goal = goal_of(desk.written())
        return [one_goal(goal.pk) for _ in range(2)]

    def test_what_came_of_a_goal_survives_a_new_wording(self, desk, seen):
        noted = Progress(state="progressing", note="Has begun.")
        note_progress(by=desk.officer, goal=seen[0], said=noted)
        change_goal(by=desk.officer, goal=seen[1], what=GoalContent(need="work", text="A job."))
        kept = now(seen[0])
        assert (kept.text, kept.state, kept.note) == ("A job.", "progressing", "Has begun.")

    def test_and_a_new_wording_survives_what_came_of_it(self, desk, seen):
        change_goal(by=desk.officer, goal=seen[0], what=GoalContent(need="work", text="A job."))
        note_progress(by=desk.officer, goal=seen[1], said=Progress(state="progressing"))
        assert (now(seen[0]).text, now(seen[0]).state) == ("A job.", "progressing")

    def test_a_step_that_was_added_meanwhile_stays(self, desk, seen):
        boots = StepContent(what="Buy boots", who="person")
        known = tuple(
            StepContent(id=step.pk, what=step.what, who=step.who) for step in steps_of(seen[1])
        )
        more = GoalContent(need="work", text="A job.", steps=(boots,))
        change_goal(by=desk.officer, goal=seen[0], what=more)
        again = GoalContent(need="work", text="A job.", steps=known)
        change_goal(by=desk.officer, goal=seen[1], what=again)
        assert [what for what, *_ in steps(seen[0].plan)] == [
            "Write a CV", "Help to find work", "Buy boots",
        ]  # fmt: skip

    def test_a_step_that_was_taken_away_meanwhile_is_no_silence(self, desk, seen):
        first, second = steps_of(seen[0])
        less = GoalContent(need="work", text="A job.", gone=(first.pk,))
        change_goal(by=desk.officer, goal=seen[0], what=less)
        again = StepContent(id=first.pk, what="Write a letter", who="person")
        what = GoalContent(need="work", text="Mine.", steps=(again,))
        with pytest.raises(Refused) as refused:
            change_goal(by=desk.officer, goal=seen[1], what=what)
        assert codes(refused) == ["foreign-step"]
        assert (now(seen[0]).text, steps_of(seen[0])) == ("A job.", [second])

    def test_two_may_take_the_same_step_away(self, desk, seen):
        first, second = steps_of(seen[0])
        less = GoalContent(need="work", text="A job.", gone=(first.pk, first.pk))
        for goal in seen:
            change_goal(by=desk.officer, goal=goal, what=less)
        assert steps_of(seen[0]) == [second]

    def test_what_was_taken_out_is_neither_changed_nor_noted_nor_taken_out_again(self, desk, seen):
        remove_goal(by=desk.officer, goal=one_goal(seen[0].pk))
        for attempt in (
            lambda: change_goal(by=desk.officer, goal=seen[0], what=WORK),
            lambda: note_progress(by=desk.officer, goal=seen[0], said=Progress(state="dropped")),
            lambda: remove_goal(by=desk.officer, goal=seen[0]),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert codes(refused) == ["goal-gone"]
        assert Goal.objects.count() == 0
