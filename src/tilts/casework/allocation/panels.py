"""What this room shows of somebody: their officer, in the header of every page."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from tilts.casework.people.rules import SEE
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.panels import register_headline, register_tab

from .queries import officers_of


def officer(actor: Actor, people: Sequence[UUID]) -> dict[UUID, str]:
    """Who is responsible for each person today."""
    found = officers_of(people, timezone.localdate())
    return {
        person: _("officer %(name)s") % {"name": staff.short_name}
        for person, staff in found.items()
    }


register_headline("officer", lazy("Officer"), 20, officer)
register_tab("officers", pgettext_lazy("of a person", "Officers"), 64, "allocation:of", SEE)
