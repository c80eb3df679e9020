"""What can be done in supervision, and why somebody with an appointment looks."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.allocation.own import staff_of
from tilts.platform.access.capabilities import declare
from tilts.platform.access.purposes import ground
from tilts.platform.parties.actors import Actor

from .models import ContactNote

RECORD = declare("supervision.record", _("Record a contact"))


@ground
def appointment(actor: Actor, person: UUID) -> str:
    """Whoever meets a person today, or stands in for who does, needs no other purpose."""
    agreed = ContactNote.plain.filter(person_id=person, withdrawn=False)
    today = agreed.filter(next_on__date=timezone.localdate(), staff_id__in=staff_of(actor))
    return "appointment" if today.exists() else ""
