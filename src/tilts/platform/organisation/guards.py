"""Why something cannot be done to the organisation."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, Text, refuse_if
from tilts.platform.access.roles import roles
from tilts.platform.parties.actors import Actor

from .models import Absence, Agency, RoleAssignment, Staff, Unit
from .rules import RUN

OTHER_AGENCY = Reason(
    "other-agency", _("This belongs to another agency. Ask its own administrator.")
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


def why_not_assigned(staff: Staff, role: str, unit: Unit | None, since: date) -> Reasons:
    """Reasons why a role cannot be given from that day on."""
    reasons = [*why_not_role(staff.agency, role), *why_not_in(staff.agency, unit, since)]
    held = RoleAssignment.objects.filter(staff=staff, role=role, unit=unit).exclude(
        until__lte=since
    )
    if held.exists():
        text = _("They hold this role there already. End it first, or choose a later day.")
        reasons.append(Reason("role-held", text))
    return reasons


def why_not_ended(since: date, until: date) -> Reasons:
    """Reasons why something that began one day cannot end on another."""
    if until >= since:
        return []
    return [Reason("ends-before", _("The end lies before the beginning. Choose a later day."))]


def why_not_closed(unit: Unit, until: date) -> Reasons:
    """Reasons why a unit cannot be closed from that day on."""
    reasons = why_not_ended(unit.since, until)
    if _beyond(unit.children.all(), until):
        text = _("Units below it are still open then. Close them first.")
        reasons.append(Reason("units-below", text))
    if _beyond(RoleAssignment.objects.filter(unit=unit), until):
        text = _("Somebody still holds a role there then. End those roles first.")
        reasons.append(Reason("roles-there", text))
    return reasons


def _beyond(rows: Any, day: date) -> bool:
    """True when any of these dated rows is in force on the day or later."""
    return bool(rows.exclude(until__lte=day).exists())


def why_not_absent(staff: Staff, since: date, until: date, substitute: Staff | None) -> Reasons:
    """Reasons why leave cannot be planned like this."""
    reasons = [Reason(code, text) for code, text in _faults(staff, substitute, since, until)]
    return [*why_not_ended(since, until), *reasons]


def _faults(
    staff: Staff, substitute: Staff | None, since: date, until: date
) -> Iterator[tuple[str, Text]]:
    if overlapping(staff, since, until):
        yield "leave-overlaps", _("They are on leave in part of that time already.")
    if substitute is None:
        return
    if substitute.pk == staff.pk:
        yield "substitute-self", _("Nobody stands in for themselves. Choose a colleague.")
    if substitute.agency_id != staff.agency_id:
        yield "substitute-elsewhere", _("Choose a colleague of the same agency.")
    if substitute.pk != staff.pk and overlapping(substitute, since, until):
        yield "substitute-away", _("They are on leave themselves then. Choose another colleague.")


def overlapping(staff: Staff, since: date, until: date) -> bool:
    """True when a member of staff is on leave on any day of the time."""
    rows = Absence.objects.filter(staff=staff, since__lt=until).exclude(until__lte=since)
    return bool(rows.exists())
