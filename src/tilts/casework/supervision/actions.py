"""Recording a contact, and taking one back that was entered in error."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act

from .models import ContactNote
from .rules import RECORD


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A contact as it is told: `text` says what was talked of and agreed."""

    happened_at: datetime
    how: str
    text: str
    with_whom: str = ""
    next_on: datetime | None = None


def why_not_recorded(contact: Contact) -> Reasons:
    """Reasons why a contact cannot be recorded as told; empty when it can."""
    reasons = []
    if contact.happened_at > timezone.now():
        reasons.append(Reason("in-future", _("A contact is recorded once it has taken place.")))
    if contact.next_on and contact.next_on <= contact.happened_at:
        reasons.append(Reason("next-before", _("The next contact lies after this one.")))
    return reasons


def _why_not_by(actor: Actor) -> Reasons:
    if actor.kind == PartyKind.STAFF:
        return []
    return [Reason("not-staff", _("A contact is recorded by the member of staff who had it."))]


def record_contact(*, by: Actor, person_id: UUID, contact: Contact) -> ContactNote:
    """Record a contact of `by` with a person."""
    require(by, RECORD, person_id)
    refuse_if([*_why_not_by(by), *why_not_recorded(contact)])
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
    note.withdrawn, note.withdrawn_because = True, reason
    with act("supervision.withdraw_contact", by=by, reason=reason):
        note.save()
    return note
