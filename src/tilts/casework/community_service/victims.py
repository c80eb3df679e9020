"""Whether a place of work is safe for victims: behind their wall, answered by yes or no."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.gathered import records
from tilts.casework.people.models import Victim
from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.reasons import Reason
from tilts.platform.access.walls import open_wall
from tilts.platform.organisation.sorting import folded
from tilts.platform.parties.actors import Actor

from .capabilities import RUN
from .models import KeptAway, ProviderContact, WorkProvider

VICTIM_SAFETY = Reason(
    "victim-safety",
    _("Ask the head of unit, who may open the victims' wall, or choose another provider."),
    walled=_("A victim would be met there."),
    wall=VICTIMS,
)


def unsafe(by: Actor, person: UUID, providers: Iterable[WorkProvider]) -> set[UUID]:
    """Providers where a victim of the person would be met. The look behind the wall is written.

    Unsafe is a provider that was noted so, whose contact is a victim, or at whose street a victim
    is reached. Nothing of why leaves the wall.
    """
    today, known = timezone.localdate(), list(providers)
    everybody = list(records([person]))
    with open_wall(VICTIMS, by=by, capability=RUN, person=person, purpose="caseload"):
        noted = KeptAway.objects.on(today).filter(person_id__in=everybody)
        found: set[UUID] = set(noted.values_list("provider_id", flat=True))
        victims = list(Victim.objects.on(today).filter(person_id__in=everybody))
    names = {folded(one.name) for one in victims}
    reached = [folded(one.contact) for one in victims]
    contacts = ProviderContact.objects.on(today).filter(provider__in=known)
    found |= {one.provider_id for one in contacts if folded(one.name) in names}
    found |= {one.pk for one in known if any(folded(one.street) in text for text in reached)}
    return found & {one.pk for one in known}
