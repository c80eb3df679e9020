"""What became of an appointment is recorded, and taken back."""

from django.utils import timezone

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.gatherings.actions import Mark, mark, unmark
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act

from ..appointments import NOTHING, RECORDED, attendance_of, held, why_not_recorded_yet
from ..breach_guards import why_not_taken_back
from ..contacts import why_not_by
from ..models import Appointment, ContactNote, Own, Side
from ..outcomes import LATE, Said, why_not_said
from ..rules import RECORD
from .appointments import _end, agree


def record_outcome(*, by: Actor, appointment: Appointment, said: Said) -> Appointment:
    """Say what became of an appointment: who came has a contact note, and the next is agreed.

    The same word again changes nothing. What is recorded already must be taken back first.
    """
    require(by, RECORD, appointment.person_id)
    refuse_if([*why_not_by(by), *why_not_said(said)])
    with act("supervision.record_outcome", by=by, effective_at=appointment.starts_at):
        now = held(appointment)
        before = attendance_of(now)
        if before and before.key == said.key:
            return now
        refuse_if([*why_not_recorded_yet(now), *([RECORDED] if before else [])])
        _mark(by, now, said)
        if said.came:
            _note(by, now, said).save()
        if said.choice == LATE:
            now.late = True
            now.save()
        if said.next:
            agree(by=by, person_id=now.person_id, wanted=said.next, follows=now)
    return now


def _mark(by: Actor, now: Appointment, said: Said) -> None:
    one = Mark(
        enrolment=now.session.alone_id,  # type: ignore[arg-type] # a mark of nobody is refused
        outcome=said.outcome,
        excuse=said.excuse,
        note="" if said.came else said.text,
        said_at=said.said_at,
        said_by=by.party,
        key=said.key,
    )
    mark(by=SERVICE, session=now.session, marks=[one])


def _note(by: Actor, now: Appointment, said: Said) -> ContactNote:
    return ContactNote(
        person_id=now.person_id,
        staff_id=by.party,
        appointment=now,
        happened_at=now.starts_at,
        how=now.how,
        with_whom=said.with_whom,
        text=said.text,
        behaviour=said.behaviour,
        concerns=said.concerns,
        agreed=said.agreed,
    )


def take_back_outcome(*, by: Actor, appointment: Appointment, because: str) -> Appointment:
    """Take back what was recorded of an appointment, with its note and what was agreed there.

    An appointment agreed there that has begun already stays. The record keeps all of it.
    """
    require(by, RECORD, appointment.person_id)
    with act("supervision.take_back_outcome", by=by, reason=because):
        now = held(appointment)
        refuse_if(why_not_taken_back(now) if attendance_of(now) else [NOTHING])
        unmark(by=SERVICE, session=now.session, because=because)
        for note in ContactNote.objects.filter(appointment=now, withdrawn=False):
            note.withdrawn, note.withdrawn_because = True, because
            note.save()
        for row in _agreed_there(now):
            _end(row, Side.SERVICE, Own.TAKEN_BACK.value)
        if now.late:
            now.late = False
            now.save()
    return now


def _agreed_there(now: Appointment) -> list[Appointment]:
    rows = Appointment.objects.filter(follows=now, called_off_by="")
    ahead = rows.filter(starts_at__gt=timezone.now())
    return list(ahead.select_related("session__series__template", "session__series__unit__agency"))
