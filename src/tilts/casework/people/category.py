"""In what role the record speaks of somebody; it follows from their proceedings."""

from uuid import UUID

from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from .locking import locked
from .models import Person


def set_category(*, by: Actor, person_id: UUID, category: str, reason: str) -> Person:
    """Set the category of Directive (EU) 2016/680, article 6; nothing changes when it is so.

    Called inside the act of a room that recorded the cause, and that asked whether `by` may.
    """
    with act("people.set_category", by=by, reason=reason):
        person = locked(person_id)
        if person.category != category:
            person.category, person.version = category, person.version + 1
            person.save()
    return person
