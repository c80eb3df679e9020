"""A section of a report, written beside what the record knows."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.jurisdictions.schema import ReportSection
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused, refuse_if

from .. import verbs
from ..capabilities import WRITE
from ..guards import NOT_WRITTEN_NOW, WRITTEN_IN, why_not_hear
from ..models import Report, WalledParagraph
from ..prefilling import known_for
from ..presenting import section_page, title_of
from ..queries import (
    one_paragraph,
    one_report,
    paragraphs_of,
    readings_of,
    victims_slice,
    walled_paragraphs_of,
)
from .common import TAB, step


def _section(case: Report, code: str) -> ReportSection:
    found = next((one for one in case.form.sections if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _onwards(row: Any) -> tuple[str, UUID, str]:
    return "court_reports:section", row.of_report_id, row.section


@door(WRITE)
def section(request: Any, report_id: UUID, section: str) -> HttpResponse:
    """Write a section: paragraphs as they stand, a new one, and what the record knows."""
    case, code = one_report(report_id), section
    of = _section(case, code)
    refuse_if([] if case.state in WRITTEN_IN else [NOT_WRITTEN_NOW])
    person = open_person(request.actor, case.person_id, session=request.session)
    verb = verbs.TAKE if "row" in request.POST else verbs.adding(code)
    form = verb.form(request.POST or None, case)
    if form.is_valid():
        try:
            verb.do(request.actor, case, form)
            return redirect("court_reports:section", case.pk, code)
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    known = known_for(request.actor, case).get(code, [])
    last = readings_of(case)[:1]
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "title": title_of(case),
        "form": form if verb is not verbs.TAKE else verbs.adding(code).form(None, case),
        "taking": form if verb is verbs.TAKE else None,
        "remark": last[0].remarks.get(code, "") if last and not last[0].passed else "",
        **section_page(case, of, _rows(request, case, of), known),
    }
    status = 422 if form.errors else 200
    return render(request, "court_reports/section.html", context, status=status)


def _rows(request: Any, case: Report, of: ReportSection) -> list[Any]:
    if not of.walled:
        return list(paragraphs_of(case).get(of.code, []))
    with victims_slice(request.actor, case):
        return list(walled_paragraphs_of(case).get(of.code, []))


@door(WRITE)
def paragraph(request: Any, paragraph_id: UUID) -> HttpResponse:
    """Change a paragraph, beside what the record gave for it."""
    return _of_row(request, paragraph_id, verbs.CHANGE)


@door(WRITE)
def remove(request: Any, paragraph_id: UUID) -> HttpResponse:
    """Take a paragraph out."""
    return _of_row(request, paragraph_id, verbs.REMOVE, button=verbs.REMOVE.title)


def _of_row(request: Any, paragraph_id: UUID, verb: Any, **more: Any) -> HttpResponse:
    row = one_paragraph(paragraph_id)
    walled = isinstance(row, WalledParagraph)
    case = one_report(row.of_report_id)
    if walled:
        refuse_if(why_not_hear(case, request.actor))
        with victims_slice(request.actor, case):
            pass  # showing it is a look
    said = {"row": row, "sealed": walled, "template": "court_reports/paragraph.html"}
    return step(request, case, verb, row, onwards=_onwards, **said, **more)
