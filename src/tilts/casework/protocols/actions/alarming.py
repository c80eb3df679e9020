"""Steps that nobody took in time are told to who leads and to who was told at first."""

from collections import defaultdict
from datetime import datetime

from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..catalogue import protocol_of
from ..models import Occurrence, OccurrenceStep
from ..queries import overdue_steps
from ..telling import OVERDUE, tell


def alarm_overdue(*, by: Actor, now: datetime) -> int:
    """Alarm once for each step that is overdue; returns how many steps it told of."""
    found: dict[Occurrence, list[OccurrenceStep]] = defaultdict(list)
    for step in overdue_steps(now):
        found[step.occurrence].append(step)
    for case, steps in found.items():
        with act("protocols.alarm", by=by):
            for step in steps:
                step.alarmed_at = now
                step.save()
            whom, leader = protocol_of(case).tells, [case.leader_id] if case.leader_id else []
            tell(by=by, unit=case.unit, person=case.person_id, whom=whom, kind=OVERDUE, also=leader)
    return sum(map(len, found.values()))
