"""Why somebody cannot be made responsible for a person."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import why_not
from tilts.platform.access.models import Bar
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.organisation.queries import standing_in_for
from tilts.platform.parties.actors import Actor

from .models import Allocation, Transfer
from .rules import ASSIGN


def workplace(staff: Staff, day: date) -> Unit | None:
    """The unit in which somebody has worked longest of those where they hold a role that day."""
    held = staff.assignments.on(day).exclude(unit=None).select_related("unit")
    assignment = held.order_by("since", "pk").first()
    return assignment.unit if assignment else None


def latest(person: UUID, kind: str) -> Allocation | None:
    """The last allocation of a kind, whether it goes on or not."""
    rows = Allocation.plain.filter(person_id=person, kind=kind).select_related("staff")
    found: Allocation | None = rows.order_by("-since", "-pk").first()
    return found


def why_not_assign(by: Actor, person: UUID, to: Staff) -> Reasons:
    """Reasons why this actor cannot make `to` responsible for this person."""
    if reasons := why_not(by, ASSIGN, person):
        return reasons
    if by.is_service or by.agency == to.agency_id:
        return []
    text = _("They work in another agency. Choose a colleague, or hand the case over.")
    return [Reason("staff-elsewhere", text)]


def why_not_responsible(person: UUID, to: Staff, on: date) -> Reasons:
    """Reasons why somebody cannot be responsible for a person from a day on."""
    reasons, place = [], workplace(to, on)
    if place is None:
        text = _("They hold no role in a unit on that day. Choose somebody else.")
        reasons.append(Reason("no-workplace", text))
    if place and _asked_to_take(person, place):
        text = _("Their unit is asked to take this person. Answer the transfer instead.")
        reasons.append(Reason("transfer-open", text))
    if Bar.objects.on(on).filter(staff_id=to.pk, person_id=person).exists():
        text = _("They are barred from this case. Choose somebody else.")
        reasons.append(Reason("barred", text))
    return reasons


def _asked_to_take(person: UUID, place: Unit) -> bool:
    """Whether the unit of somebody, or one above it, has not answered yet whether it takes them."""
    asked = Transfer.plain.filter(person_id=person, state="asked").select_related("to_unit")
    return any(place.path.startswith(one.to_unit.path) for one in asked)


def why_not_first(last: Allocation | None) -> Reasons:
    """Reasons why a person cannot be allocated afresh."""
    if last is None:
        return []
    return [Reason("allocated", _("Somebody is responsible already. Reassign the person."))]


def why_not_next(last: Allocation | None, to: Staff, on: date) -> Reasons:
    """Reasons why a person cannot pass from who is responsible now to `to` on a day."""
    if last is None:
        return [Reason("unallocated", _("Nobody is responsible yet. Allocate the person."))]
    reasons = []
    if last.staff_id == to.pk:
        text = _("They are responsible already. Choose somebody else.")
        reasons.append(Reason("same-officer", text))
    if on < last.since:
        text = _("The last change is later than that day. Choose a later day.")
        reasons.append(Reason("before-last", text))
    return reasons


def why_not_stand_in(by: Actor, last: Allocation | None, on: date) -> Reasons:
    """Reasons why somebody who stands in cannot take a case over."""
    if last and last.staff_id in standing_in_for(by.party, on):
        return []
    text = _("You do not stand in for who is responsible. Ask your head of unit.")
    return [Reason("not-substitute", text)]


def why_not_reason(reason: str) -> Reasons:
    """Reasons why a reason is none."""
    return [] if reason.strip() else [Reason("reason-missing", _("Say why."))]
