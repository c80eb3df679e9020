"""Who is out on a visit is waited for: they say that they are safe, or others answer for them."""

from datetime import datetime, timedelta

from django.utils import timezone

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move

from ..capabilities import VISIT
from ..guards import ALARM_OUT, NO_ALARM, NOT_STAFF, WORDS_MISSING
from ..holding import again, held_check_in
from ..models import CheckIn, HomeVisit
from ..telling import SAFE, tell_of


def start_visit(*, by: Actor, visit: HomeVisit) -> CheckIn:
    """Begin a visit: from now on whoever visits is waited for until its minutes are over."""
    require(by, VISIT, visit.person_id)
    refuse_if([] if by.kind == PartyKind.STAFF else [NOT_STAFF])
    now = timezone.now()
    ends = now + timedelta(minutes=visit.minutes)
    with act("visits.start_visit", by=by):
        move(case=visit, code="start", by=by, began_at=now, officer_id=by.party)
        row = CheckIn(person_id=visit.person_id, visit=visit, officer_id=by.party)
        row.ends_at = row.next_alarm_at = ends
        row.save(force_insert=True)
    return row


def extend(*, by: Actor, visit: HomeVisit, minutes: int) -> CheckIn:
    """Stay so many minutes longer, from the expected end or from now, whichever is later."""
    require(by, VISIT, visit.person_id)
    with act("visits.extend", by=by):
        row = held_check_in(visit)
        refuse_if([ALARM_OUT] if row.alarmed_at else [])
        row.ends_at = max(row.ends_at, timezone.now()) + timedelta(minutes=minutes)
        row.next_alarm_at = row.ends_at
        row.save()
    return row


def say_safe(*, by: Actor, visit: HomeVisit, said_at: datetime | None = None) -> CheckIn:
    """Whoever visits is safe. After an alarm those who were told are told this too; it stays open
    until somebody closes it with what was done. Said twice it counts once.
    """
    require(by, VISIT, visit.person_id)
    now = timezone.now()
    with act("visits.say_safe", by=by):
        row = held_check_in(visit, closed=True)
        if row.safe_at:
            return row
        row.safe_at = max(min(said_at or now, now), visit.began_at or now)
        if row.alarmed_at is None:
            row.closed_at, row.closed_by = now, by.party
        row.save()
        if row.alarmed_at:
            tell_of(by=by, visit=visit, kind=SAFE)
        elif visit.state == "under_way":
            move(case=visit, code="come_back", by=by)
    return row


def take_alarm(*, by: Actor, visit: HomeVisit) -> CheckIn:
    """Take an alarm over: it alarms again only when it is not closed in time."""
    require(by, VISIT, visit.person_id)
    with act("visits.take_alarm", by=by):
        row = _alarmed(visit)
        row.taken_by_id = by.party if by.kind == PartyKind.STAFF else None
        row.taken_at = timezone.now()
        row.next_alarm_at = row.taken_at + again(visit)
        row.save()
    return row


def close_alarm(*, by: Actor, visit: HomeVisit, done: str) -> CheckIn:
    """Close an alarm with what was done."""
    require(by, VISIT, visit.person_id)
    refuse_if([] if done.strip() else [WORDS_MISSING])
    with act("visits.close_alarm", by=by):
        row = _alarmed(visit)
        row.closed_at, row.closed_by, row.done = timezone.now(), by.party, done.strip()
        row.save()
        if visit.state == "alarmed":
            move(case=visit, code="resolve", by=by)
    return row


def _alarmed(visit: HomeVisit) -> CheckIn:
    row = held_check_in(visit)
    refuse_if([] if row.alarmed_at else [NO_ALARM])
    return row
