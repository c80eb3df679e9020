"""What this room does when somebody comes to prison, and when an assessment is final."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from tilts.casework.proceedings.signals import freed, placed
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.actions import close_about, open_item, react
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.models import Outcome
from tilts.platform.workflow.queries import work_about

from .cases import AGAIN, DUE
from .due import due_after, next_due, officer_of
from .models import Assessment
from .queries import final_before, latest_final
from .signals import finalised


@receiver(placed, dispatch_uid="assessment.placed")
def assessment_is_due(placement: Any, by: Actor, **kwargs: Any) -> None:
    """Whoever comes to prison is assessed within the country's term, again when they were before.

    A result that is still young enough stands until its own next date.
    """
    person: UUID = placement.person_id
    country = placement.unit.agency.country
    with seen_by(SERVICE):
        if any(item.kind == AGAIN.code for item in work_about([person])):
            return
        before = latest_final([person]).get(person)
        due = due_date(country, DUE.deadline, placement.since)
        if before and (again := next_due(country, before.level, before.assessed_on)):
            due = max(due, again)
        close_about(by=by, person=person, kinds=[DUE])
        open_item(
            by=by,
            kind=AGAIN if before else DUE,
            person=person,
            unit=placement.unit,
            owner=officer_of(person),
            due=due,
        )


@receiver(freed, dispatch_uid="assessment.freed")
def nothing_is_due(person: UUID, by: Actor, **kwargs: Any) -> None:
    """Nobody is assessed for a sentence that is over."""
    with seen_by(SERVICE):
        outcome = Outcome.NOT_NEEDED
        close_about(by=by, person=person, kinds=[DUE, AGAIN], outcome=outcome)


@receiver(finalised, dispatch_uid="assessment.finalised")
def what_follows(assessment: Assessment, by: Actor, **kwargs: Any) -> None:
    """Earlier ones give way; the next one is due as the level asks."""
    with seen_by(SERVICE):
        for one in final_before(assessment):
            react(case=one, code="supersede", by=by)
    due_after(assessment, assessment.person, by, at=assessment.unit)
