"""A contact as it is told, and why it cannot be recorded so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind

from .models import ContactNote

OF_APPOINTMENT = Reason(
    "of-appointment",
    _("This note belongs to an appointment: take back there what became of it, and the note too."),
)
PAST, AHEAD = timedelta(days=50 * 365), timedelta(days=3 * 365)  # beyond these a year is mistyped


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A contact as it is told: `text` says what was talked of and agreed."""

    happened_at: datetime
    how: str
    text: str
    with_whom: str = ""
    next_on: datetime | None = None


def why_not_by(actor: Actor) -> Reasons:
    """A contact is somebody's of the staff."""
    if actor.kind == PartyKind.STAFF:
        return []
    return [Reason("not-staff", _("A contact is recorded by the member of staff who had it."))]


def why_not_recorded(contact: Contact) -> Reasons:
    """Reasons why a contact cannot be recorded as told; empty when it can."""
    reasons, now = [], timezone.now()
    if contact.happened_at > now:
        reasons.append(Reason("in-future", _("A contact is recorded once it has taken place.")))
    if contact.happened_at < now - PAST:
        reasons.append(Reason("long-ago", _("This contact lies decades back. Check the year.")))
    if contact.next_on and contact.next_on <= contact.happened_at:
        reasons.append(Reason("next-before", _("The next contact lies after this one.")))
    if contact.next_on and contact.next_on > now + AHEAD:
        reasons.append(Reason("next-far", _("The next contact lies years ahead. Check the year.")))
    return reasons


def why_not_withdrawn(note: ContactNote) -> Reasons:
    """Reasons why a note cannot be taken back; empty when it can."""
    if note.withdrawn:
        return [Reason("withdrawn", _("Somebody took this note back already, and said why."))]
    return [OF_APPOINTMENT] if note.appointment_id else []
