"""API: appointments with a person, what became of them, and the contact standard."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from ninja import Field, Schema

from tilts.casework.assessment.capabilities import SEE as ASSESSMENTS
from tilts.casework.people.api.rows import done, made, opened
from tilts.casework.people.queries import records_of
from tilts.casework.people.rules import SEE
from tilts.platform.access.operations import (
    ApiRequest,
    Body,
    Made,
    Moment,
    Rows,
    Size,
    may,
    rows_of,
    valid,
)
from tilts.platform.design.paging import keyset_page

from .. import appointment_verbs as verbs
from ..actions import agree as agree_
from ..actions import record_outcome
from ..forms import AppointmentForm, OutcomeForm
from ..models import Appointment
from ..one_to_one import MINUTES, unit_for
from ..presenting_appointments import missing, why
from ..queries import appointments_of, one_appointment, said_of
from ..queries.standard import standings_for
from ..rules import RECORD
from .router import router

ONE = "/people/{uuid:person_id}/appointments/{uuid:appointment_id}"


class AppointmentOut(Schema):
    """An appointment; `outcome` is empty while nobody said what became of it.

    `replaces` is the one that was moved to this time; one that was moved or does not take place
    says in `called_off_by` who asked for that.
    """

    id: UUID
    person: UUID = Field(alias="person_id")
    staff: UUID = Field(alias="staff_id")
    starts_at: datetime
    minutes: int = Field(alias="session.minutes")
    how: str
    place: UUID | None = Field(alias="session.place_id")
    where: str
    about: str
    agreed_how: str
    called_off_by: str
    called_off_because: str = Field(alias="why_called_off")
    replaces: UUID | None = Field(alias="replaces_id")
    follows: UUID | None = Field(alias="follows_id")
    outcome: str
    excuse: str
    late: bool

    @staticmethod
    def resolve_outcome(row: Appointment) -> str:
        """As attendance is marked."""
        said = said_of(row)
        return said.outcome if said else ""

    @staticmethod
    def resolve_excuse(row: Appointment) -> str:
        """The kind of an acceptable absence."""
        said = said_of(row)
        return said.excuse if said else ""


class AppointmentIn(Body):
    """An appointment of whoever is signed in: a room of the unit, or any other place in `where`."""

    starts_at: Moment
    minutes: int = MINUTES
    how: str = "office"
    place: UUID | None = None
    where: str = ""
    about: str = ""
    agreed_how: str = "spoken"


class AnotherTimeIn(AppointmentIn):
    """The new time, and who asked for it: service or person."""

    side: str
    because: str = ""


class CallOffIn(Body):
    """Who asked for it (service, person), and why."""

    side: str
    because: str


class TakeBackIn(Body):
    """Why what was recorded is taken back."""

    because: str


class AppointmentOutcomeIn(Body):
    """What became of an appointment: an outcome of attendance, “late”, or “excused:” and its kind.

    `sheet` names what is said, so that the same word sent twice counts once. `next_at` agrees the
    next appointment, like this one.
    """

    choice: str
    text: str = ""
    agreed: str = ""
    behaviour: str = ""
    concerns: str = ""
    with_whom: str = ""
    next_at: Moment | None = None
    sheet: UUID | None = None
    said_at: Moment | None = None

    def as_form(self) -> dict[str, Any]:
        """As the form of the page takes it."""
        following = "on" if self.next_at else ""
        return {**self.dict(), "sheet": self.sheet or uuid4(), "next": following}


class StandardCountOut(Schema):
    """Contacts of a month, or home visits of a quarter, until its last day."""

    asked: int
    done: int
    ahead: int
    missing: int
    until: date = Field(alias="span.last")


class StandardOut(Schema):
    """How somebody stands against the contact standard, and why it asks for so much."""

    level: str
    provisional: bool
    contacts: StandardCountOut
    visits: StandardCountOut
    behind: bool
    missing: list[str]
    why: list[str]


@router.get(
    "/people/{uuid:person_id}/appointments",
    response=Rows[AppointmentOut],
    operation_id="appointments_list",
    auth=may(SEE),
)
def appointments(
    request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 20
) -> Any:
    """Every appointment with a person, the latest first, with what became of it."""
    rows = appointments_of(records_of(opened(request, person_id)))
    return rows_of(keyset_page(rows, ["-starts_at", "-pk"], cursor, size))


@router.post(
    "/people/{uuid:person_id}/appointments",
    response={201: Made},
    operation_id="appointments_agree",
    auth=may(RECORD),
)
def agree(request: ApiRequest, person_id: UUID, body: AppointmentIn) -> Any:
    """Agree an appointment; it takes the time of both."""
    person = opened(request, person_id)
    form = valid(AppointmentForm(body.dict(), unit=unit_for(request.actor.party, person)))
    return made(agree_(by=request.actor, person_id=person_id, wanted=form.wanted()))


def _found(request: ApiRequest, person_id: UUID, appointment_id: UUID) -> Appointment:
    opened(request, person_id)
    row = one_appointment(person_id, appointment_id)
    if row is None:
        raise Http404
    return row


@router.post(
    f"{ONE}/reschedulings",
    response={201: Made},
    operation_id="appointments_move",
    auth=may(RECORD),
)
def move(request: ApiRequest, person_id: UUID, appointment_id: UUID, body: AnotherTimeIn) -> Any:
    """Give an appointment another time: the answer names the new one, which counts."""
    return done(request, verbs.MOVE, _found(request, person_id, appointment_id), body.dict())


@router.post(
    f"{ONE}/calling-off",
    response={201: Made},
    operation_id="appointments_call_off",
    auth=may(RECORD),
)
def call_off(request: ApiRequest, person_id: UUID, appointment_id: UUID, body: CallOffIn) -> Any:
    """An appointment does not take place."""
    return done(request, verbs.CALL_OFF, _found(request, person_id, appointment_id), body.dict())


@router.post(
    f"{ONE}/outcome",
    response={201: Made},
    operation_id="appointments_record_outcome",
    auth=may(RECORD),
)
def outcome(
    request: ApiRequest, person_id: UUID, appointment_id: UUID, body: AppointmentOutcomeIn
) -> Any:
    """Say what became of an appointment, from its hour on."""
    row = _found(request, person_id, appointment_id)
    form = valid(OutcomeForm(body.as_form(), appointment=row))
    return made(record_outcome(by=request.actor, appointment=row, said=form.said()))


@router.post(
    f"{ONE}/outcome/taking-back",
    response={201: Made},
    operation_id="appointments_take_back",
    auth=may(RECORD),
)
def take_back(request: ApiRequest, person_id: UUID, appointment_id: UUID, body: TakeBackIn) -> Any:
    """Take back what was recorded of an appointment."""
    return done(request, verbs.TAKE_BACK, _found(request, person_id, appointment_id), body.dict())


@router.get(
    "/people/{uuid:person_id}/contact-standard",
    response=StandardOut,
    operation_id="appointments_standard",
    auth=may(ASSESSMENTS),
)
def standard(request: ApiRequest, person_id: UUID) -> Any:
    """How somebody stands against the contact standard; 404 for whoever none is set for."""
    opened(request, person_id)
    found = standings_for(request.actor, [person_id]).get(person_id)
    if found is None:
        raise Http404
    return {
        "level": found.basis.level,
        "provisional": found.basis.is_provisional,
        "contacts": found.contacts,
        "visits": found.visits,
        "behind": found.is_behind,
        "missing": missing(found),
        "why": [str(text) for text in why(found)],
    }
