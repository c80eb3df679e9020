"""The reports of a unit and of a person, and one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tilts.casework.people.forms import LanguageForm
from tilts.casework.people.headers import person_header
from tilts.casework.people.languages import first_language
from tilts.casework.people.newcomers import likely_twins
from tilts.casework.people.queries import consult_twins, open_person
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import take
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused
from tilts.platform.design.paging import keyset_page
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.rules import MAKE, OPEN
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way
from tilts.platform.workflow.ways import status_lines, ways

from .. import actions
from ..actions.meeting import SOUGHT_IN
from ..capabilities import REQUEST, REVIEW, WRITE
from ..catalogue import form_of
from ..forms import NewcomerForm
from ..guards import READ_IN, VICTIM_IN, WRITTEN_IN, why_not_hear
from ..models import Report
from ..presenting import RARE, TONES, facts, line, sections, title_of
from ..queries import (
    attempts_of,
    one_report,
    paragraphs_of,
    readings_of,
    reports_due,
    reports_of,
)
from ..summary import SummarySheet
from ..verbs import TODAY, requesting
from .common import TAB, onwards, read_sections


@door(WRITE)
def listed(request: Any) -> HttpResponse:
    """Reports that are not over, the next due first; one's own stand out."""
    page = keyset_page(reports_due(), ["due_on", "pk"], request.GET.get("cursor"))
    shown = sorted({case.person_id for case in page.items})
    if shown:
        consult(request.actor, shown, way=Way.PAGE, purpose="request", about="court_reports")
    context = {
        "page": page,
        "rows": [
            {**line(case), "mine": case.author_id == request.actor.party} for case in page.items
        ],
        "may_request": REQUEST in request.actor.capabilities,
    }
    return render(request, "court_reports/list.html", context)


@door(REQUEST)
def newcomer(request: Any) -> HttpResponse:
    """A request about somebody who is on nobody's record: likely twins come first."""
    country, actor = request.actor.country, request.actor
    form = NewcomerForm(
        request.POST or None,
        actor=actor,
        of=form_of(country, TODAY()),
        initial={"wished": country.lower()},
    )
    twins: list[Any] = []
    if form.is_valid():
        who, codes = form.identity(), form.codes()
        twins = [] if form.cleaned_data["anyway"] else likely_twins(who, codes)
        if not twins and (made := _requested(request, form, who, codes)):
            return redirect("court_reports:one", made.pk)
    consult_twins(actor, twins)
    status = 422 if form.errors or twins else 200
    context = {"form": form, "twins": twins}
    return render(request, "court_reports/newcomer.html", context, status=status)


def _requested(request: Any, form: NewcomerForm, who: Any, codes: Any) -> Report | None:
    unit = form.cleaned_data["unit"]
    try:
        return actions.request_for_newcomer(
            by=request.actor, unit=unit, who=who, codes=codes, what=form.request()
        )
    except Refused as refused:
        form.add_error(None, [str(reason.text) for reason in refused.reasons])
        return None


@door(SEE)
def of(request: Any, person_id: UUID) -> HttpResponse:
    """Every report about somebody."""
    person = open_person(request.actor, person_id, session=request.session)
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "rows": [line(case) for case in reports_of([person.pk])],
        "may_request": REQUEST in request.actor.capabilities,
    }
    return render(request, "court_reports/of_person.html", context)


@door(REQUEST)
def request_report(request: Any, person_id: UUID) -> HttpResponse:
    """Register a request about somebody on record."""
    return take(request, requesting(request.actor), person_id, tab=TAB, onwards=onwards)


@door(SEE)
def one(request: Any, report_id: UUID) -> HttpResponse:
    """One report: where it stands, what was asked, its sections, what can happen next."""
    case = one_report(report_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    found = ways(case, request.actor, "court_reports:move")
    may = request.actor.capabilities
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "title": title_of(case),
        "tone": TONES.get(case.state, "neutral"),
        "facts": facts(case),
        "attempts": attempts_of(case),
        "sections": [] if case.is_letter else sections(case, request.actor, paragraphs_of(case)),
        "readings": readings_of(case),
        "may_write": WRITE in may and case.state in WRITTEN_IN,
        "may_seek": WRITE in may and case.state in SOUGHT_IN,
        "may_hear": case.state in VICTIM_IN and not why_not_hear(case, request.actor),
        "may_read": REVIEW in may and case.state == "quality_review",
        "may_open": OPEN in may and case.document_id is not None,
        "may_print": MAKE in may and case.sent_on is not None,
        "may_word": MAKE in may and WRITE in may and case.state in READ_IN,
        "ways": [way for way in found if way.code not in (*RARE, "return_it")],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(case, _("Asked for")),
    }
    return render(request, "court_reports/one.html", context)


@door(SEE)
def whole(request: Any, report_id: UUID) -> HttpResponse:
    """Everything that is written, as it goes out; about the victim only for who may read it."""
    case = one_report(report_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "title": title_of(case),
        "sections": read_sections(request.actor, case),
        "readings": readings_of(case),
    }
    return render(request, "court_reports/whole.html", context)


@door(MAKE)
def summary(request: Any, report_id: UUID) -> HttpResponse:
    """What was written about somebody, for them, in plain words and their language."""
    case = one_report(report_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    form = LanguageForm(request.POST or None, initial={"language": first_language(person)})
    if form.is_valid():
        language = form.cleaned_data["language"]
        sheet = SummarySheet(case)
        made = make_document(by=request.actor, person=person.pk, sheet=sheet, language=language)
        return redirect("documents:document", made.pk)
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "title": _("Summary for the person"),
        "button": _("Make the summary (PDF)"),
        "form": form,
        "sealed": True,
    }
    status = 422 if form.errors else 200
    return render(request, "court_reports/step.html", context, status=status)
