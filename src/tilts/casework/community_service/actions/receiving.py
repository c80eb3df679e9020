"""A judgment is received, and its community service registered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from tilts.casework.people.locking import locked
from tilts.casework.people.merging import survivors
from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.moments import midnight
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Refused, refuse_if
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.actions import begin, move

from ..capabilities import RUN
from ..limits import due_by, limits_of, town
from ..models import Service
from ..provider_guards import NO_TOWN
from ..receiving_guards import NO_LIMITS, why_not_receive


@dataclass(frozen=True, kw_only=True)
class Abilities:
    """Whence somebody comes to work, on which weekdays, and what work must not be, or must."""

    municipality: str = ""
    weekdays: Sequence[int] = ()
    must_not: Sequence[str] = ()
    must: Sequence[str] = ()


def receive(
    *, by: Actor, measure: Measure, unit: Unit, imposed_by: str, received_on: date
) -> Service:
    """A judgment came: its community service is registered next, by the country's deadline."""
    require(by, RUN, measure.person_id)
    with transaction.atomic():
        locked(survivors([measure.person_id])[measure.person_id])
        refuse_if(why_not_receive(measure, imposed_by, received_on))
        limits = limits_of(unit.agency.country, imposed_by, measure.imposed_on)
        if limits is None or measure.in_force_on is None or measure.minutes is None:
            raise Refused([NO_LIMITS])
        case = Service(
            person_id=measure.person_id,
            unit=unit,
            measure=measure,
            imposed_by=imposed_by,
            minutes=measure.minutes,
            received_on=received_on,
            due_by=due_by(limits, measure.in_force_on),
        )
        begin(case=case, by=by, effective_at=midnight(received_on))
    return case


def register(*, by: Actor, case: Service, what: Abilities) -> Service:
    """Register somebody with what is known of their days and of which work they can do."""
    today = timezone.localdate()
    known = not what.municipality or town(case.country, what.municipality, today)
    refuse_if([] if known else [NO_TOWN])
    move(
        by=by,
        case=case,
        code="register",
        registered_on=today,
        municipality=what.municipality,
        weekdays=sorted(what.weekdays),
        must_not=sorted(what.must_not),
        must=sorted(what.must),
    )
    return case
