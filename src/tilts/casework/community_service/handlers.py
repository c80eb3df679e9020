"""What happens to community service by itself, when it is told elsewhere."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.allocation.signals import responsible
from tilts.casework.people.models import Person
from tilts.casework.people.signals import died
from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.moments import midnight
from tilts.casework.proceedings.signals import ended
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor

from .actions import end_of_person, follow_measure, pass_on
from .jobs import pass_on_in_time


@receiver(died, dispatch_uid="community_service.died")
def nobody_is_expected(person: Person, by: Actor, **kwargs: Any) -> None:
    """A death ends the placement; the case is closed by what tells every case."""
    with seen_by(SERVICE):
        end_of_person(by=by, person_id=person.pk)


@receiver(ended, dispatch_uid="community_service.ended")
def a_measure_ended(measure: Measure, by: Actor, **kwargs: Any) -> None:
    """What is carried out no more is not worked off any more."""
    with seen_by(SERVICE):
        follow_measure(by=by, measure=measure)


@receiver(responsible, dispatch_uid="community_service.pass_on")
def go_along(allocation: Allocation, by: Actor, **kwargs: Any) -> None:
    """Cases go along to the new officer and unit, on the first day of theirs."""
    if allocation.kind != Kind.OFFICER:
        return
    if allocation.since > timezone.localdate():
        pass_on_in_time.using(run_after=midnight(allocation.since)).enqueue(allocation.pk)
        return
    with seen_by(SERVICE):
        person, unit = allocation.person_id, allocation.unit
        pass_on(by=by, person_id=person, to=allocation.staff, unit=unit)
