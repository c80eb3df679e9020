"""Somebody against whom nothing is carried out any more."""

from uuid import UUID

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor

from .responsibility import Responsible, responsibility
from .signals import freed


def tell_if_free(*, by: Actor, person_id: UUID) -> None:
    """Tell the other rooms when neither prison nor probation is responsible today any more."""
    with seen_by(SERVICE):
        nobody = responsibility(person_id, timezone.localdate()).who == Responsible.NONE
    if nobody:
        freed.send(None, person=person_id, by=by)
