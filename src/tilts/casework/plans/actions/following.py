"""The plan goes along with the person, from one officer to the next, and with what is done."""

from datetime import date, timedelta
from uuid import UUID

from tilts.casework.proceedings.queries import records
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import open_item
from tilts.platform.workflow.passing_on import pass_on_cases

from ..cases import REVIEW, SIGN
from ..choices import GoalState
from ..models import Goal, Plan
from ..queries import OVER, open_plans, to_be_reviewed

AHEAD = timedelta(days=30)


def pass_on(*, by: Actor, person_id: UUID, to: Staff, unit: Unit) -> None:
    """Somebody else is responsible from now on: the plan stands as it is, its work is theirs."""
    plans: list[Plan] = list(open_plans([person_id]))
    if not plans:
        return
    with act("plans.pass_on", by=by):
        pass_on_cases(plans, to=to, unit=unit, queued=(SIGN.code,))


def carry_over(*, by: Actor, person_id: UUID, goal: UUID, step: UUID | None, state: str) -> int:
    """What another room does towards a goal began or ended: the goal goes on, its step stands so.

    `goal` and `step` are lines, the same in every version; `state` is that of the step. Returns how
    many versions were noted in: the one in force, and the next one while it is in preparation.
    """
    whose = records([person_id])
    goals = Goal.objects.filter(person__in=whose, line=goal).exclude(plan__state__in=OVER)
    with act("plans.note_progress", by=by):
        rows = list(goals.order_by("pk"))
        for row in rows:
            if row.state == GoalState.OPEN:
                row.state = GoalState.PROGRESSING
                row.save()
            for one in row.steps.filter(line=step) if step else ():
                one.state = state
                one.save()
    return len(rows)


def open_reviews(*, by: Actor, day: date) -> int:
    """Open the work of reviews that are due within the month, for each person's officer then.

    A day's list says nothing of what is due in half a year. Returns how many were opened.
    """
    with act("plans.open_reviews", by=by):
        plans = list(to_be_reviewed(day + AHEAD))
        for plan in plans:
            open_item(
                by=by,
                kind=REVIEW,
                person=plan.person_id,
                unit=plan.unit,
                owner=plan.work_owner(),
                case=plan.case_ref(),
                due=plan.review_on,
            )
    return len(plans)
