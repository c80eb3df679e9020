"""API: one unit asks another to take somebody, and the other answers."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from tilts.casework.people.api.rows import made, opened
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import Verb
from tilts.platform.access.operations import ApiRequest, Body, Made, may, valid
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..capabilities import ASSIGN, TRANSFER
from ..models import Transfer
from ..transfers import one_transfer, open_transfers, transfers_of
from ..verbs import accepting, asking, moving_on
from .router import router

ONE = "/transfers/{uuid:transfer_id}"


class TransferOut(Schema):
    """A transfer; `unit` is whose turn it is, `officer` who takes the person."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    from_unit: UUID = Field(alias="from_unit_id")
    to_unit: UUID = Field(alias="to_unit_id")
    state: str
    stage: str = Field(alias="state_title")
    on: date
    why: str
    residence: str
    note: str
    asked_by: UUID | None = Field(alias="asked_by_id")
    officer: UUID | None = Field(alias="officer_id")
    carried_on: date | None


class UnitTransferIn(Body):
    """Which unit is asked, from which day, why, and what it must know."""

    to: UUID
    on: date
    why: str
    residence: str = ""
    note: str = ""


class TransferAcceptIn(Body):
    """Which officer takes somebody, and from which day."""

    officer: UUID
    on: date


class TransferMoveIn(Body):
    """Why, for the moves that want a reason."""

    reason: str = ""


@router.get(
    "/people/{uuid:person_id}/transfers",
    response=list[TransferOut],
    operation_id="transfers_list",
    auth=may(SEE),
)
def of_person(request: ApiRequest, person_id: UUID) -> Any:
    """Every transfer of somebody, the newest first."""
    return list(transfers_of([opened(request, person_id).pk]))


@router.get(
    "/transfers",
    response=list[TransferOut],
    operation_id="transfers_open_list",
    auth=may(ASSIGN),
)
def listed(request: ApiRequest) -> Any:
    """Open transfers from and to one's units; the look at their people is written."""
    cases = open_transfers(request.actor)
    people = sorted({case.person_id for case in cases})
    if people:
        consult(request.actor, people, way=Way.API, purpose="caseload", about="allocation")
    return cases


@router.get(ONE, response=TransferOut, operation_id="transfer_get", auth=may(SEE))
def one(request: ApiRequest, transfer_id: UUID) -> Any:
    """One transfer."""
    case = one_transfer(transfer_id)
    opened(request, case.person_id)
    return case


@router.post(
    "/people/{uuid:person_id}/transfers",
    response={201: Made},
    operation_id="transfer_ask",
    auth=may(TRANSFER),
)
def ask(request: ApiRequest, person_id: UUID, body: UnitTransferIn) -> Any:
    """Ask another unit of the service to take somebody."""
    person, verb = opened(request, person_id), asking()
    form = valid(verb.form(body.dict(), person))
    return made(verb.do(request.actor, person, form))


@router.post(
    f"{ONE}/accept", response={201: Made}, operation_id="transfer_accept", auth=may(ASSIGN)
)
def accept(request: ApiRequest, transfer_id: UUID, body: TransferAcceptIn) -> Any:
    """Take somebody, with the officer who does."""
    return _step(request, transfer_id, accepting(), body)


@router.post(
    f"{ONE}/moves/{{slug:code}}",
    response={201: Made},
    operation_id="transfer_move",
    auth=may(TRANSFER),
)
def move(request: ApiRequest, transfer_id: UUID, code: str, body: TransferMoveIn) -> Any:
    """Refuse, ask again, withdraw, complete, and what every case can do."""
    return _step(request, transfer_id, moving_on(code), body)


def _step(request: ApiRequest, transfer_id: UUID, verb: Verb, body: Body) -> Any:
    case: Transfer = one_transfer(transfer_id)
    opened(request, case.person_id)
    sent = {name: str(value) for name, value in body.dict().items()}
    return made(verb.do(request.actor, case, valid(verb.form(sent, case))))
