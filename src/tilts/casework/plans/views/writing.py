"""A plan is begun, written, answered and moved on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tilts.casework.people.steps import Verb, take
from tilts.platform.access.doors import door

from .. import verbs
from ..capabilities import WRITE
from ..models import Goal, Plan
from ..queries import one_goal, one_plan

GOAL_PAGE = "plans/goal.html"


def _onwards(row: Plan | Goal) -> tuple[str, UUID]:
    return "plans:one", row.plan_id if isinstance(row, Goal) else row.pk


def _take(
    request: Any, verb: Verb, person_id: UUID, subject: Any = None, **more: Any
) -> HttpResponse:
    back = _onwards(subject)[1] if subject else None
    shown: dict[str, Any] = {"template": "plans/step.html", "back": back, **more}
    return take(request, verb, person_id, subject, tab="plan", onwards=_onwards, **shown)


def _of_plan(request: Any, plan_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    plan = one_plan(plan_id)
    return _take(request, verb, plan.person_id, plan, **more)


def _of_goal(request: Any, goal_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    goal = one_goal(goal_id)
    return _take(request, verb, goal.person_id, goal, **more)


@door(WRITE)
def begin(request: Any, person_id: UUID) -> HttpResponse:
    """Begin a plan for somebody who has none."""
    return _take(request, verbs.BEGIN, person_id)


@door(WRITE)
def add_goal(request: Any, plan_id: UUID) -> HttpResponse:
    """Add a goal with its first steps."""
    return _of_plan(request, plan_id, verbs.adding(request.actor), template=GOAL_PAGE)


@door(WRITE)
def change_goal(request: Any, goal_id: UUID) -> HttpResponse:
    """Change a goal, its steps, or add one more."""
    return _of_goal(request, goal_id, verbs.CHANGE_GOAL, template=GOAL_PAGE)


@door(WRITE)
def remove_goal(request: Any, goal_id: UUID) -> HttpResponse:
    """Take a goal out of a plan that is being written."""
    return _of_goal(request, goal_id, verbs.REMOVE_GOAL)


@door(WRITE)
def progress(request: Any, goal_id: UUID) -> HttpResponse:
    """Note what came of a goal and its steps."""
    return _of_goal(request, goal_id, verbs.PROGRESS)


@door(WRITE)
def answer(request: Any, plan_id: UUID) -> HttpResponse:
    """Record what the person says of the plan."""
    return _of_plan(request, plan_id, verbs.ANSWER)


@door(WRITE)
def moved(request: Any, plan_id: UUID, code: str) -> HttpResponse:
    """Any other move of a plan that staff can make."""
    return _of_plan(request, plan_id, verbs.moving(code))
