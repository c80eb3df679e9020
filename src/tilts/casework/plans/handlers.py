"""What this room does when something happens to a person."""

from typing import Any

from django.dispatch import receiver

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.allocation.signals import responsible
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor

from .actions import pass_on


@receiver(responsible, dispatch_uid="plans.pass_on")
def go_along(allocation: Allocation, by: Actor, **kwargs: Any) -> None:
    """The plan goes to the new officer, also where the old one does not see them."""
    if allocation.kind == Kind.OFFICER:
        person, unit = allocation.person_id, allocation.unit
        with seen_by(SERVICE):
            pass_on(by=by, person_id=person, to=allocation.staff, unit=unit)
