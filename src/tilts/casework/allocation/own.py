"""One's own people: those allocated today to the actor, or to whom they stand in for."""

from uuid import UUID

from django.utils import timezone

from tilts.platform.organisation.queries import standing_in_for
from tilts.platform.parties.actors import Actor

from .models import Allocation


def staff_of(actor: Actor) -> set[UUID]:
    """The actor, and the absent colleagues whom they stand in for."""
    return {actor.party, *standing_in_for(actor.party, timezone.localdate())}


def own_people(actor: Actor) -> list[UUID]:
    """Ids of one's own people, in the order of their names."""
    mine = Allocation.objects.on(timezone.localdate()).filter(staff__in=staff_of(actor))
    rows = mine.filter(person__died_on=None).order_by("person__sort_key", "person")
    return list(dict.fromkeys(rows.values_list("person", flat=True)))
