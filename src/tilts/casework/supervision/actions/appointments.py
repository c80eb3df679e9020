"""Appointments are agreed, moved and called off."""

from typing import Any
from uuid import UUID

from tilts.casework.people.locking import locked
from tilts.casework.people.merging import survivors
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.gatherings.actions import NewSession, add_session, cancel_session
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act

from ..appointments import Wanted, held, why_not_agreed, why_not_called_off
from ..contacts import why_not_by
from ..models import Appointment, How, Own, Side
from ..one_to_one import CODE, place_of, series_of, unit_for
from ..queries import whose
from ..rules import RECORD


def agree(
    *, by: Actor, person_id: UUID, wanted: Wanted, follows: Appointment | None = None
) -> Appointment:
    """Agree an appointment with a person; it takes the time of both.

    It is with `by`, or with whoever has the one that it `follows` now. Refused with every reason:
    in the past, one of them is booked, absent or elsewhere then.
    """
    require(by, RECORD, person_id)
    staff = whose(follows) if follows else by.party
    refuse_if([*why_not_by(by), *why_not_agreed(staff, wanted)])
    with act("supervision.agree_appointment", by=by):
        return _add(staff, person_id, wanted, follows=follows)


def _add(staff: UUID, person_id: UUID, wanted: Wanted, **links: Any) -> Appointment:
    """The session with its time, and the appointment that says what it is about.

    The service holds the session: the officer's right is that to the person, asked before.
    """
    person = locked(survivors([person_id])[person_id])  # one at a time: the first makes a series
    place = place_of(person, unit_for(staff, person))
    of = NewSession(
        code=CODE,
        starts_at=wanted.starts_at,
        leaders=(staff,),
        place=wanted.place,
        minutes=wanted.minutes,
        alone=place,
        online=wanted.how == How.VIDEO,
    )
    session = add_session(by=SERVICE, series=series_of(place), of=of)
    appointment = Appointment(
        person=person,
        staff_id=staff,
        session=session,
        starts_at=wanted.starts_at,
        how=wanted.how,
        where=wanted.where,
        about=wanted.about,
        agreed_how=wanted.agreed_how,
        **links,
    )
    appointment.save(force_insert=True)
    return appointment


def reschedule(
    *, by: Actor, appointment: Appointment, side: str, wanted: Wanted, because: str = ""
) -> Appointment:
    """Give an appointment another time: the new one replaces it, and the newest one counts.

    It stays with its officer, or with who took the person over, whoever of the unit moves it.
    """
    require(by, RECORD, appointment.person_id)
    refuse_if(why_not_by(by))
    with act("supervision.reschedule", by=by, reason=because):
        now = held(appointment)
        staff = whose(now)
        refuse_if([*why_not_called_off(now, side), *why_not_agreed(staff, wanted)])
        _end(now, side, because or Own.MOVED.value)
        return _add(staff, now.person_id, wanted, replaces=now, follows=now.follows)


def call_off(*, by: Actor, appointment: Appointment, side: str, because: str) -> Appointment:
    """An appointment does not take place. It stays, with who asked for that and why."""
    require(by, RECORD, appointment.person_id)
    with act("supervision.call_off", by=by, reason=because):
        now = held(appointment)
        refuse_if(why_not_called_off(now, side))
        return _end(now, side, because)


def _end(now: Appointment, side: str, because: str) -> Appointment:
    """Call off an appointment that is held, in the act under way, and free the time of both."""
    cancel_session(by=SERVICE, session=now.session, because=because)
    now.called_off_by, now.called_off_because = Side(side), because
    now.save()
    return now
