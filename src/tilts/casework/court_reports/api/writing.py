"""API: the sections of a report are written."""

from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest
from tilts.platform.access.reasons import refuse_if

from .. import verbs
from ..capabilities import WRITE
from ..guards import why_not_hear
from ..models import WalledParagraph
from ..queries import one_paragraph
from .routing import ONE, case_of, done, step
from .shapes import ReportParagraphChangeIn, ReportParagraphIn, ReportTakeIn, ReportVersionIn

PARAGRAPH = "/court-report-paragraphs/{uuid:paragraph_id}"


@step(f"{ONE}/sections/{{slug:section}}", WRITE)
def write(request: ApiRequest, report_id: UUID, section: str, body: ReportParagraphIn) -> Any:
    """Write a paragraph at the end of a section."""
    return done(request, verbs.adding(section), case_of(request, report_id), body)


@step(f"{ONE}/pieces", WRITE)
def take(request: ApiRequest, report_id: UUID, body: ReportTakeIn) -> Any:
    """Take a piece of the record into its section."""
    return done(request, verbs.TAKE, case_of(request, report_id), body)


@step(PARAGRAPH, WRITE)
def change(request: ApiRequest, paragraph_id: UUID, body: ReportParagraphChangeIn) -> Any:
    """Change a paragraph."""
    return done(request, verbs.CHANGE, _row(request, paragraph_id), body)


@step(f"{PARAGRAPH}/removal", WRITE)
def remove(request: ApiRequest, paragraph_id: UUID, body: ReportVersionIn) -> Any:
    """Take a paragraph out."""
    return done(request, verbs.REMOVE, _row(request, paragraph_id), body)


def _row(request: ApiRequest, paragraph_id: UUID) -> Any:
    """The paragraph, after the look; one about the victim for who may hear them alone."""
    row = one_paragraph(paragraph_id)
    case = case_of(request, row.of_report_id)
    if isinstance(row, WalledParagraph):
        refuse_if(why_not_hear(case, request.actor))
    return row
