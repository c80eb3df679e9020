"""What differs between two versions of a plan."""

from datetime import date
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from tilts.casework.plans.actions import add_goal, change_goal, remove_goal, review
from tilts.casework.plans.comparing import ADDED, CHANGED, DROPPED, SAME, Pair, compared
from tilts.casework.plans.content import GoalContent, StepContent
from tilts.casework.plans.queries import goals_of, steps_of

from .desk import WORK, goal_of

SLEEP = GoalContent(need="other", text="Sleep.", steps=(StepContent(what="Read", who="person"),))


def told(pairs: list[Pair]) -> list[Any]:
    return [
        (
            str(pair.after or pair.before),
            pair.change,
            pair.parts,
            [(str(s.after or s.before), s.change, s.parts) for s in pair.steps],
        )
        for pair in pairs
    ]


def test_a_version_that_was_only_copied_is_the_same(desk):
    first = desk.in_force()
    second = review(by=desk.officer, plan=first)
    assert told(compared(goals_of(first), goals_of(second))) == [
        ("I want a job.", SAME, (), [
            ("Write a CV", SAME, ()), ("Help to find work", SAME, ()),
        ])
    ]  # fmt: skip


def test_what_was_added_dropped_and_changed(desk):
    plan = desk.written()
    add_goal(by=desk.officer, plan=plan, what=SLEEP)
    first = desk.finish(plan)
    second = review(by=desk.officer, plan=first)
    work, sleep = goals_of(second)
    cv, office = steps_of(work)
    kept = StepContent(id=cv.pk, what="Write a CV", who="staff", due=date(2027, 1, 4))
    fresh = StepContent(what="Buy boots", who="person")
    what = GoalContent(
        need="work", text="I want to be a welder.", steps=(kept, fresh), gone=(office.pk,)
    )
    change_goal(by=desk.officer, goal=work, what=what)
    remove_goal(by=desk.officer, goal=sleep)
    add_goal(by=desk.officer, plan=second, what=GoalContent(need="family", text="My son."))
    assert told(compared(goals_of(first), goals_of(second))) == [
        ("I want to be a welder.", CHANGED, ("text",), [
            ("Write a CV", CHANGED, ("who", "due", "how")),
            ("Buy boots", ADDED, ()),
            ("Help to find work", DROPPED, ()),
        ]),
        ("My son.", ADDED, (), []),
        ("Sleep.", DROPPED, (), [("Read", DROPPED, ())]),
    ]  # fmt: skip


def test_a_goal_is_changed_when_only_a_step_is(desk):
    first = desk.in_force()
    second = review(by=desk.officer, plan=first)
    goal = goal_of(second)
    what = GoalContent(need=goal.need, text=goal.text, gone=(steps_of(goal)[1].pk,))
    change_goal(by=desk.officer, goal=goal, what=what)
    ((_, change, parts, steps),) = told(compared(goals_of(first), goals_of(second)))
    assert (change, parts) == (CHANGED, ())
    assert steps == [("Write a CV", SAME, ()), ("Help to find work", DROPPED, ())]


class Row:
    """A goal without a database."""

    def __init__(self, line: int, text: str) -> None:
        self.line, self.text, self.steps = line, text, self
        self.need = self.state = self.cause = self.note = ""

    def all(self) -> list[Any]:
        """It has no steps."""
        return []


ROWS = st.dictionaries(st.integers(0, 9), st.sampled_from("ab")).map(
    lambda found: [Row(line, text) for line, text in found.items()]
)


@given(ROWS, ROWS)
def test_every_goal_stands_once_and_turned_round_added_is_dropped(before: Any, after: Any) -> None:
    there, back = compared(before, after), compared(after, before)
    assert {id(pair.after) for pair in there if pair.after} == set(map(id, after))
    assert {id(pair.before) for pair in there if pair.before} == set(map(id, before))
    turned = {ADDED: DROPPED, DROPPED: ADDED, SAME: SAME, CHANGED: CHANGED}
    assert sorted(turned[pair.change] for pair in there) == sorted(pair.change for pair in back)


def test_nothing_differs_from_itself(desk):
    plan = desk.written()
    add_goal(by=desk.officer, plan=plan, what=WORK)
    same = compared(goals_of(plan), goals_of(plan))
    assert {pair.change for pair in same} == {SAME}
