"""A plan is begun, written, answered and moved on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from .. import verbs
from ..capabilities import WRITE
from ..models import Goal, Plan
from ..queries import one_goal, one_plan
from ..verbs import Verb

STEP_PAGE, GOAL_PAGE = "plans/step.html", "plans/goal.html"


def take(
    request: Any, verb: Verb, person_id: UUID, subject: Any = None, template: str = STEP_PAGE
) -> HttpResponse:
    """Show the form; with a valid one act. A refusal says its reasons, and nothing is lost.

    The subject of the verb is the person, unless another one is named.
    """
    person = open_person(request.actor, person_id, session=request.session)
    subject = subject or person
    form = verb.form(request.POST or None, subject)
    if form.is_valid():
        try:
            return redirect("plans:one", _plan_of(verb.do(request.actor, subject, form)))
        except Refused as refused:
            if NOT_YOURS in refused.reasons:
                raise
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    header = person_header(request.actor, person, "plan")
    back = _plan_of(subject) if isinstance(subject, Plan | Goal) else None
    context = {"header": header, "person": person, "title": verb.title, "form": form, "back": back}
    return render(request, template, context, status=422 if form.errors else 200)


def _plan_of(row: Plan | Goal) -> UUID:
    plan: UUID = row.plan_id if isinstance(row, Goal) else row.pk
    return plan


def _of_plan(request: Any, plan_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    plan = one_plan(plan_id)
    return take(request, verb, plan.person_id, plan, **more)


def _of_goal(request: Any, goal_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    goal = one_goal(goal_id)
    return take(request, verb, goal.person_id, goal, **more)


@door(WRITE)
def begin(request: Any, person_id: UUID) -> HttpResponse:
    """Begin a plan for somebody who has none."""
    return take(request, verbs.BEGIN, person_id)


@door(WRITE)
def add_goal(request: Any, plan_id: UUID) -> HttpResponse:
    """Add a goal with its first steps."""
    return _of_plan(request, plan_id, verbs.ADD_GOAL, template=GOAL_PAGE)


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
