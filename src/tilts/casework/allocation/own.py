"""One's own people: those allocated today to the actor, or to whom they stand in for."""

from uuid import UUID

from django.utils import timezone

from tilts.platform.access.telling import once, seen
from tilts.platform.organisation.queries import standing_in_for
from tilts.platform.parties.actors import Actor

from .models import Allocation


def staff_of(actor: Actor) -> set[UUID]:
    """The actor, and the absent colleagues whom they stand in for."""
    today = timezone.localdate()
    absent = once(("absent", actor.party), lambda: standing_in_for(actor.party, today))
    return {actor.party, *absent}


def own_people(actor: Actor) -> list[UUID]:
    """Ids of one's own people, in the order of their names."""
    return once(("own people", actor.party), lambda: _own_people(actor))


def _own_people(actor: Actor) -> list[UUID]:
    mine = Allocation.objects.on(timezone.localdate()).filter(staff__in=staff_of(actor))
    rows = mine.filter(person__died_on=None).order_by("person__sort_key", "person")
    people = list(dict.fromkeys(rows.values_list("person", flat=True)))
    seen(people)
    return people
