"""What follows for community service from a death, a new officer, and the end of its measure."""

from contextlib import suppress
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from tilts.casework.people.gathered import records
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.moments import midnight
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import react
from tilts.platform.workflow.machines import targets
from tilts.platform.workflow.passing_on import pass_on_cases

from ..choices import AT_WORK
from ..models import Placement, Service
from ..queries import OVER
from .approving import stop_working
from .placing import end_placement, place_again


def end_of_person(*, by: Actor, person_id: UUID) -> None:
    """Nobody is expected at work any more."""
    rows = Placement.plain.filter(person_id__in=list(records([person_id])), until=None)
    for placement in rows.order_by("pk"):
        end_placement(by=by, placement=placement, reason=_("Death"))


def follow_measure(*, by: Actor, measure: Measure) -> None:
    """End the case of a measure that was ended elsewhere; death ends every case by itself."""
    if measure.ended_how == Ending.DEATH or measure.ended_on is None:
        return
    on, served = measure.ended_on, measure.ended_how == Ending.SERVED
    code = "follow_served" if served else "follow_end"
    for case in Service.plain.filter(measure=measure).select_related("unit__agency"):
        if targets(case.machine, code, case.state):
            react(case=case, code=code, by=by, effective_at=midnight(on), ended_on=on)
            stop_working(by=by, case=case, reason=case.state_title)


def place_returned(*, by: Actor) -> None:
    """Place anew who is back, and whose place ended while they were at large."""
    kept = Placement.plain.filter(service=OuterRef("pk"), until=None)
    for case in Service.plain.filter(~Exists(kept), state__in=AT_WORK).select_related("unit"):
        with suppress(Refused):  # who moved it meanwhile was first
            place_again(by=by, case=case)


def pass_on(*, by: Actor, person_id: UUID, to: Staff, unit: Unit) -> None:
    """Somebody else is responsible from now on: cases and their open work are theirs."""
    rows = Service.plain.filter(person_id__in=list(records([person_id]))).exclude(state__in=OVER)
    cases = list(rows.order_by("pk"))
    if not cases:
        return
    with act("community_service.pass_on", by=by):
        pass_on_cases(cases, to=to, unit=unit)
