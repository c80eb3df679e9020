"""What can be done about who is whose officer, and whom a role reaches through it."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare
from tilts.platform.access.purposes import usual_ground
from tilts.platform.access.visibility import Rows, reaches
from tilts.platform.organisation.queries import substituted_by
from tilts.platform.parties.actors import Actor, Grant, Scope

from .models import Allocation

ASSIGN = declare("allocation.assign", _("Allocate people to officers"))


@reaches(Scope.CASELOAD)
@reaches(Scope.UNIT)  # somebody of the unit may be responsible for a person of another
def in_caseload(actor: Actor, grant: Grant) -> Rows:
    """The people allocated today to the actor, or to whom they stand in for."""
    today = timezone.localdate()
    away = substituted_by(actor.party, today).values("staff")
    rows: Rows = Allocation.plain.on(today).filter(Q(staff=actor.party) | Q(staff__in=away))
    return rows


@reaches(Scope.UNIT)
def in_unit(actor: Actor, grant: Grant) -> Rows:
    """The people allocated today to somebody in the unit or below it."""
    allocated = Allocation.plain.on(timezone.localdate())
    rows: Rows = allocated.filter(unit__path__startswith=grant.unit_path)
    return rows


@usual_ground
def caseload(actor: Actor, person: UUID) -> str:
    """Whoever is responsible for a person today, or stands in, needs no other purpose."""
    mine = in_caseload(actor, Grant("people.see", Scope.CASELOAD, ""))
    return "caseload" if mine.filter(person_id=person).exists() else ""
