"""API: orders under supervision, and each step of one."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import Field, Schema

from tilts.casework.people.api.rows import made, opened
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import Verb
from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, Size, may, rows_of, valid
from tilts.platform.design.paging import keyset_page
from tilts.platform.documents.actions import make_document

from .. import order_verbs as verbs
from ..capabilities import SUPERVISE
from ..models import Supervision
from ..queries.orders import one_supervision, supervisions_of, to_begin
from .router import router

ONE = "/supervisions/{uuid:supervision_id}"


class SupervisionOut(Schema):
    """An order under supervision; days of steps that were not taken are empty."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    measure: UUID = Field(alias="measure_id")
    state: str
    stage: str = Field(alias="state_title")
    received_on: date
    counted_from: date
    register_by: date
    registered_on: date | None
    identity: str
    explained_on: date | None
    explained_in: str
    interpreter: str
    signed: str
    ends_on: date | None
    ended_on: date | None
    decision: str


class ReceiveIn(Body):
    """Which measure, in which unit; `released_on` after an early release."""

    measure: UUID
    unit: UUID
    received_on: date
    released_on: date | None = None


class RegistrationIn(Body):
    """The day, and the paper by which the person was known."""

    on: date
    identity: str


class ExplainIn(Body):
    """The first meeting; `signed` is signed or declined."""

    on: date
    language: str
    signed: str
    interpreter: str = ""


class SupervisionMoveIn(Body):
    """Why; for a decision that ends it (revoke, convert, hand_over) its day and what it says."""

    reason: str = ""
    on: date | None = None
    decision: str = ""


def case_of(request: ApiRequest, supervision_id: UUID) -> Supervision:
    """The supervision, after the look at its person was written."""
    case = one_supervision(supervision_id)
    opened(request, case.person_id)
    return case


def done(request: ApiRequest, verb: Verb, subject: Any, said: dict[str, Any]) -> dict[str, Any]:
    """What the step made or changed."""
    return made(verb.do(request.actor, subject, valid(verb.form(said, subject))))


def printed(request: ApiRequest, person_id: UUID, sheet: Any, form: Any) -> dict[str, Any]:
    """The paper that was made in the language that the form says."""
    language = form.cleaned_data["language"]
    return made(make_document(by=request.actor, person=person_id, sheet=sheet, language=language))


@router.get(
    "/people/{uuid:person_id}/supervisions",
    response=Rows[SupervisionOut],
    operation_id="supervisions_list",
    auth=may(SEE),
)
def listed(request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50) -> Any:
    """Every order under supervision of somebody, those of merged records too, newest first."""
    rows = supervisions_of([opened(request, person_id).pk])
    return rows_of(keyset_page(rows, ["-received_on", "-pk"], cursor, size))


@router.post(
    "/people/{uuid:person_id}/supervisions",
    response={201: Made},
    operation_id="supervisions_receive",
    auth=may(SUPERVISE),
)
def receive(request: ApiRequest, person_id: UUID, body: ReceiveIn) -> Any:
    """Begin the supervision of a measure."""
    person = opened(request, person_id)
    measure = next((one for one in to_begin(person.pk) if one.pk == body.measure), None)
    if measure is None:
        raise Http404
    return done(request, verbs.RECEIVE, measure, {**body.dict(), "unit": str(body.unit)})


@router.get(ONE, response=SupervisionOut, operation_id="supervisions_get", auth=may(SEE))
def one(request: ApiRequest, supervision_id: UUID) -> Any:
    """One supervision."""
    return case_of(request, supervision_id)


@router.post(
    f"{ONE}/register",
    response={201: Made},
    operation_id="supervisions_register",
    auth=may(SUPERVISE),
)
def register(request: ApiRequest, supervision_id: UUID, body: RegistrationIn) -> Any:
    """The person came to register."""
    return done(request, verbs.REGISTER, case_of(request, supervision_id), body.dict())


@router.post(
    f"{ONE}/explain",
    response={201: Made},
    operation_id="supervisions_explain",
    auth=may(SUPERVISE),
)
def explain(request: ApiRequest, supervision_id: UUID, body: ExplainIn) -> Any:
    """Duties and rights were explained."""
    return done(request, verbs.EXPLAIN, case_of(request, supervision_id), body.dict())


@router.post(
    f"{ONE}/moves/{{slug:code}}",
    response={201: Made},
    operation_id="supervisions_move",
    auth=may(SEE),
)
def move(request: ApiRequest, supervision_id: UUID, code: str, body: SupervisionMoveIn) -> Any:
    """Any other move, such as `activate`, `complete`, `revoke` or `hand_over`."""
    return done(request, verbs.moving(code), case_of(request, supervision_id), body.dict())
