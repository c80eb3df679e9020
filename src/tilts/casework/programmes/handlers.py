"""What happens to people's programmes by itself, when it is told elsewhere."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils import timezone

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.allocation.signals import responsible
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import Enrolment
from tilts.platform.gatherings.signals import ended, enrolled, marked
from tilts.platform.parties.actors import SERVICE, Actor

from .actions import follow_attendance, follow_end, follow_enrolment, pass_on


@receiver(enrolled, dispatch_uid="programmes.enrolled")
def somebody_has_a_place(enrolment: Enrolment, by: Actor, **kwargs: Any) -> None:
    """Who waited for the programme has a place now; days and hours come along."""
    with seen_by(SERVICE):
        follow_enrolment(by=by, enrolment=enrolment)


@receiver(ended, dispatch_uid="programmes.ended")
def somebody_left(enrolment: Enrolment, by: Actor, **kwargs: Any) -> None:
    """The place is lost, or the programme over, as the end of the enrolment says."""
    with seen_by(SERVICE):
        follow_end(by=by, enrolment=enrolment)


@receiver(marked, dispatch_uid="programmes.marked")
def attendance_was_said(enrolments: Iterable[UUID], by: Actor, **kwargs: Any) -> None:
    """The first session begins the programme, the last one missing completes it."""
    with seen_by(SERVICE):
        follow_attendance(by=by, enrolments=enrolments)


@receiver(responsible, dispatch_uid="programmes.pass_on")
def go_along(allocation: Allocation, by: Actor, **kwargs: Any) -> None:
    """Referrals go along to the new officer and unit, on the first day of theirs."""
    if allocation.kind == Kind.OFFICER and allocation.since <= timezone.localdate():
        with seen_by(SERVICE):
            person, unit = allocation.person_id, allocation.unit
            pass_on(by=by, person_id=person, to=allocation.staff, unit=unit)
