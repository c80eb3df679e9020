"""API: contacts with a person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import Field, Schema
from pydantic import AwareDatetime

from tilts.casework.people.api.rows import made, opened
from tilts.casework.people.queries import records_of
from tilts.casework.people.rules import SEE
from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, Size, may, rows_of, valid
from tilts.platform.design.paging import keyset_page

from ..actions import record_contact, withdraw_contact
from ..forms import ContactForm, WithdrawForm
from ..queries import contacts_of, one_contact
from ..rules import RECORD
from .router import router


class NoteOut(Schema):
    """A contact that took place; a withdrawn one stays, with its reason."""

    id: UUID
    person: UUID = Field(alias="person_id")
    staff: UUID = Field(alias="staff_id")
    happened_at: datetime
    how: str
    with_whom: str
    text: str
    appointment: UUID | None = Field(alias="appointment_id")
    behaviour: str
    concerns: str
    agreed: str
    next_on: datetime | None
    withdrawn: bool
    withdrawn_because: str


class NoteIn(Body):
    """A contact as it is told: `text` says what was talked of and agreed."""

    happened_at: AwareDatetime
    how: str
    text: str
    with_whom: str = ""
    next_on: AwareDatetime | None = None

    def as_form(self) -> dict[str, Any]:
        """As the form of the page takes it."""
        return {**self.dict(), "next": "on" if self.next_on else ""}


class WithdrawIn(Body):
    """Why a note is taken back."""

    reason: str


@router.get(
    "/people/{uuid:person_id}/contact-notes",
    response=Rows[NoteOut],
    operation_id="contact_notes_list",
    auth=may(SEE),
)
def contact_notes(
    request: ApiRequest,
    person_id: UUID,
    cursor: str | None = None,
    size: Size = 20,
) -> Any:
    """Every contact with a person, newest first."""
    notes = contacts_of(records_of(opened(request, person_id)))
    return rows_of(keyset_page(notes, ["-happened_at", "-pk"], cursor, size))


@router.post(
    "/people/{uuid:person_id}/contact-notes",
    response={201: Made},
    operation_id="contact_notes_record",
    auth=may(RECORD),
)
def record(request: ApiRequest, person_id: UUID, body: NoteIn) -> Any:
    """Record a contact of whoever is signed in."""
    opened(request, person_id)
    contact = valid(ContactForm(body.as_form())).contact()
    return made(record_contact(by=request.actor, person_id=person_id, contact=contact))


@router.post(
    "/people/{uuid:person_id}/contact-notes/{uuid:note_id}/withdrawal",
    response={201: Made},
    operation_id="contact_notes_withdraw",
    auth=may(RECORD),
)
def withdraw(request: ApiRequest, person_id: UUID, note_id: UUID, body: WithdrawIn) -> Any:
    """Take back a note that was entered in error."""
    opened(request, person_id)
    note = one_contact(person_id, note_id)
    if note is None or note.withdrawn:
        raise Http404
    reason = valid(WithdrawForm(body.dict())).cleaned_data["reason"]
    return made(withdraw_contact(by=request.actor, note=note, reason=reason))
