"""API: reports are listed and read."""

from typing import Any
from uuid import UUID

from tilts.casework.people.api.rows import opened
from tilts.casework.people.rules import SEE
from tilts.platform.access.operations import ApiRequest, Made, Rows, Size, may, rows_of
from tilts.platform.design.paging import keyset_page
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..capabilities import REQUEST, WRITE
from ..prefilling import known_for
from ..queries import paragraphs_of, readings_of, reports_due, reports_of
from ..verbs import requesting
from .routing import ONE, case_of, done, router
from .shapes import ReportOut, ReportPieceOut, ReportRequestIn, WholeReportOut


@router.get(
    "/court-reports", response=Rows[ReportOut], operation_id="court_reports_due", auth=may(WRITE)
)
def due(request: ApiRequest, cursor: str | None = None, size: Size = 50) -> Any:
    """Reports that are not over, the next due first; each person shown is a look."""
    page = keyset_page(reports_due(), ["due_on", "pk"], cursor, size)
    if shown := sorted({case.person_id for case in page.items}):
        consult(request.actor, shown, way=Way.API, purpose="request", about="court_reports")
    return rows_of(page)


@router.get(
    "/people/{uuid:person_id}/court-reports",
    response=Rows[ReportOut],
    operation_id="court_reports_list",
    auth=may(SEE),
)
def listed(request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50) -> Any:
    """Every report about somebody, those of merged records too, newest first."""
    rows = reports_of([opened(request, person_id).pk])
    return rows_of(keyset_page(rows, ["-requested_on", "-pk"], cursor, size))


@router.post(
    "/people/{uuid:person_id}/court-reports",
    response={201: Made},
    operation_id="court_reports_request",
    auth=may(REQUEST),
)
def request_report(request: ApiRequest, person_id: UUID, body: ReportRequestIn) -> Any:
    """Register an authority's request about somebody on record."""
    return done(request, requesting(request.actor), opened(request, person_id), body)


@router.get(ONE, response=WholeReportOut, operation_id="court_reports_get", auth=may(SEE))
def one(request: ApiRequest, report_id: UUID) -> Any:
    """One report, with its paragraphs and readings."""
    case = case_of(request, report_id)
    written = [row for rows in paragraphs_of(case).values() for row in rows if row.text]
    return {"report": case, "paragraphs": written, "readings": readings_of(case)}


@router.get(
    f"{ONE}/pieces",
    response=Rows[ReportPieceOut],
    operation_id="court_reports_pieces",
    auth=may(WRITE),
)
def pieces(request: ApiRequest, report_id: UUID) -> Any:
    """What the record knows of the person, by section."""
    known = known_for(request.actor, case_of(request, report_id))
    return {
        "items": [
            {"section": section, **vars(piece)} for section, rows in known.items() for piece in rows
        ]
    }
