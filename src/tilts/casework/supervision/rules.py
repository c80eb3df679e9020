"""What can be done in supervision, and why somebody with an appointment looks."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.allocation.own import passed_on_for_rules, staff_of
from tilts.platform.access.capabilities import declare
from tilts.platform.access.purposes import ground
from tilts.platform.parties.actors import Actor

from .models import ContactNote

RECORD = declare("supervision.record", _("Record a contact"))


@ground
def appointment(actor: Actor, person: UUID) -> str:
    """Whoever meets a person today, or stands in for who does, needs no other purpose."""
    today, staff = timezone.localdate(), staff_of(actor)
    agreed = ContactNote.plain.filter(person_id=person, withdrawn=False, next_on__date=today)
    notes = list(agreed.filter(staff_id__in=staff))  # who took the person over has the caseload
    passed = passed_on_for_rules(person, today) if notes else None
    for note in notes:
        if passed and passed.of(person, note.staff_id, note.agreed_on) in staff:
            return "appointment"
    return ""
