"""People come to prison, move between units, and leave."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.casework.people.locking import locked
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, Refused, refuse_if
from tilts.platform.organisation.models import AgencyKind, Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import person_event

from ..capabilities import PLACE
from ..freeing import tell_if_free
from ..models import Placement
from ..moments import midnight, why_not_past
from ..queries import last_placement, records
from ..signals import placed

NOT_A_PRISON = Reason("not-a-prison", _("Only a unit of the prison service can take people."))
UNIT_CLOSED = Reason("unit-closed", _("This unit is not open on that day."))
DEAD = Reason("dead", _("This person has died."))
PLACED_ALREADY = Reason("placed-already", _("The person is in prison already. Move them instead."))
NOT_PLACED = Reason("not-placed", _("The person is not in prison now."))
TOO_EARLY = Reason("too-early", _("Before that day the person was already placed elsewhere."))
SAME_UNIT = Reason("same-unit", _("The person is in this unit already."))
NEVER_ESCAPED = Reason("never-escaped", _("No escape is noted from which the person could return."))


def place(
    *,
    by: Actor,
    person_id: UUID,
    unit: Unit,
    since: date,
    reason: Placement.Reason = Placement.Reason.ADMISSION,
) -> Placement:
    """Place somebody who is not in prison in a unit."""
    require(by, PLACE, person_id)
    with act("proceedings.place", by=by, effective_at=midnight(since)):
        dead = locked(person_id).died_on
        last = last_placement(person_id)
        reasons = _why_not_in(unit, since) + ([DEAD] if dead else [])
        if last:
            reasons += [PLACED_ALREADY] if last.until is None else _why_before(last, since)
        refuse_if(reasons)
        placement = _begin(person_id, unit, since, reason)
        if reason == Placement.Reason.ADMISSION:
            placed.send(Placement, placement=placement, by=by)
    return placement


def move_unit(
    *,
    by: Actor,
    person_id: UUID,
    unit: Unit,
    on: date,
    reason: Placement.Reason = Placement.Reason.TRANSFER,
) -> Placement:
    """Move somebody from the unit where they are to another on that day."""
    require(by, PLACE, person_id)
    with act("proceedings.move_unit", by=by, effective_at=midnight(on)):
        locked(person_id)
        last = _present(person_id)
        same = [SAME_UNIT] if last.unit_id == unit.pk else []
        refuse_if(_why_not_in(unit, on) + same + _why_before(last, on))
        last.until = on
        last.save()
        placement = _begin(person_id, unit, on, reason)
        if reason == Placement.Reason.TRANSFER:
            _tell(person_id, "person_transferred", by, on)
    return placement


def end_placement(
    *, by: Actor, person_id: UUID, on: date, how: Placement.Ended, reason: str = ""
) -> Placement:
    """Note that somebody left prison on that day."""
    require(by, PLACE, person_id)
    with act("proceedings.end_placement", by=by, reason=reason, effective_at=midnight(on)):
        locked(person_id)
        refuse_if(why_not_past(on))
        present = _present(person_id)
        refuse_if([TOO_EARLY] if on < present.since else [])
        ended = _end(present, on, how)
        if how != Placement.Ended.ESCAPE:
            tell_if_free(by=by, person_id=person_id)
    return ended


def note_escape(*, by: Actor, person_id: UUID, on: date, reason: str = "") -> Placement:
    """Note an escape: the placement ends, and every case of the person waits for their return."""
    with act("proceedings.note_escape", by=by, reason=reason, effective_at=midnight(on)):
        ended = end_placement(by=by, person_id=person_id, on=on, how=Placement.Ended.ESCAPE)
        _tell(person_id, "person_escaped", by, on, reason)
    return ended


def note_return(*, by: Actor, person_id: UUID, unit: Unit, on: date, reason: str = "") -> Placement:
    """Note that somebody who escaped is back; their cases go on from where they were."""
    with act("proceedings.note_return", by=by, reason=reason, effective_at=midnight(on)):
        last = last_placement(person_id)
        escaped = last is not None and last.ended_how == Placement.Ended.ESCAPE
        refuse_if([] if escaped else [NEVER_ESCAPED])
        back = Placement.Reason.RETURN
        placement = place(by=by, person_id=person_id, unit=unit, since=on, reason=back)
        _tell(person_id, "person_returned", by, on, reason)
    return placement


def leave(*, by: Actor, person_id: UUID, on: date, how: Placement.Ended) -> None:
    """End the present placement, if any, because of what `by` recorded about the person."""
    last = last_placement(person_id)
    if last and last.until is None:
        with act("proceedings.leave", by=by):
            _end(last, max(on, last.since), how)


def _tell(person_id: UUID, code: str, by: Actor, on: date, reason: str = "") -> None:
    """Tell the cases of every record of the person what happened."""
    for record in records([person_id]):
        person_event(person=record, code=code, by=by, reason=reason, effective_at=midnight(on))


def _end(placement: Placement, on: date, how: Placement.Ended) -> Placement:
    placement.until, placement.ended_how = on, how
    placement.save()
    return placement


def _begin(person_id: UUID, unit: Unit, since: date, reason: Placement.Reason) -> Placement:
    placement = Placement(person_id=person_id, unit=unit, since=since, reason=reason)
    placement.save()
    return placement


def _present(person_id: UUID) -> Placement:
    last = last_placement(person_id)
    if last is None or last.until is not None:
        raise Refused([NOT_PLACED])
    return last


def _why_not_in(unit: Unit, on: date) -> Reasons:
    reasons = why_not_past(on)
    reasons += [] if unit.agency.kind == AgencyKind.PRISON else [NOT_A_PRISON]
    return reasons + ([] if unit.is_on(on) else [UNIT_CLOSED])


def _why_before(last: Placement, on: date) -> Reasons:
    """One placement a day: a later one begins after the last began and not before it ended."""
    free = max(last.since + timedelta(days=1), last.until or last.since)
    return [TOO_EARLY] if on < free else []
