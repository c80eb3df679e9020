"""What this room does when something happens to a person."""

from datetime import date
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from tilts.casework.people.models import Person
from tilts.casework.people.signals import died
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.actions import person_event

from .actions.placing import leave
from .actions.sentencing import end_running
from .models import Ending, Measure, Placement
from .moments import midnight
from .queries import records


@receiver(died, dispatch_uid="proceedings.death")
def end_everything(person: Person, by: Actor, on: date, **kwargs: Any) -> None:
    """Death ends the placement, every measure and every case of the person, in one act."""
    at = midnight(on)
    with seen_by(SERVICE):
        leave(by=by, person_id=person.pk, on=on, how=Placement.Ended.DEATH)
        measures = Measure.objects.filter(person_id__in=records([person.pk]))
        end_running(by=by, measures=measures, on=on, how=Ending.DEATH)
        for record in records([person.pk]):
            person_event(
                person=record, code="person_died", by=by, reason=_("Death"), effective_at=at
            )
