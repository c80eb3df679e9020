"""The plan goes along with the person, from one officer, unit and service to the next."""

from datetime import date, timedelta
from uuid import UUID

from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import open_item
from tilts.platform.workflow.models import WorkItem

from ..cases import REVIEW, SIGN
from ..models import Plan
from ..queries import open_plans, to_be_reviewed

AHEAD = timedelta(days=30)


def pass_on(*, by: Actor, person_id: UUID, to: Staff, unit: Unit) -> None:
    """Somebody else is responsible from now on: the plan stands as it is, its work is theirs."""
    plans: list[Plan] = list(open_plans([person_id]))
    if not plans:
        return
    with act("plans.pass_on", by=by):
        for plan in plans:
            plan.unit = unit
            plan.save()
        refs = [plan.case_ref() for plan in plans]
        for item in WorkItem.objects.filter(case__in=refs, closed_at=None):
            item.unit, item.owner = unit, None if item.kind == SIGN.code else to
            item.save()


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
