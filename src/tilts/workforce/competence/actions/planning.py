"""Planning an observation: who is observed, when, with what, by which two."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tilts.engines.instruments import Instrument
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.forms.guards import why_not_usable
from tilts.platform.forms.models import Level
from tilts.platform.forms.queries import standings
from tilts.platform.gatherings.models import Session
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin

from ..guards import why_not_observers, why_not_session
from ..models import Observation, Part, Rating
from ..rules import LEAD


@dataclass(frozen=True)
class Plan:
    """When which session is observed, in which unit, by whom (first and second observer).

    `gathering` is the session as it is scheduled, if it is.
    """

    on: date
    session: str
    unit: Unit
    observers: tuple[Staff, Staff]
    gathering: Session | None = None


def plan_observation(
    *, by: Actor, staff: Staff, of: Instrument, plan: Plan, former: Observation | None = None
) -> Observation:
    """Plan to observe a member of staff with an instrument that the agency uses or tries.

    The two observers and the observed each get a rating of their own to fill in.
    """
    require(by, LEAD, staff.pk)
    standing = standings(staff.agency_id, timezone.localdate()).get((of.id, of.version))
    observers = [one.pk for one in plan.observers]
    reasons = [*why_not_usable(of, standing), *why_not_observers(staff.pk, observers)]
    refuse_if([*reasons, *why_not_session(staff.pk, plan.gathering)])
    observation = Observation(
        person=staff,
        unit=plan.unit,
        instrument=of.id,
        version=of.version,
        trial=bool(standing and standing.level == Level.TRIAL),
        planned_for=plan.on,
        session=plan.session,
        gathering=plan.gathering,
        former=former,
    )
    with act("competence.plan_observation", by=by):
        begin(case=observation, by=by)
        for part, rater in zip(Part, (*plan.observers, staff), strict=True):
            Rating(observation=observation, person=staff, part=part, rater=rater).save(
                force_insert=True
            )
    return observation
