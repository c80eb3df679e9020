"""Why somebody cannot be given the work of another."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.models import Bar
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Account, Staff

from .rules import TAKE_ITEMS

SAME = Reason("same-staff", _("It is their work already. Choose a colleague."))
SHUT = Reason("account-shut", _("Their account is shut. Choose a colleague who works here."))
ELSEWHERE = Reason(
    "no-work-there",
    _("They hold no role today with which work of that unit is done. Choose a colleague who does."),
)
BARRED = Reason(
    "barred", _("They are barred from the case of somebody whom the work is about. Choose another.")
)


def why_not_receive(giver: UUID, to: Staff, items: Any) -> Reasons:
    """Reasons why `to` cannot be given these pieces of work."""
    today, people = timezone.localdate(), set(items.values_list("person_id", flat=True)) - {None}
    barred = Bar.objects.on(today).filter(staff_id=to.pk, person_id__in=people)
    found = {
        SAME: giver == to.pk,
        SHUT: Account.objects.filter(staff=to, is_active=False).exists(),
        ELSEWHERE: not _works_in(to, items),
        BARRED: barred.exists(),
    }
    return [reason for reason, holds in found.items() if holds]


def _works_in(to: Staff, items: Any) -> bool:
    """True when a role of today lets them take work in the unit of each piece, and in some unit."""
    grants = actor_for(to, timezone.localdate()).grants
    places = tuple(grant.unit_path for grant in grants if grant.capability == TAKE_ITEMS)
    paths = set(items.values_list("unit__path", flat=True))
    return bool(places) and all(path.startswith(places) for path in paths)
