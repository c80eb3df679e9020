"""What happens to supervision by itself, when it is told elsewhere."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.allocation.signals import responsible
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.signals import finalised
from tilts.casework.plans.models import Plan
from tilts.casework.plans.signals import agreed
from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.moments import midnight
from tilts.casework.proceedings.signals import ended
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import Enrolment
from tilts.platform.gatherings.signals import ended as enrolment_ended
from tilts.platform.parties.actors import SERVICE, Actor

from .actions import follow_leaving, pass_on_appointments
from .actions.following import follow_measure, follow_person, pass_on
from .jobs import pass_on_in_time
from .one_to_one import KIND


@receiver(finalised, dispatch_uid="supervision.assessed")
def somebody_was_assessed(assessment: Assessment, by: Actor, **kwargs: Any) -> None:
    """A result that is final brings supervision a stage further."""
    with seen_by(SERVICE):
        follow_person(by=by, person_id=assessment.person_id)


@receiver(agreed, dispatch_uid="supervision.planned")
def a_plan_came_into_force(plan: Plan, by: Actor, **kwargs: Any) -> None:
    """So does a plan that came into force."""
    with seen_by(SERVICE):
        follow_person(by=by, person_id=plan.person_id)


@receiver(ended, dispatch_uid="supervision.ended")
def a_measure_ended(measure: Measure, by: Actor, **kwargs: Any) -> None:
    """What is carried out no more is not supervised any more."""
    with seen_by(SERVICE):
        follow_measure(by=by, measure=measure)


@receiver(responsible, dispatch_uid="supervision.pass_on")
def go_along(allocation: Allocation, by: Actor, **kwargs: Any) -> None:
    """The work goes along to the new officer, on the first day of theirs; so do appointments.

    These are passed on at once, those from that day on: nobody else is booked meanwhile.
    """
    if allocation.kind != Kind.OFFICER:
        return
    with seen_by(SERVICE):
        pass_on_appointments(by=by, allocation=allocation)
    if allocation.since > timezone.localdate():
        pass_on_in_time.using(run_after=midnight(allocation.since)).enqueue(allocation.pk)
        return
    person, unit = allocation.person_id, allocation.unit
    with seen_by(SERVICE):
        pass_on(by=by, person_id=person, to=allocation.staff, unit=unit)


@receiver(enrolment_ended, dispatch_uid="supervision.enrolment_ended")
def nobody_comes(enrolment: Enrolment, by: Actor, **kwargs: Any) -> None:
    """Whoever died, or should never have been here, has no appointments."""
    if enrolment.series.template.kind == KIND:
        with seen_by(SERVICE):
            follow_leaving(by=by, enrolment=enrolment)
