"""What this room does when something happens to a person."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.allocation.signals import responsible
from tilts.casework.proceedings.moments import midnight
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor

from .actions import pass_on
from .jobs import pass_on_in_time


@receiver(responsible, dispatch_uid="plans.pass_on")
def go_along(allocation: Allocation, by: Actor, **kwargs: Any) -> None:
    """The plan goes to the new officer on their first day, also where the old one sees it not."""
    if allocation.kind != Kind.OFFICER:
        return
    if allocation.since > timezone.localdate():
        pass_on_in_time.using(run_after=midnight(allocation.since)).enqueue(allocation.pk)
        return
    person, unit = allocation.person_id, allocation.unit
    with seen_by(SERVICE):
        pass_on(by=by, person_id=person, to=allocation.staff, unit=unit)
