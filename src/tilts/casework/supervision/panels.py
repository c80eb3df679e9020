"""What supervision shows of a person."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.assessment.capabilities import SEE
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.panels import Next, register_next, register_panel, register_tab

from . import order_panels  # noqa: F401 - importing it registers what it shows
from .models import ContactNote
from .queries import latest_contacts, next_agreed


def agreed(actor: Actor, people: Sequence[UUID]) -> dict[UUID, list[Next]]:
    """The next contact that was agreed."""
    ahead = next_agreed(people, timezone.localdate())
    return {
        person: [Next(str(_("Contact agreed")), timezone.localdate(when), _record(person))]
        for person, when in ahead.items()
    }


def _record(person: UUID) -> str:
    return reverse("supervision:record", args=[person])


def latest(actor: Actor, people: Sequence[UUID]) -> dict[UUID, ContactNote]:
    """The latest contact of each person."""
    return latest_contacts(people)


register_tab("contacts", _("Contacts"), 40, "supervision:contacts", "people.see")
register_next("contact", _("Contacts"), 10, agreed)
register_panel("contact", _("Latest contact"), 10, latest, "supervision/latest.html")
register_tab("tier", pgettext_lazy("intensity of work", "Tier"), 62, "supervision:tier", SEE)
