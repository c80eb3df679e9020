"""What happens to meetings by itself, when it is told elsewhere."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.people.queries import records_of
from tilts.casework.people.signals import died
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor

from .queries import is_expected, meetings_about
from .telling import tell_called_off


@receiver(died, dispatch_uid="meetings.death")
def nobody_meets(person: Person, by: Actor, **kwargs: Any) -> None:
    """Staff who expect a meeting are told that there is none, whichever room hears of it first."""
    with seen_by(SERVICE):
        for meeting in meetings_about(records_of(person)).filter(ends_at__gt=timezone.now()):
            if is_expected(meeting):
                invitees = list(meeting.invitees.select_related("staff__agency"))
                tell_called_off(by=by, meeting=meeting, invitees=invitees)
