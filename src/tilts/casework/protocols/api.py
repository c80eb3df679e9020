"""API: action protocols are opened, and their steps recorded."""

from datetime import date, datetime
from typing import Any, Literal
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

from .capabilities import ACT
from .models import Occurrence
from .presenting import StepLine, step_lines
from .queries import occurrences_of, one_occurrence, one_step, one_taking
from .verbs import TAKE, UNDO, moving, starting

router = Router(tags=["protocols"])


class OccurrenceOut(Schema):
    """An occurrence; `stage` is the name of `state`. What was noted is read on its page alone."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    protocol: str
    title: str
    setting: str
    state: str
    stage: str = Field(alias="state_title")
    leader: UUID | None = Field(alias="leader_id")
    opened_at: datetime
    debrief_on: date | None


class OccurrenceStepOut(Schema):
    """A step: by when, and what stands of it: done, not_possible, or nothing yet."""

    id: UUID
    code: str
    text: str
    due_at: datetime
    overdue: bool
    outcome: Literal["", "done", "not_possible"]
    taking: UUID | None
    said_at: datetime | None


class WholeOccurrenceOut(Schema):
    """An occurrence with its steps."""

    occurrence: OccurrenceOut
    steps: list[OccurrenceStepOut]


class StartProtocolIn(Body):
    """Which protocol, by its code in the country pack."""

    protocol: str


class TakeStepIn(Body):
    """What became of a step; `key` makes the same word count once, `said_at` is the device's."""

    outcome: Literal["done", "not_possible"] = "done"
    words: str = ""
    key: UUID | None = None
    said_at: Moment | None = None


class UndoStepIn(Body):
    """Nothing needs to be said."""


class OccurrenceMoveIn(Body):
    """Why, or what came of it, for the moves that want it."""

    reason: str = ""
    words: str = ""


def _case(request: ApiRequest, occurrence_id: UUID) -> Occurrence:
    case = one_occurrence(occurrence_id)
    opened(request, case.person_id)
    return case


def _step(line: StepLine) -> dict[str, Any]:
    outcome = "" if line.taking is None else "done" if line.taking.done else "not_possible"
    return {
        "id": line.step.pk,
        "code": line.step.code,
        "text": line.text,
        "due_at": line.step.due_at,
        "overdue": line.overdue,
        "outcome": outcome,
        "taking": line.taking.pk if line.taking else None,
        "said_at": line.taking.said_at if line.taking else None,
    }


@router.get(
    "/people/{uuid:person_id}/occurrences",
    response=Rows[OccurrenceOut],
    operation_id="protocols_list",
    auth=may(ACT),
)
def occurrences(
    request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50
) -> Any:
    """Every occurrence about a person, the newest first."""
    rows = occurrences_of([opened(request, person_id).pk])
    return rows_of(keyset_page(rows, ["-opened_at", "-pk"], cursor, size))


@router.post(
    "/people/{uuid:person_id}/occurrences",
    response={201: Made},
    operation_id="protocols_start",
    auth=may(ACT),
)
def start(request: ApiRequest, person_id: UUID, body: StartProtocolIn) -> Any:
    """Open a protocol; where it is open already, that occurrence is answered."""
    person = opened(request, person_id)
    return done(request, starting(request.actor), person, body.dict())


@router.get(
    "/occurrences/{uuid:occurrence_id}",
    response=WholeOccurrenceOut,
    operation_id="protocols_get",
    auth=may(ACT),
)
def one(request: ApiRequest, occurrence_id: UUID) -> Any:
    """An occurrence with its steps."""
    case = _case(request, occurrence_id)
    return {"occurrence": case, "steps": [_step(line) for line in step_lines(case)]}


@router.post(
    "/occurrence-steps/{uuid:step_id}",
    response={201: Made},
    operation_id="protocols_take_step",
    auth=may(ACT),
)
def take_step(request: ApiRequest, step_id: UUID, body: TakeStepIn) -> Any:
    """Record a step."""
    step = one_step(step_id)
    opened(request, step.person_id)
    return done(request, TAKE, step, body.dict())


@router.post(
    "/occurrence-takings/{uuid:taking_id}/undo",
    response={201: Made},
    operation_id="protocols_undo_step",
    auth=may(ACT),
)
def undo_step(request: ApiRequest, taking_id: UUID, body: UndoStepIn) -> Any:
    """Take back what was recorded of a step."""
    taking = one_taking(taking_id)
    opened(request, taking.person_id)
    return done(request, UNDO, taking, {"sent": True})


@router.post(
    "/occurrences/{uuid:occurrence_id}/moves/{slug:code}",
    response={201: Made},
    operation_id="protocols_move",
    auth=may(ACT),
)
def move(request: ApiRequest, occurrence_id: UUID, code: str, body: OccurrenceMoveIn) -> Any:
    """Any move, such as `handle` with `words`, or `call_off` with a `reason`."""
    return done(request, moving(code), _case(request, occurrence_id), body.dict())
