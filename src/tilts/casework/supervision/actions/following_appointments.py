"""What follows for appointments when a person passes to somebody else, or leaves for good."""

from typing import Any

from django.utils import timezone

from tilts.casework.allocation.models import Allocation
from tilts.casework.proceedings.moments import midnight
from tilts.casework.proceedings.queries import records
from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.actions import cover
from tilts.platform.gatherings.models import Ended, Enrolment
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act

from ..appointments import held
from ..models import Appointment, Side
from .appointments import _end


def pass_on_appointments(*, by: Actor, allocation: Allocation) -> None:
    """Appointments still to come go along to whoever is responsible from a day on.

    One at which the next officer is booked stays with whoever agreed it: it must be moved by hand.
    """
    before = Allocation.plain.filter(
        person=allocation.person_id, kind=allocation.kind, until=allocation.since
    ).exclude(staff=allocation.staff_id)
    rows = _ahead(person__in=records([allocation.person_id]), staff__in=before.values("staff"))
    theirs = list(rows.filter(starts_at__gte=midnight(allocation.since)))
    if not theirs:
        return
    with act("supervision.pass_on_appointments", by=by):
        for one in theirs:
            _pass_on(one, allocation)


def _pass_on(one: Appointment, to: Allocation) -> None:
    now = held(one)
    if now.is_called_off:
        return
    try:
        cover(by=SERVICE, session=now.session, leader=now.staff_id, successor=to.staff_id)
    except Refused:
        return
    now.staff = to.staff
    now.save()


def follow_leaving(*, by: Actor, enrolment: Enrolment) -> None:
    """Whoever takes part no more has no appointments ahead: they are called off by the service."""
    because = str(Ended(enrolment.ended_how).value)
    rows = list(_ahead(session__alone=enrolment))
    if not rows:
        return
    with act("supervision.follow_leaving", by=by):
        for one in rows:
            _end(one, Side.SERVICE, because)


def _ahead(**of: Any) -> Any:
    rows = Appointment.plain.filter(called_off_by="", starts_at__gt=timezone.now(), **of)
    rows = rows.select_related("session__series__template", "session__series__unit__agency")
    return rows.order_by("starts_at", "pk")
