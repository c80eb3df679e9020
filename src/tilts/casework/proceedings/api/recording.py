"""API: proceedings begin, offences and measures are added, measures start and end."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Field

from tilts.casework.people.api.rows import opened
from tilts.platform.access.operations import ApiRequest, Body, Made, may

from ..capabilities import RECORD
from ..imposing import MOST
from ..verbs import END, MEASURE, OFFENCE, OPEN, REMAND, START
from .router import router
from .steps import done, opened_measure, opened_proceeding


class OpenIn(Body):
    """Proceedings as a court or prosecutor sent them; `unit` records them."""

    authority: str
    reference: str
    received_on: date
    unit: UUID


class OffenceIn(Body):
    """An offence: its number in the national code, and when it was committed."""

    code: str
    committed_on: date
    committed_until: date | None = None
    attempt: bool = False
    circumstances: str = ""


class MeasureIn(Body):
    """A sentence, measure or order; its length in one way. `follows` is another measure."""

    kind: str
    imposed_on: date
    start: date | None = None
    years: int = 0
    months: int = 0
    days: int = 0
    hours: int | None = None
    cents: int | None = Field(None, ge=0, le=MOST["cents"])
    suspended: bool = False
    probation_months: int | None = None
    follows: UUID | None = None
    remand_days: int = 0
    release_class: str = ""
    unit: UUID | None = None

    def dict(self, **kwargs: Any) -> dict[str, Any]:
        """As the form of the page takes it: an amount in euros."""
        said = super().dict(**kwargs)
        cents = said.pop("cents")
        return {**said, "amount": None if cents is None else Decimal(cents) / 100}


class StartIn(Body):
    """The first day of a measure."""

    start: date


class RemandIn(Body):
    """Days in remand that the court counted, and by which decision."""

    days: int
    reason: str


class EndMeasureIn(Body):
    """The last day of a measure and how it ended; why, unless it was served in full."""

    ended_on: date
    how: str
    reason: str = ""


@router.post(
    "/people/{uuid:person_id}/proceedings",
    response={201: Made},
    operation_id="proceedings_open",
    auth=may(RECORD),
)
def open_proceedings(request: ApiRequest, person_id: UUID, body: OpenIn) -> Any:
    """Open proceedings; the person is presumed innocent."""
    return done(request, OPEN, opened(request, person_id), body)


@router.post(
    "/proceedings/{uuid:proceeding_id}/offences",
    response={201: Made},
    operation_id="proceedings_add_offence",
    auth=may(RECORD),
)
def add_offence(request: ApiRequest, proceeding_id: UUID, body: OffenceIn) -> Any:
    """Add an offence. What is told of a sexual one goes behind the wall."""
    return done(request, OFFENCE, opened_proceeding(request, proceeding_id), body)


@router.post(
    "/proceedings/{uuid:proceeding_id}/measures",
    response={201: Made},
    operation_id="proceedings_impose",
    auth=may(RECORD),
)
def impose(request: ApiRequest, proceeding_id: UUID, body: MeasureIn) -> Any:
    """Record a sentence, measure or order."""
    return done(request, MEASURE, opened_proceeding(request, proceeding_id), body)


@router.post(
    "/measures/{uuid:measure_id}/start",
    response={201: Made},
    operation_id="measures_start",
    auth=may(RECORD),
)
def start(request: ApiRequest, measure_id: UUID, body: StartIn) -> Any:
    """Give or correct the first day of a measure."""
    return done(request, START, opened_measure(request, measure_id), body)


@router.post(
    "/measures/{uuid:measure_id}/remand",
    response={201: Made},
    operation_id="measures_count_remand",
    auth=may(RECORD),
)
def remand(request: ApiRequest, measure_id: UUID, body: RemandIn) -> Any:
    """Count days in remand; they replace what was counted before."""
    return done(request, REMAND, opened_measure(request, measure_id), body)


@router.post(
    "/measures/{uuid:measure_id}/end",
    response={201: Made},
    operation_id="measures_end",
    auth=may(RECORD),
)
def end(request: ApiRequest, measure_id: UUID, body: EndMeasureIn) -> Any:
    """End a measure: as served when the calculation agrees, otherwise with the reason."""
    return done(request, END, opened_measure(request, measure_id), body)
