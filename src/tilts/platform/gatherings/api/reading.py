"""API: groups and sessions are read; who is shown has been looked at."""

from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, Rows, Size, may, rows_of
from tilts.platform.design.paging import keyset_page
from tilts.platform.record.models import Way

from ..looks import look_at
from ..queries import enrolments_of, series_seen_by, sessions_of, sheet_of
from ..rules import SEE
from ..views.common import found_enrolment, found_series, found_session
from .routing import router
from .shapes import EnrolmentOut, SeriesOut, SheetOut, WholeSeriesOut
from .taking import enrolment_rows, session_rows

MARKED = ("outcome", "excuse", "moved_by", "minutes", "note", "said_at")


@router.get("/gatherings", response=Rows[SeriesOut], operation_id="gatherings_list", auth=may(SEE))
def listed(
    request: ApiRequest, ended: bool = False, cursor: str | None = None, size: Size = 50
) -> Any:
    """The groups that one sees, the latest first; with `ended` the closed ones too."""
    rows = series_seen_by(request.actor, ended=ended)
    return rows_of(keyset_page(rows, ["-opened_on", "-pk"], cursor, size))


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
