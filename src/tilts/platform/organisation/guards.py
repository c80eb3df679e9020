"""Why something cannot be done to the organisation."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, Text, refuse_if
from tilts.platform.access.roles import roles
from tilts.platform.parties.actors import Actor

from .models import Absence, Agency, ApiClient, RoleAssignment, Staff, Unit
from .rules import RUN

CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")
OTHER_AGENCY = Reason(
    "other-agency", _("This belongs to another agency. Ask its own administrator.")
)
OWN_ROLE = Reason(
    "own-role",
    _("Nobody gives or ends a role of their own. Ask another administrator of your agency."),
)


def require_run(by: Actor, agency: Agency) -> None:
    """Raise Refused unless the actor runs the organisation, and this agency of it."""
    require(by, RUN)
    if not by.is_service and by.agency != agency.pk:
        refuse_if([OTHER_AGENCY])


def why_not_role(agency: Agency, role: str) -> Reasons:
    """Reasons why an agency does not have this role."""
    if role in roles() and agency.kind in roles()[role].agencies:
        return []
    return [Reason("role-elsewhere", _("This agency has no such role. Choose one of the list."))]


def why_not_in(agency: Agency, unit: Unit | None, day: date) -> Reasons:
    """Reasons why nobody can be placed in a unit of the agency from a day on."""
    if unit is None:
        return []
    if unit.agency_id != agency.pk:
        return [Reason("unit-elsewhere", _("Choose a unit of the same agency."))]
    if not unit.is_on(day):
        return [Reason("unit-closed", _("The unit is not open on that day. Choose another."))]
    return []


def why_not_code(agency: Agency, code: str) -> Reasons:
    """Reasons why a new unit of the agency cannot have this code: a path is made of codes."""
    if not CODE.fullmatch(code):
        text = _("Use small letters, digits, hyphens and underscores only.")
        return [Reason("code-letters", text)]
    if Unit.objects.filter(agency=agency, code=code).exists():
        text = _("A unit of this agency has this code already. Choose another code.")
        return [Reason("code-taken", text)]
    return []


def why_not_own_role(by: Actor, staff: Staff) -> Reasons:
    """Reasons why this actor cannot give or end a role of that member of staff."""
    return [OWN_ROLE] if by.party == staff.pk else []


def why_not_assigned(staff: Staff, role: str, unit: Unit | None, since: date) -> Reasons:
    """Reasons why a role cannot be given from that day on."""
    reasons = [*why_not_role(staff.agency, role), *why_not_in(staff.agency, unit, since)]
    if _from(RoleAssignment.objects.filter(staff=staff, role=role, unit=unit), since):
        text = _("They hold this role there already. End it first, or choose a later day.")
        reasons.append(Reason("role-held", text))
    return reasons


def why_not_ended(since: date, until: date) -> Reasons:
    """Reasons why something that began one day cannot end on another."""
    if until >= since:
        return []
    return [Reason("ends-before", _("The end lies before the beginning. Choose a later day."))]


def why_not_role_ended(held: RoleAssignment, until: date) -> Reasons:
    """Reasons why a role cannot last until that day."""
    reasons = why_not_ended(held.since, until)
    same = RoleAssignment.objects.filter(staff=held.staff, role=held.role, unit=held.unit)
    if _from(same.filter(since__lt=until).exclude(pk=held.pk), held.since):
        text = _("They were given this role there anew. End that one instead.")
        reasons.append(Reason("role-held", text))
    return reasons


def why_not_closed(unit: Unit, until: date) -> Reasons:
    """Reasons why a unit cannot be closed from that day on."""
    reasons = why_not_ended(unit.since, until)
    above = unit.parent
    if above and above.until and until > above.until:
        text = _("The unit to which it belongs is closed then. Choose an earlier day.")
        reasons.append(Reason("unit-above", text))
    if _from(unit.children, until):
        text = _("Units below it are still open then. Close them first.")
        reasons.append(Reason("units-below", text))
    if _from(RoleAssignment.objects.filter(unit=unit), until):
        text = _("Somebody still holds a role there then. End those roles first.")
        reasons.append(Reason("roles-there", text))
    if ApiClient.objects.filter(unit=unit, revoked_at=None, expires__gt=until).exists():
        text = _("A system still uses the API there then. Shut it out first.")
        reasons.append(Reason("systems-there", text))
    return reasons


def _from(rows: Any, day: date) -> bool:
    """True when any of these dated rows is in force on the day or later."""
    return bool(_held(rows).exclude(until__lte=day).exists())


def _held(rows: Any) -> Any:
    """Without those that ended the day they began: they never were."""
    return rows.exclude(until=F("since"))


def why_not_absent(absence: Absence, until: date) -> Reasons:
    """Reasons why leave, planned or known, cannot last until that day."""
    clashes = [Reason(code, text) for code, text in _clashes(absence, until)]
    return [*why_not_ended(absence.since, until), *clashes]


def _clashes(absence: Absence, until: date) -> Iterator[tuple[str, Text]]:
    """What is wrong with who stands in, and the other leave of either in that time."""
    leave = _held(Absence.objects).filter(since__lt=until).exclude(until__lte=absence.since)
    others, substitute = leave.exclude(pk=absence.pk), absence.substitute
    if others.filter(staff=absence.staff).exists():
        yield "leave-overlaps", _("They are on leave in part of that time already.")
    if substitute is None:
        return
    if substitute == absence.staff:
        yield "substitute-self", _("Nobody stands in for themselves. Choose a colleague.")
    elif others.filter(staff=substitute).exists():
        yield "substitute-away", _("They are on leave themselves then. Choose another colleague.")
    if substitute.agency_id != absence.staff.agency_id:
        yield "substitute-elsewhere", _("Choose a colleague of the same agency.")
