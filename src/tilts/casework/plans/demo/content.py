"""What stands in a fictional plan: goals, steps, and what came of them."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from ..choices import Agrees, Cause, GoalState, StepState, Who
from ..models import Goal, Plan, Step

ANSWERS = {Agrees.YES: 16, Agrees.NO: 3, Agrees.COULD_NOT_ANSWER: 1}
STATES = {
    GoalState.OPEN: 3,
    GoalState.PROGRESSING: 6,
    GoalState.ACHIEVED: 3,
    GoalState.NOT_ACHIEVED: 1,
    GoalState.DROPPED: 1,
}
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


def written(random: Random, plan: Plan, country: str, begun: date) -> list[Written]:
    """A goal or two of a first version, with their steps; nothing came of them yet."""
    needs = random.sample(sorted(texts()[country]["goals"]), random.choice((1, 1, 2)))
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


def copied(random: Random, plan: Plan, former: list[Written], country: str) -> list[Written]:
    """The goals of the version before, under the next one, with one more instead of the last."""
    kept = [_copied(plan, goal, steps) for goal, steps in former[:1]]
    taken = {goal.need for goal, _ in kept}
    others = sorted(set(texts()[country]["goals"]) - taken)
    begun = former[0][1][0].due or date.min
    return [*kept, _written(plan, country, random.choice(others), begun + timedelta(days=180))]


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


def lived(random: Random, goals: list[Written], country: str) -> None:
    """Let something come of the goals of a plan that is in force."""
    for goal, steps in goals:
        goal.state = random.choices(list(STATES), list(STATES.values()))[0]
        if goal.state in (GoalState.NOT_ACHIEVED, GoalState.DROPPED) and random.random() < OUTSIDE:
            goal.cause = random.choice(Cause.values)
        if goal.state == GoalState.PROGRESSING:
            goal.note = random.choice(texts()[country]["notes"])
        for step, state in zip(steps, STEPS[GoalState(goal.state)], strict=False):
            step.state = state
