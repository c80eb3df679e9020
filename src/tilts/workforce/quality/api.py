"""API: the monitoring plan, draws that anybody can repeat, readings, and what came of them."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Router, Schema

from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, Size, may, rows_of, valid
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.paging import keyset_page
from tilts.platform.organisation.queries import agency_seen_by
from tilts.workforce.competence.verbs import Verb

from . import verbs
from .presenting import recent_months
from .queries import counted, draws, one_draw, one_drawn, one_reading, pieces_of, strata_of
from .rules import LEAD, SEE

router = Router(tags=["quality"])


class DrawOut(Schema):
    """A draw: of what was finished in a month, by which seed."""

    id: UUID
    agency: str = Field(alias="agency_id")
    material: str
    month: date
    seed: str
    drawn_on: date


class StratumOut(Schema):
    """What was finished with one programme or instrument in one unit, and how much was wanted."""

    name: str
    unit: UUID = Field(alias="unit_id")
    strand: str
    wanted: int
    frame: list[str]


class DrawnOut(Schema):
    """A drawn piece; `sound` is null until it is read."""

    id: UUID
    piece: str
    stratum: UUID = Field(alias="stratum_id")
    unit: UUID = Field(alias="unit_id")
    state: str
    stage: str = Field(alias="state_title")
    sound: bool | None
    read_on: date | None


class WholeDrawOut(Schema):
    """All that is needed to draw again: a piece ranks by the SHA-256 of "seed|name|piece"."""

    draw: DrawOut
    strata: list[StratumOut]
    drawn: list[DrawnOut]


class MonitoredOut(Schema):
    """One stratum in one month: finished, drawn, read, sound, called for a second reader."""

    material: str
    strand: str
    unit: UUID
    month: date
    draw: UUID
    finished: int
    drawn: int
    read: int
    sound: int
    doubted: int


class SamplePlanIn(Body):
    """How much of each stratum is drawn a month; without a unit in the whole agency."""

    material: str
    unit: UUID | None = None
    wanted: int
    since: date


class ReadingIn(Body):
    """Whether a first reader is sure, and if not of what they are unsure; a second is not asked."""

    sure: Literal["yes", "no"] | None = None
    why: str = ""


class BeginReadingIn(Body):
    """Nothing more is said."""


class DrawnMoveIn(Body):
    """Why."""

    reason: str


@router.get("/draws", response=Rows[DrawOut], operation_id="draws_list", auth=may(LEAD))
def listed(request: ApiRequest, cursor: str | None = None, size: Size = 20) -> Any:
    """Every draw with a stratum in a unit that one leads, the latest first."""
    order = ["-month", "material", "pk"]
    return rows_of(keyset_page(draws(request.actor), order, cursor, size))


@router.get(
    "/draws/{uuid:draw_id}", response=WholeDrawOut, operation_id="draws_read", auth=may(LEAD)
)
def read(request: ApiRequest, draw_id: UUID) -> Any:
    """One draw with its seed and frames, as far as one leads: anybody can draw it again."""
    draw = one_draw(request.actor, draw_id)
    strata = strata_of(request.actor, draw)
    return {"draw": draw, "strata": strata, "drawn": pieces_of(request.actor, draw)}


@router.get(
    "/monitoring", response=list[MonitoredOut], operation_id="monitoring_read", auth=may(LEAD)
)
def monitored(request: ApiRequest, since: date | None = None) -> Any:
    """What came of the draws in the units that one leads, from a month on; half a year without."""
    found = counted(request.actor, since.replace(day=1) if since else recent_months()[0])
    return [{**one, "unit": one["unit"].pk} for one in found]


@router.post(
    "/monitoring-plans", response={201: Made}, operation_id="monitoring_plan", auth=may(LEAD)
)
def plan(request: ApiRequest, body: SamplePlanIn) -> Any:
    """Set the plan of one's own agency, or of a unit of it."""
    agency = agency_seen_by(request.actor, request.actor.agency)
    return _did(request, verbs.SET_PLAN, agency, body.dict())


@router.get("/drawn/{uuid:drawn_id}", response=DrawnOut, operation_id="drawn_read", auth=may(SEE))
def drawn_piece(request: ApiRequest, drawn_id: UUID) -> Any:
    """A drawn piece of a unit in which one reads or leads."""
    return one_drawn(request.actor, drawn_id)


@router.post(
    "/drawn/{uuid:drawn_id}/readings",
    response={201: Made},
    operation_id="readings_begin",
    auth=may(SEE),
)
def begin(request: ApiRequest, drawn_id: UUID, body: BeginReadingIn) -> Any:
    """Begin to read a drawn piece; the answers are given on the page."""
    return _did(request, verbs.BEGIN, one_drawn(request.actor, drawn_id), body.dict())


@router.post(
    "/readings/{uuid:reading_id}/finish",
    response={201: Made},
    operation_id="readings_finish",
    auth=may(SEE),
)
def finish(request: ApiRequest, reading_id: UUID, body: ReadingIn) -> Any:
    """Let one's own answers stand; a first reader who is unsure calls a second."""
    return _did(request, verbs.FINISH, one_reading(request.actor, reading_id), body.dict())


@router.post(
    "/drawn/{uuid:drawn_id}/moves/{code}",
    response={201: Made},
    operation_id="drawn_move",
    auth=may(LEAD),
)
def move(request: ApiRequest, drawn_id: UUID, code: str, body: DrawnMoveIn) -> Any:
    """Leave a drawn piece out, or take it back in."""
    return _did(request, verbs.moving(code), one_drawn(request.actor, drawn_id), body.dict())


def _did(request: ApiRequest, verb: Verb, subject: Any, said: dict[str, Any]) -> Any:
    """Do what the page does with its form, and answer with what was made or changed."""
    with seen_by(request.actor, SEE):
        made = verb.do(request.actor, subject, valid(verb.form(said, subject)))
    return {"id": str(made.pk)}
