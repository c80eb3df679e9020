"""Who is told of an occurrence, besides whoever acts."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.allocation.models import Allocation, Kind
from tilts.platform.access.visibility import is_barred
from tilts.platform.notices.actions import notify
from tilts.platform.notices.kinds import NoticeKind, notice
from tilts.platform.organisation.models import RoleAssignment, Staff, Unit
from tilts.platform.parties.actors import Actor

OPENED = notice(
    "protocols.opened", _("An action protocol was opened. Look “In the moment”."), urgent=True
)
OVERDUE = notice(
    "protocols.overdue",
    _("A step of an action protocol is overdue. Look “In the moment”."),
    urgent=True,
)
RESPONSIBLE = "responsible"


def staff_to_tell(unit: Unit, person: UUID, whom: Iterable[str]) -> "QuerySet[Staff]":
    """The responsible officer and who holds these roles in the unit or above it, by name."""
    today, wanted = timezone.localdate(), set(whom)
    parts = unit.path.rstrip(".").split(".")
    above = [f"{'.'.join(parts[: n + 1])}." for n in range(len(parts))]
    held = RoleAssignment.objects.on(today).filter(role__in=wanted, unit__path__in=above)
    chosen = Q(pk__in=held.values("staff"))
    if RESPONSIBLE in wanted:
        officers = Allocation.plain.on(today).filter(person=person, kind=Kind.OFFICER)
        chosen |= Q(pk__in=officers.values("staff"))
    return Staff.objects.filter(chosen).order_by("sort_key", "pk")


def tell(
    *,
    by: Actor,
    unit: Unit,
    person: UUID,
    whom: Iterable[str],
    kind: NoticeKind,
    also: Iterable[UUID] = (),
) -> int:
    """Tell them all, but whoever acts and who is barred from the case; returns how many."""
    chosen = {staff.pk: staff for staff in staff_to_tell(unit, person, whom)}
    chosen |= {staff.pk: staff for staff in Staff.objects.filter(pk__in=list(also))}
    told = [s for s in chosen.values() if s.pk != by.party and not is_barred(s.pk, person)]
    for staff in told:
        notify(by=by, to=staff, kind=kind, person=person)
    return len(told)
