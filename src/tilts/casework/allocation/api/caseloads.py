"""API: who is whose officer, and who shares people out."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Field, Schema

from tilts.casework.people.api.rows import made, opened, row
from tilts.casework.people.api.shapes import PersonRow
from tilts.casework.people.models import Person
from tilts.casework.people.queries import records_of
from tilts.casework.people.rules import SEE
from tilts.casework.proceedings.api.shapes import ReasonOut
from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, Size, may, rows_of, valid
from tilts.platform.design.paging import KeysetPage, keyset_page
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..actions import Moved, bulk_reassign, make_responsible
from ..forms import ShareForm
from ..queries import caseload_of, paths_led_by, responsible_for, without_owner
from ..rules import ASSIGN
from ..workload import led_by, one_led_by
from .router import router


class AllocationOut(Schema):
    """Who was responsible for a person, as what, and what was handed over."""

    id: int
    person: UUID = Field(alias="person_id")
    staff: UUID = Field(alias="staff_id")
    unit: UUID = Field(alias="unit_id")
    kind: str
    since: date
    until: date | None
    reason: str
    handover: str


class CaseloadOut(Schema):
    """A member of staff, and for how many people they are responsible."""

    staff: UUID = Field(alias="staff.pk")
    name: str = Field(alias="staff.name")
    people: int


class HandoverIn(Body):
    """From which day, why, and what the next one must know."""

    on: date
    reason: str
    note: str = ""


class AssignIn(HandoverIn):
    """To which member of staff a person goes."""

    to: UUID


class ShareIn(HandoverIn):
    """Which people go to which officers, in turn."""

    people: list[UUID]
    to: list[UUID]


class GivenOut(Schema):
    """Who got whom."""

    person: UUID
    staff: UUID


class KeptOut(Schema):
    """Who stays where they are, and why."""

    person: UUID
    reasons: list[ReasonOut]


class SharedOut(Schema):
    """What became of each person, by reference."""

    given: list[GivenOut]
    kept: list[KeptOut]


@router.get(
    "/people/{uuid:person_id}/officers",
    response=list[AllocationOut],
    operation_id="officers_list",
    auth=may(SEE),
)
def officers(request: ApiRequest, person_id: UUID) -> Any:
    """Who is and was responsible for a person, first to last, for merged records too."""
    return responsible_for(records_of(opened(request, person_id)))


@router.post(
    "/people/{uuid:person_id}/officers",
    response={201: Made},
    operation_id="officers_assign",
    auth=may(ASSIGN),
)
def assign(request: ApiRequest, person_id: UUID, body: AssignIn) -> Any:
    """Make an officer responsible for a person; who was before is so no more from that day."""
    person = opened(request, person_id)
    sent = {**body.dict(), "people": [str(person.pk)], "to": [str(body.to)]}
    form = valid(ShareForm(sent, people=[person], officers=led_by(request.actor)))
    (to,), how = form.officers(), form.handover()
    return made(make_responsible(by=request.actor, person=person.pk, to=to, how=how))


@router.get(
    "/caseloads", response=list[CaseloadOut], operation_id="caseloads_list", auth=may(ASSIGN)
)
def listed(request: ApiRequest) -> Any:
    """Everybody to whom one may give people, by name."""
    return led_by(request.actor)


@router.get(
    "/caseloads/{uuid:staff_id}",
    response=Rows[PersonRow],
    operation_id="caseload_get",
    auth=may(ASSIGN),
)
def caseload(
    request: ApiRequest, staff_id: UUID, cursor: str | None = None, size: Size = 50
) -> Any:
    """The people of one officer, by name."""
    one_led_by(request.actor, staff_id)
    rows = caseload_of(staff_id, timezone.localdate())
    page = keyset_page(rows, ["person__sort_key", "pk"], cursor, size)
    return _shown(request, page, [allocation.person for allocation in page.items])


@router.post(
    "/caseloads/{uuid:staff_id}/shares",
    response={201: SharedOut},
    operation_id="caseload_share_out",
    auth=may(ASSIGN),
)
def share_out(request: ApiRequest, staff_id: UUID, body: ShareIn) -> Any:
    """Share people of one officer out among others, as one act; who is refused stays."""
    one_led_by(request.actor, staff_id)
    theirs = [row.person for row in caseload_of(staff_id, timezone.localdate())]
    others = [one for one in led_by(request.actor) if one.staff.pk != staff_id]
    sent = {**body.dict(), "people": texts(body.people), "to": texts(body.to)}
    form = valid(ShareForm(sent, people=theirs, officers=others))
    moved = bulk_reassign(
        by=request.actor, people=form.chosen(), to=form.officers(), how=form.handover()
    )
    return told(moved)


@router.get(
    "/people/unowned", response=Rows[PersonRow], operation_id="unowned_list", auth=may(ASSIGN)
)
def unowned(request: ApiRequest, cursor: str | None = None, size: Size = 50) -> Any:
    """People of one's units for whom nobody is responsible, by name."""
    rows = without_owner(paths_led_by(request.actor), timezone.localdate())
    page = keyset_page(rows, ["sort_key", "pk"], cursor, size)
    return _shown(request, page, page.items)


def _shown(request: ApiRequest, page: KeysetPage[Any], people: list[Person]) -> dict[str, Any]:
    """A page of people, after the look at them was written."""
    shown = [person.pk for person in people]
    if shown:
        consult(request.actor, shown, way=Way.API, purpose="caseload", about="allocation")
    return {**rows_of(page), "items": [row(person) for person in people]}


def texts(ids: Iterable[UUID]) -> list[str]:
    """Ids as a form is sent them."""
    return [str(pk) for pk in ids]


def told(moved: Moved) -> dict[str, Any]:
    """Who got whom, and who stays and why."""
    return {
        "given": [{"person": person, "staff": to.pk} for person, to in moved.to.items()],
        "kept": [{"person": person, "reasons": why} for person, why in moved.refused.items()],
    }
