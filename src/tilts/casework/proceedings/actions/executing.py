"""Who carries a measure out, when it passes from one unit to another."""

from uuid import UUID

from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..models import Measure
from ..queries import records


def pass_execution(*, by: Actor, person_id: UUID, giver: Unit, to: Unit) -> int:
    """What one unit carries out about a person another carries out now; how many measures.

    Called by whoever moved the person on, who has asked for the right to.
    """
    running = Measure.objects.filter(person__in=records([person_id]), unit=giver, ended_on=None)
    with act("proceedings.pass_execution", by=by):
        passed: int = running.update(unit=to)
    return passed
