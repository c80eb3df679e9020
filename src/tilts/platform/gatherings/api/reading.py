"""API: groups and sessions are read; who is shown has been looked at."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field

from tilts.platform.access.operations import ApiRequest, Rows, Size, may, rows_of
from tilts.platform.design.paging import keyset_page
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..looks import PURPOSE, look_at
from ..movement import Movement, movements_on
from ..queries import enrolments_of, series_seen_by, sessions_of, sheet_of
from ..rules import MOVE, SEE
from ..views.common import found_enrolment, found_series, found_session
from .routing import router
from .shapes import EnrolmentOut, MovementOut, SeriesOut, SheetOut, WholeSeriesOut
from .taking import enrolment_rows, session_rows

Day = Annotated[date, Field(ge=date(1901, 1, 1), le=date(2999, 12, 30))]
MARKED = ("outcome", "excuse", "moved_by", "minutes", "note", "said_at")


@router.get("/gatherings", response=Rows[SeriesOut], operation_id="gatherings_list", auth=may(SEE))
def listed(
    request: ApiRequest, ended: bool = False, cursor: str | None = None, size: Size = 50
) -> Any:
    """The groups that one sees, the latest first; with `ended` the closed ones too."""
    rows = series_seen_by(request.actor, ended=ended)
    return rows_of(keyset_page(rows, ["-opened_on", "-pk"], cursor, size))


@router.get(
    "/gatherings/movements",
    response=Rows[MovementOut],
    operation_id="gatherings_movements",
    auth=may(MOVE),
)
def movements(request: ApiRequest, day: Day) -> Any:
    """Who is brought where and when on a day, wing by wing."""
    wings = movements_on(request.actor, day)
    found = [(wing.unit.pk, one) for wing in wings for one in wing.movements]
    people = list(dict.fromkeys(one.party for _unit, one in found))
    if people:
        about = f"gatherings.movements:{day}"
        consult(request.actor, people, way=Way.API, purpose=PURPOSE, about=about)
    return {"items": [_moved(unit, one) for unit, one in found]}


def _moved(unit: UUID, one: Movement) -> dict[str, Any]:
    named = ("party", "starts_at", "ends_at", "where", "what", "against")
    told = {name: getattr(one, name) for name in named}
    return {**told, "unit": unit, "session": one.session.pk if one.session else None}


@router.get(
    "/gatherings/{uuid:series_id}",
    response=WholeSeriesOut,
    operation_id="gatherings_get",
    auth=may(SEE),
)
def series(request: ApiRequest, series_id: UUID) -> Any:
    """A group with its sessions, and who takes part as far as one sees them."""
    row = found_series(request.actor, series_id)
    enrolled = enrolments_of(row)
    look_at(request.actor, enrolled, f"gatherings.series:{row.pk}", way=Way.API)
    sessions = session_rows(list(sessions_of(row)))
    return {"series": row, "sessions": sessions, "enrolments": enrolment_rows(enrolled)}


@router.get(
    "/gatherings/sessions/{uuid:session_id}",
    response=SheetOut,
    operation_id="gatherings_session",
    auth=may(SEE),
)
def session(request: ApiRequest, session_id: UUID) -> Any:
    """A session with its attendance sheet."""
    row = found_session(request.actor, session_id)
    rows = sheet_of(row)
    about = f"gatherings.session:{row.pk}"
    look_at(request.actor, [enrolment for enrolment, _was in rows], about, way=Way.API)
    marks = [
        {"enrolment": enrolment.pk, **{name: getattr(was, name) for name in MARKED if was}}
        for enrolment, was in rows
    ]
    return {"session": session_rows([row])[0], "marks": marks}


@router.get(
    "/gatherings/enrolments/{uuid:enrolment_id}",
    response=EnrolmentOut,
    operation_id="gatherings_enrolment",
    auth=may(SEE),
)
def enrolment(request: ApiRequest, enrolment_id: UUID) -> Any:
    """One person in a group, with the sessions and minutes that they have done."""
    row = found_enrolment(request.actor, enrolment_id)
    look_at(request.actor, [row], f"gatherings.enrolment:{row.pk}", way=Way.API)
    return enrolment_rows([row])[0]
