"""Why somebody cannot go from one unit to another so."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.guards import guard

from .capabilities import ASSIGN, TRANSFER

FARTHEST = timedelta(days=365)  # a day beyond is mistyped
OPEN = ("asked", "refused", "accepted", "suspended")
NOT_RECEIVING = Reason("not-receiving", _("The unit that is asked answers: its head does this."))
NOT_SENDING = Reason("not-sending", _("The unit that asked does this: somebody who works there."))
CLOSED_UNIT = Reason("unit-closed", _("That unit is not open on that day. Choose another."))
SAME_UNIT = Reason("same-unit", _("They are with this unit already. Choose another."))
OTHER_AGENCY = Reason(
    "other-agency", _("That unit belongs to another service. Hand the case over there.")
)
UNDER_WAY = Reason("transfer-open", _("A transfer of this person is open. Go on with that one."))
UNOWNED = Reason("unallocated", _("Nobody is responsible yet. Allocate the person."))
PAST = Reason("in-past", _("The day lies in the past. Choose today or a later one."))
FAR = Reason("too-far", _("The day lies more than a year ahead. Check the year."))
NOT_YET = Reason("not-yet", _("The day of the transfer has not come yet."))
GONE = Reason("gone", _("This record is closed. Nobody is transferred under it."))
NOT_THERE = Reason(
    "officer-elsewhere", _("They do not work in the unit that is asked. Choose somebody who does.")
)


def _works_for(by: Actor, capability: str, unit: Unit) -> bool:
    """Whether an actor holds a capability in a unit or above it."""
    grants = (grant for grant in by.grants if grant.capability == capability)
    return by.is_service or any(unit.path.startswith(grant.unit_path) for grant in grants)


@guard(_("somebody who allocates in the unit that is asked does it"))
def receiving_side(case: Any, by: Actor) -> Reasons:
    """Whoever answers for the receiving unit, or the officer who takes the person."""
    taking = case.officer_id is not None and case.officer_id == by.party
    return [] if taking or _works_for(by, ASSIGN, case.to_unit) else [NOT_RECEIVING]


@guard(_("somebody of the unit that asked does it"))
def sending_side(case: Any, by: Actor) -> Reasons:
    """Whoever works for the sending unit."""
    return [] if _works_for(by, TRANSFER, case.from_unit) else [NOT_SENDING]


@guard(_("the unit that is asked is open"))
def unit_is_open(case: Any, by: Actor) -> Reasons:
    """Nobody goes to a unit that is closed by then."""
    day = max(case.on, timezone.localdate())
    return [] if case.to_unit.is_on(day) else [CLOSED_UNIT]


@guard(_("the day of the transfer has come"))
def day_has_come(case: Any, by: Actor) -> Reasons:
    """Nothing is completed before the person has come."""
    return [] if case.on <= timezone.localdate() else [NOT_YET]


@guard(_("no other transfer of the person is open"))
def no_other_transfer(case: Any, by: Actor) -> Reasons:
    """One transfer at a time, whoever sees the other."""
    with seen_by(SERVICE):
        others = type(case).plain.filter(person_id=case.person_id, state__in=OPEN)
        return [UNDER_WAY] if others.exclude(pk=case.pk).exists() else []


def why_not_take(to: Unit, place: Unit | None, on: date) -> Reasons:
    """Reasons why a unit cannot take somebody from a day on; its officer works in `place`."""
    today = timezone.localdate()
    found = {
        NOT_THERE: place is None or not place.path.startswith(to.path),
        CLOSED_UNIT: not to.is_on(max(on, today)),
        PAST: on < today,
        FAR: on > today + FARTHEST,
    }
    return [reason for reason, holds in found.items() if holds]


def why_not_ask(person: Any, sender: Unit | None, to: Unit, on: date, model: Any) -> Reasons:
    """Reasons why a unit cannot be asked to take somebody from a day on."""
    today = timezone.localdate()
    closed = person.died_on or person.entered_in_error or person.merged_into_id
    found = {
        GONE: bool(closed),
        UNOWNED: sender is None,
        SAME_UNIT: sender == to,
        OTHER_AGENCY: sender is not None and sender.agency_id != to.agency_id,
        CLOSED_UNIT: not to.is_on(max(on, today)),
        PAST: on < today,
        FAR: on > today + FARTHEST,
        UNDER_WAY: model.plain.filter(person=person, state__in=OPEN).exists(),
    }
    return [reason for reason, holds in found.items() if holds]
