"""Recording a contact, and taking one back that was entered in error."""

from uuid import UUID

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..contacts import Contact, why_not_by, why_not_recorded, why_not_withdrawn
from ..models import ContactNote
from ..rules import RECORD


def record_contact(*, by: Actor, person_id: UUID, contact: Contact) -> ContactNote:
    """Record a contact of `by` with a person."""
    require(by, RECORD, person_id)
    refuse_if([*why_not_by(by), *why_not_recorded(contact)])
    note = ContactNote(
        person_id=person_id,
        staff_id=by.party,
        happened_at=contact.happened_at,
        how=contact.how,
        with_whom=contact.with_whom,
        text=contact.text,
        next_on=contact.next_on,
    )
    with act("supervision.record_contact", by=by, effective_at=contact.happened_at):
        note.save()
    return note


def withdraw_contact(*, by: Actor, note: ContactNote, reason: str) -> ContactNote:
    """Take back a note that was entered in error or about the wrong person. It stays readable."""
    require(by, RECORD, note.person_id)
    with act("supervision.withdraw_contact", by=by, reason=reason):
        now: ContactNote = ContactNote.objects.select_for_update().get(pk=note.pk)
        refuse_if(why_not_withdrawn(now))
        now.withdrawn, now.withdrawn_because = True, reason
        now.save()
    return now
