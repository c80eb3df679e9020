"""Plans as the pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from .choices import Agrees, GoalState, StepState
from .models import Goal
from .towards import Toward

TONES = {
    GoalState.OPEN: "neutral",
    GoalState.PROGRESSING: "info",
    GoalState.ACHIEVED: "success",
    GoalState.NOT_ACHIEVED: "warning",
    GoalState.DROPPED: "neutral",
}
STEP_TONES = {StepState.OPEN: "neutral", StepState.DONE: "success", StepState.NOT_DONE: "warning"}
ANSWER_TONES = {Agrees.YES: "success", Agrees.NO: "danger", Agrees.COULD_NOT_ANSWER: "warning"}
STATE_TONES = {"active": "success", "under_review": "info"}
RARE = ("end", "reopen", "mark_error", "mark_wrong_person")


def goal_lines(
    goals: Iterable[Goal], done: Mapping[UUID, Sequence[Toward]] = MappingProxyType({})
) -> list[dict[str, Any]]:
    """Goals with their steps, the tones of their states, and what is `done` towards them."""
    return [
        {
            "row": goal,
            "towards": [one for one in done.get(goal.line, ()) if not one.offer],
            "offers": [one for one in done.get(goal.line, ()) if one.offer],
            "tone": TONES[GoalState(goal.state)],
            "steps": [
                {"row": step, "tone": STEP_TONES[StepState(step.state)]}
                for step in goal.steps.all()
            ],
        }
        for goal in goals
    ]
