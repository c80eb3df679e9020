"""What staff are told without anybody choosing to: a broken glass tells its officer."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.models import BrokenGlass
from tilts.platform.access.signals import glass_broken
from tilts.platform.access.visibility import is_barred
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.record.dated import in_force

from .actions import notify
from .kinds import notice

GLASS = notice("access.glass_broken", _("%(who)s broke the glass: review it under “Broken glass”."))
OFFICER = "data_protection_officer"


@receiver(glass_broken, dispatch_uid="notices.glass")
def tell_officers(glass: BrokenGlass, by: Actor, **kwargs: Any) -> None:
    """Tell every data-protection officer of the actor's agency who is not barred from the case."""
    today = in_force(timezone.localdate(), "assignments__")
    officers = Staff.objects.filter(today, agency=by.agency, assignments__role=OFFICER)
    for officer in officers.distinct():
        if not is_barred(officer.pk, glass.person_id):
            notify(by=by, to=officer, kind=GLASS, person=glass.person_id, who=by.name)
