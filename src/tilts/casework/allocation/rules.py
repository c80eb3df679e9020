"""What can be done about who is whose officer, and whom a role reaches through it."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from tilts.platform.access.purposes import ground, usual_ground
from tilts.platform.access.visibility import Rows, reaches
from tilts.platform.organisation.queries import substituted_by
from tilts.platform.parties.actors import Actor, Grant, Scope

from .capabilities import ASSIGN, TRANSFER
from .models import Allocation, Transfer

__all__ = [
    "ASSIGN",
    "TRANSFER",
    "asked_to_take",
    "caseload",
    "in_caseload",
    "in_unit",
    "to_be_taken",
]


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
    rows: Rows = allocated.filter(unit__path__under=grant.unit_path)
    return rows


@reaches(Scope.UNIT)
def to_be_taken(actor: Actor, grant: Grant) -> Rows:
    """Whom the unit is asked to take from another, until that is answered and done."""
    rows: Rows = Transfer.plain.filter(state__in=("asked", "accepted"))
    return rows.filter(to_unit__path__under=grant.unit_path)


@ground
def asked_to_take(actor: Actor, person: UUID) -> str:
    """Whoever answers whether their unit takes somebody looks at them for that."""
    led = [grant.unit_path for grant in actor.grants if grant.capability == ASSIGN]
    asked = Transfer.plain.filter(person_id=person, state__in=("asked", "accepted"))
    paths = asked.values_list("to_unit__path", flat=True) if led else []
    return "handover" if any(path.startswith(tuple(led)) for path in paths) else ""


@usual_ground
def caseload(actor: Actor, person: UUID) -> str:
    """Whoever is responsible for a person today, or stands in, needs no other purpose."""
    mine = in_caseload(actor, Grant("people.see", Scope.CASELOAD, ""))
    return "caseload" if mine.filter(person_id=person).exists() else ""
