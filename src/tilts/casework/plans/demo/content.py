"""What stands in a fictional plan: goals, steps, and what came of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from ..choices import Agrees, Cause, GoalState, StepState, Who
from ..models import Goal, Plan, Step
from .found import Found

ANSWERS = {Agrees.YES: 16, Agrees.NO: 3, Agrees.COULD_NOT_ANSWER: 1}
INORDER = (
    GoalState.OPEN,
    GoalState.PROGRESSING,
    GoalState.ACHIEVED,
    GoalState.NOT_ACHIEVED,
    GoalState.DROPPED,
)
LESS, SAME, MORE = (1, 4, 8, 0, 0), (3, 6, 2, 1, 1), (3, 4, 0, 4, 3)  # by how the need changed
STEPS = {
    GoalState.OPEN: (StepState.OPEN, StepState.OPEN),
    GoalState.PROGRESSING: (StepState.DONE, StepState.OPEN),
    GoalState.ACHIEVED: (StepState.DONE, StepState.DONE),
    GoalState.NOT_ACHIEVED: (StepState.NOT_DONE, StepState.NOT_DONE),
    GoalState.DROPPED: (StepState.NOT_DONE, StepState.NOT_DONE),
}
OUTSIDE = 0.5  # of what was not achieved or given up
Written = tuple[Goal, list[Step]]


@cache
def texts() -> dict[str, dict[str, Any]]:
    """texts.yaml: by country, answers, notes, partners, and goals with their steps."""
    return dict(yaml.safe_load((Path(__file__).parent / "texts.yaml").read_text()))


def answer(random: Random, country: str) -> tuple[str, str]:
    """What somebody says of their plan, and in which words."""
    said = random.choices(list(ANSWERS), list(ANSWERS.values()))[0]
    return said, random.choice(texts()[country]["answers"][said])


def written(
    random: Random, plan: Plan, country: str, begun: date, found: Found | None
) -> list[Written]:
    """A goal or two of a first version, with their steps; nothing came of them yet.

    They answer to the highest needs that were found; where none were, to one of chance.
    """
    many = random.choice((1, 1, 2))
    needs = list(found.needs)[:many] if found else []
    needs = needs or random.sample(sorted(texts()[country]["goals"]), 1)
    return [_written(plan, country, need, begun) for need in needs]


def _written(plan: Plan, country: str, need: str, begun: date) -> Written:
    known = texts()[country]
    ((text, steps),) = known["goals"][need].items()
    goal = Goal(person_id=plan.person_id, plan=plan, need=need, text=text)
    return goal, [
        Step(
            person_id=plan.person_id,
            goal=goal,
            what=what,
            who=who,
            name=known["partners"].get(need, "") if who == Who.PARTNER else "",
            due=begun + timedelta(days=90 * number),
            how=how,
        )
        for number, (who, what, how) in enumerate(steps, start=1)
    ]


def copied(
    random: Random, plan: Plan, former: list[Written], country: str, found: Found | None
) -> list[Written]:
    """The goals of the version before, under the next one, with one more instead of the last."""
    kept = [_copied(plan, goal, steps) for goal, steps in former[:1]]
    taken = {goal.need for goal, _ in kept}
    assessed = [need for need in found.needs if need not in taken] if found else []
    others = sorted(set(texts()[country]["goals"]) - taken)
    need = assessed[0] if assessed else random.choice(others)
    begun = former[0][1][0].due or date.min
    return [*kept, _written(plan, country, need, begun + timedelta(days=180))]


def _copied(plan: Plan, goal: Goal, steps: list[Step]) -> Written:
    again = Goal(person_id=plan.person_id, plan=plan, line=goal.line, need=goal.need)
    again.text = goal.text
    return again, [
        Step(
            person_id=plan.person_id,
            goal=again,
            line=step.line,
            what=step.what,
            who=step.who,
            name=step.name,
            due=step.due,
            how=step.how,
        )
        for step in steps
    ]


def lived(random: Random, goals: list[Written], country: str, changed: Mapping[str, int]) -> None:
    """Let something come of the goals of a plan that is in force, as their needs have changed."""
    for goal, steps in goals:
        change = changed.get(goal.need, 0)
        chances = SAME if not change else LESS if change < 0 else MORE
        goal.state = random.choices(INORDER, chances)[0]
        if goal.state in (GoalState.NOT_ACHIEVED, GoalState.DROPPED) and random.random() < OUTSIDE:
            goal.cause = random.choice(Cause.values)
        if goal.state == GoalState.PROGRESSING:
            goal.note = random.choice(texts()[country]["notes"])
        for step, state in zip(steps, STEPS[GoalState(goal.state)], strict=False):
            step.state = state
