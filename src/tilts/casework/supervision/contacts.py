"""A contact as it is told, and why it cannot be recorded so."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons


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
