"""API: home visits are planned, checked, made, and answered for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema

from tilts.casework.people.api.rows import done, opened
from tilts.platform.access.operations import (
    ApiRequest,
    Body,
    Made,
    Moment,
    Rows,
    Size,
    may,
    rows_of,
)
from tilts.platform.design.paging import keyset_page

from .capabilities import VISIT
from .models import HomeVisit
from .queries import check_in_of, one_visit, visits_of
from .verbs import PLAN, moving, step_of

router = Router(tags=["visits"])


class HomeVisitOut(Schema):
    """A visit; `stage` is the name of `state`."""

    id: UUID
    person: UUID = Field(alias="person_id")
    officer: UUID = Field(alias="officer_id")
    colleague: UUID | None = Field(alias="colleague_id")
    planned_at: datetime
    minutes: int
    address: str
    aim: str
    state: str
    stage: str = Field(alias="state_title")
    answers: dict[str, str]
    decision: str
    decided_why: str
    place: str
    began_at: datetime | None
    met: str
    note: str
    agreed: str


class CheckInOut(Schema):
    """Whether who went is back: expected end, word, alarms, and who answered."""

    ends_at: datetime
    safe_at: datetime | None
    alarmed_at: datetime | None
    alarms: int
    taken_by: UUID | None = Field(alias="taken_by_id")
    closed_at: datetime | None
    done: str


class WholeVisitOut(Schema):
    """A visit with its check-in, once it has begun."""

    visit: HomeVisitOut
    check_in: CheckInOut | None


class PlanVisitIn(Body):
    """When, for how many minutes, where, what for."""

    at: Moment
    minutes: int = 60
    address: str
    aim: str = ""


class VisitStepIn(Body):
    """What the step asks for: `check`, `begin`, `extend`, `safe`, `take`, `close` or `report`."""

    answers: dict[str, str] = {}
    decision: str | None = None
    colleague: UUID | None = None
    place: str | None = None
    why: str | None = None
    minutes: int | None = None
    done: str | None = None
    met: str | None = None
    note: str | None = None
    agreed: str | None = None
    key: UUID | None = None
    said_at: Moment | None = None


class VisitMoveIn(Body):
    """Why, for the moves that want a reason."""

    reason: str = ""


def _visit(request: ApiRequest, visit_id: UUID) -> HomeVisit:
    visit = one_visit(visit_id)
    opened(request, visit.person_id)
    return visit


@router.get(
    "/people/{uuid:person_id}/visits",
    response=Rows[HomeVisitOut],
    operation_id="visits_list",
    auth=may(VISIT),
)
def visits(request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50) -> Any:
    """Every visit to a person, the newest first."""
    rows = visits_of([opened(request, person_id).pk])
    return rows_of(keyset_page(rows, ["-planned_at", "-pk"], cursor, size))


@router.post(
    "/people/{uuid:person_id}/visits",
    response={201: Made},
    operation_id="visits_plan",
    auth=may(VISIT),
)
def plan(request: ApiRequest, person_id: UUID, body: PlanVisitIn) -> Any:
    """Plan a visit by oneself."""
    return done(request, PLAN, opened(request, person_id), body.dict())


@router.get(
    "/visits/{uuid:visit_id}", response=WholeVisitOut, operation_id="visits_get", auth=may(VISIT)
)
def one(request: ApiRequest, visit_id: UUID) -> Any:
    """A visit, and whether who went is back."""
    visit = _visit(request, visit_id)
    return {"visit": visit, "check_in": check_in_of(visit)}


@router.post(
    "/visits/{uuid:visit_id}/steps/{slug:step}",
    response={201: Made},
    operation_id="visits_step",
    auth=may(VISIT),
)
def take_step(request: ApiRequest, visit_id: UUID, step: str, body: VisitStepIn) -> Any:
    """A step of a visit, as its page takes it."""
    verb, visit = step_of(step), _visit(request, visit_id)
    said = {name: value for name, value in body.dict().items() if value is not None}
    answers = {f"q_{code}": value for code, value in said.pop("answers").items()}
    return done(request, verb, visit, {**said, **answers, "sent": True})


@router.post(
    "/visits/{uuid:visit_id}/moves/{slug:code}",
    response={201: Made},
    operation_id="visits_move",
    auth=may(VISIT),
)
def move(request: ApiRequest, visit_id: UUID, code: str, body: VisitMoveIn) -> Any:
    """Any other move, such as `cancel`."""
    return done(request, moving(code), _visit(request, visit_id), body.dict())
