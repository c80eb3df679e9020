"""A protocol is opened: its steps stand there with their times, and others are told."""

from typing import Any

from django.utils import timezone

from tilts.casework.people.locking import locked
from tilts.casework.people.models import Person
from tilts.casework.plans.verbs import unit_for
from tilts.jurisdictions.schema import Protocol
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin

from ..capabilities import ACT
from ..catalogue import protocols_for, setting_of
from ..guards import GOING_ON, NO_SUCH, why_not_begun
from ..models import Occurrence, OccurrenceStep
from ..steps import steps_for
from ..telling import OPENED, tell


def start_protocol(*, by: Actor, person: Person, code: str) -> Occurrence:
    """Open a protocol for somebody. Where it is open already, that occurrence is returned."""
    require(by, ACT, person.pk)
    refuse_if(why_not_begun(person))
    protocol = _protocol(by, code)
    with act("protocols.start", by=by):
        locked(person.pk)
        same = Occurrence.objects.filter(person=person, protocol=code, state__in=GOING_ON)
        return same.first() or _started(by, person, protocol)


def _protocol(by: Actor, code: str) -> Protocol:
    found = next((one for one in protocols_for(by) if one.code == code), None)
    if found is None:
        raise Refused([NO_SUCH])
    return found


def _started(by: Actor, person: Person, protocol: Protocol) -> Occurrence:
    case = Occurrence(person=person, unit=unit_for(person), **_known(by, protocol))
    begin(case=case, by=by)
    OccurrenceStep.objects.bulk_create(steps_for(case, protocol))
    tell(by=by, unit=case.unit, person=person.pk, whom=protocol.tells, kind=OPENED)
    return case


def _known(by: Actor, protocol: Protocol) -> dict[str, Any]:
    return {
        "country": by.country,
        "protocol": protocol.code,
        "setting": setting_of(by),
        "leader_id": by.party if by.kind == PartyKind.STAFF else None,
        "opened_at": timezone.now(),
    }
