"""What follows for supervision from assessments, plans, and a new officer."""

from uuid import UUID

from tilts.casework.assessment.queries import latest_final
from tilts.casework.people.merging import survivors
from tilts.casework.plans.choices import IN_FORCE
from tilts.casework.plans.queries import plans_of
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.moments import midnight
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import react
from tilts.platform.workflow.machines import targets
from tilts.platform.workflow.passing_on import pass_on_cases

from ..models import Supervision
from ..queries.breaches import breaches_of
from ..queries.orders import open_supervisions


def follow_the_left(*, by: Actor, case: Supervision) -> None:
    """Take the stages whose cause is on record: an assessment that is final, a plan in force.

    One can be ahead of the other: the plan that was agreed first counts once there is a result.
    """
    person = survivors([case.person_id])[case.person_id]
    if case.state == "explained" and person in latest_final([person]):
        react(case=case, code="follow_assessment", by=by)
    if case.state == "assessed" and plans_of([person]).filter(state__in=IN_FORCE).exists():
        react(case=case, code="follow_plan", by=by)


def follow_person(*, by: Actor, person_id: UUID) -> None:
    """The same for every supervision of somebody that is under way."""
    person = survivors([person_id])[person_id]
    for cases in open_supervisions([person]).values():
        for case in cases:
            follow_the_left(by=by, case=case)


def follow_measure(*, by: Actor, measure: Measure) -> None:
    """End the supervision of a measure that was ended elsewhere; death ends every case by itself.

    One that waits for a person at large waits on: once they are back, it can be completed.
    """
    if measure.ended_how == Ending.DEATH or measure.ended_on is None:
        return
    code = "follow_served" if measure.ended_how == Ending.SERVED else "follow_end"
    on = measure.ended_on
    for case in Supervision.objects.filter(measure=measure).select_related("unit__agency"):
        if targets(case.machine, code, case.state):
            react(case=case, code=code, by=by, effective_at=midnight(on), ended_on=on)


def pass_on(*, by: Actor, person_id: UUID, to: Staff, unit: Unit) -> None:
    """Somebody else is responsible from now on: the cases go on in their unit, as their work."""
    orders = [case for rows in open_supervisions([person_id]).values() for case in rows]
    cases = [*orders, *(case for case in breaches_of([person_id]) if not case.is_over)]
    if not cases:
        return
    with act("supervision.pass_on", by=by):
        pass_on_cases(cases, to=to, unit=unit)
