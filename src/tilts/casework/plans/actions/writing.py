"""Goals and steps are written while the plan is, and what comes of them is noted later."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.casework.proceedings.moments import why_not_begin
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..capabilities import WRITE
from ..choices import GoalState
from ..content import GoalContent, Progress, StepContent
from ..guards import why_not_noted, why_not_written
from ..models import Goal, Plan, Step
from ..queries import steps_of

FOREIGN_STEP = Reason(
    "foreign-step", _("The goal has no such step, or has it no more. Load the page again.")
)
GOAL_GONE = Reason(
    "goal-gone", _("Somebody took this goal out of the plan meanwhile. Go back to the plan.")
)
NEEDLESS_CAUSE = Reason(
    "needless-cause", _("A goal that was achieved has no cause why not. Leave it empty.")
)


def add_goal(*, by: Actor, plan: Plan, what: GoalContent) -> Goal:
    """Add a goal with its steps to a plan that is being written."""
    require(by, WRITE, plan.person_id)
    _refuse_days(what.steps)
    with act("plans.add_goal", by=by):
        refuse_if(why_not_written(_held(plan.pk)))
        goal = Goal(person_id=plan.person_id, plan=plan, need=what.need, text=what.text)
        goal.save(force_insert=True)
        for said in what.steps:
            _write(Step(person_id=goal.person_id, goal=goal), said)
    return goal


def change_goal(*, by: Actor, goal: Goal, what: GoalContent) -> Goal:
    """Change a goal and those of its steps that are named."""
    require(by, WRITE, goal.person_id)
    _refuse_days(what.steps)
    with act("plans.change_goal", by=by):
        refuse_if(why_not_written(_held_with(goal)))
        own = _own_steps(goal, (said.id for said in what.steps if said.id))
        goal.need, goal.text = what.need, what.text
        goal.save()
        for said in what.steps:
            _write(own[said.id] if said.id else Step(person_id=goal.person_id, goal=goal), said)
        for step_id in sorted(own.keys() & set(what.gone)):
            own[step_id].delete()
    return goal


def remove_goal(*, by: Actor, goal: Goal) -> Plan:
    """Take a goal and its steps out of a plan that is being written; an earlier version keeps it.

    Returns the plan.
    """
    require(by, WRITE, goal.person_id)
    with act("plans.remove_goal", by=by):
        plan = _held_with(goal)
        refuse_if(why_not_written(plan))
        for row in (*steps_of(goal), goal):
            row.delete()
    return plan


def note_progress(*, by: Actor, goal: Goal, said: Progress) -> Goal:
    """Note what has come of a goal and of its steps."""
    require(by, WRITE, goal.person_id)
    needless = said.cause and said.state == GoalState.ACHIEVED
    refuse_if([NEEDLESS_CAUSE] if needless else [])
    with act("plans.note_progress", by=by):
        refuse_if(why_not_noted(_held_with(goal)))
        steps = _own_steps(goal, said.steps)
        goal.state, goal.cause, goal.note = said.state, said.cause, said.note
        goal.save()
        for step_id, state in said.steps.items():
            steps[step_id].state = state
            steps[step_id].save()
    return goal


def _held(plan_id: UUID) -> Plan:
    """The plan as it is now, held until the act ends."""
    plan: Plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    return plan


def _held_with(goal: Goal) -> Plan:
    """The plan of a goal, held; the goal becomes what it is now, or is refused when it is gone."""
    plan = _held(goal.plan_id)
    try:
        goal.refresh_from_db()
    except Goal.DoesNotExist:
        raise Refused([GOAL_GONE]) from None
    return plan


def _own_steps(goal: Goal, named: Iterable[UUID]) -> dict[UUID, Step]:
    """The goal's steps by id; refused when one is named that is not among them."""
    own = {step.pk: step for step in steps_of(goal)}
    refuse_if([FOREIGN_STEP] if any(step not in own for step in named) else [])
    return own


def _write(step: Step, said: StepContent) -> None:
    step.what, step.who, step.name = said.what, said.who, said.name
    step.due, step.how = said.due, said.how
    step.save()


def _refuse_days(steps: Iterable[StepContent]) -> None:
    refuse_if([reason for step in steps for reason in why_not_begin(step.due)][:1])
