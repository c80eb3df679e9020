"""The time of a visit passed without a word: a colleague and the head of unit are told."""

from datetime import datetime

from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import react

from ..holding import again
from ..models import CheckIn
from ..queries import alarms_due
from ..telling import AGAIN, ALARM, tell_of


def raise_alarms(*, by: Actor, now: datetime) -> int:
    """Alarm for every check-in whose time passed; returns how many. Run twice, it tells once."""
    found = alarms_due(now)
    for row in found:
        _raise(by, row, now)
    return len(found)


def _raise(by: Actor, row: CheckIn, now: datetime) -> None:
    visit, first = row.visit, row.alarmed_at is None
    with act("visits.raise_alarm", by=by):
        row.alarmed_at, row.alarms = row.alarmed_at or now, row.alarms + 1
        row.next_alarm_at = now + again(visit)
        row.save()
        if visit.state == "under_way":
            react(case=visit, code="alarm", by=by)
        tell_of(by=by, visit=visit, kind=ALARM if first else AGAIN)
