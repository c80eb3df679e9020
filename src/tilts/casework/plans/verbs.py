"""What is done about plans through a form: the same for a page and for the API."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from tilts.casework.allocation.queries import responsible_for
from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.models import Person
from tilts.casework.people.queries import records_of
from tilts.casework.people.steps import Verb
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .cases import PlanMachine
from .models import Goal, Plan
from .needs import shown_needs
from .queries import steps_of
from .sheet import language_of

MOVES = PlanMachine.moves


def unit_for(person: Person) -> Unit:
    """Where somebody is worked with: the unit of their officer, else where they are registered."""
    now = responsible_for(records_of(person)).filter(until=None, kind="officer").last()
    return now.unit if now else person.unit


BEGIN = Verb(
    _("Begin a plan"),
    lambda sent, person: SureForm(sent),
    lambda by, person, form: actions.begin_plan(by=by, person=person, unit=unit_for(person)),
)
ADD_GOAL = Verb(
    _("Add a goal"),
    lambda sent, plan: forms.GoalForm(sent),
    lambda by, plan, form: actions.add_goal(by=by, plan=plan, what=form.content()),
)


def adding(by: Actor) -> Verb:
    """Add a goal, with the needs first that the person's assessment shows."""
    return Verb(
        ADD_GOAL.title,
        lambda sent, plan: forms.GoalForm(sent, shown=shown_needs(by, plan.person_id)),
        ADD_GOAL.do,
    )


CHANGE_GOAL = Verb(
    _("Change the goal"),
    lambda sent, goal: forms.goal_form(sent, goal, steps_of(goal)),
    lambda by, goal, form: actions.change_goal(by=by, goal=goal, what=form.content()),
)
REMOVE_GOAL = Verb(
    _("Take the goal out of the plan"),
    lambda sent, goal: SureForm(sent),
    lambda by, goal, form: actions.remove_goal(by=by, goal=goal),
)


def _progress_form(sent: Any, goal: Goal) -> forms.ProgressForm:
    now = {"state": goal.state, "cause": goal.cause, "note": goal.note}
    return forms.ProgressForm(sent, steps=steps_of(goal), initial=now)


PROGRESS = Verb(
    _("Note what came of it"),
    _progress_form,
    lambda by, goal, form: actions.note_progress(by=by, goal=goal, said=form.progress()),
)
ANSWER = Verb(
    MOVES["record_answer"].title,
    lambda sent, plan: forms.AnswerForm(sent, initial={"explained_in": language_of(plan)}),
    lambda by, plan, form: actions.record_answer(by=by, plan=plan, said=form.said()),
)


def _take(code: str) -> Callable[[Actor, Plan, Any], Plan]:
    own = {"countersign": actions.countersign, "start_review": actions.review}
    if code in own:
        return lambda by, plan, form: own[code](by=by, plan=plan)
    return lambda by, plan, form: actions.advance(by=by, plan=plan, code=code, **form.cleaned_data)


def moving(code: str) -> Verb:
    """A move of a plan that staff make without saying more; raises Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.is_system or move.form:
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    return Verb(move.title, lambda sent, plan: asks(sent), _take(code))
