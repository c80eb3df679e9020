"""Plans as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tilts.platform.access.authority import why_not
from tilts.platform.access.reasons import Reasons, Text
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.machines import moves_from, state_title
from tilts.platform.workflow.moves import Move
from tilts.platform.workflow.queries import history

from .cases import PlanMachine
from .choices import Agrees, GoalState, StepState
from .guards import why_not_reopened
from .models import Goal, Plan

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


@dataclass(frozen=True)
class Way:
    """A move on the page: where it is made, and what stands in its way."""

    code: str
    title: Text
    description: Text
    url: str
    suggested: bool
    reasons: list[dict[str, Any]]

    @property
    def possible(self) -> bool:
        """True when nothing stands in the way."""
        return all(reason["met"] for reason in self.reasons)


def ways(plan: Plan, actor: Actor) -> tuple[list[Way], list[Way]]:
    """What can happen to a plan now, the usual and the rare, each with ✓ and ✗."""
    moves = moves_from(plan.machine, plan.state)
    found = [_way(plan, code, m, actor) for code, m in moves.items() if not m.is_system]
    usual = [way for way in found if way.code not in RARE]
    return usual, [way for way in found if way.code in RARE]


def _way(plan: Plan, code: str, move: Move, actor: Actor) -> Way:
    reasons = _reasons(plan, code, move, actor)
    missing = [{"met": False, "text": reason.for_reader()} for reason in reasons]
    met = [] if missing else [{"met": True, "text": guard.asks} for guard in move.guards]
    args = [plan.pk] if move.form else [plan.pk, code]
    url = reverse(move.form or "plans:move", args=args)
    suggested = move.likely and not missing
    return Way(code, move.title, move.description, url, suggested, missing + met)


def _reasons(plan: Plan, code: str, move: Move, actor: Actor) -> Reasons:
    """Why a move cannot be made. The reach of what is rare is asked when somebody takes it."""
    if code not in RARE:
        return move.why_not(plan, actor)
    beside = why_not_reopened(plan) if code == "reopen" else []
    return why_not(actor, move.needs) + beside


def goal_lines(goals: Iterable[Goal]) -> list[dict[str, Any]]:
    """Goals with their steps and the tones of their states."""
    return [
        {
            "row": goal,
            "tone": TONES[GoalState(goal.state)],
            "steps": [
                {"row": step, "tone": STEP_TONES[StepState(step.state)]}
                for step in goal.steps.all()
            ],
        }
        for goal in goals
    ]


def status_lines(plan: Plan) -> list[dict[str, Any]]:
    """The status rows, newest first, for the timeline."""
    return [
        {
            "when": row.effective_at,
            "title": state_title(PlanMachine, row.to_state),
            "text": PlanMachine.moves[row.move].title if row.move else _("begun"),
        }
        for row in history(plan).reverse()
    ]
