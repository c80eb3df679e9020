"""Filling in the sheet of an assessment, or of its second scoring."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person, records_of
from tilts.platform.access.authority import require
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import refuse_if
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.pages import SheetPage
from tilts.platform.forms.results import progress
from tilts.platform.forms.saving import filled_in
from tilts.platform.forms.whole import WholeSheet

from ..actions.answering import ANSWERED_IN, NOT_OPEN
from ..actions.seconding import NOT_YOUR_SCORING
from ..capabilities import ASSESS
from ..models import Assessment
from ..presenting import so_far, title
from ..queries import assessments_of, one_assessment, second_of


@door(ASSESS)
def latest(request: Any, person_id: UUID) -> HttpResponse:
    """Go on with the assessment of a person that is under way."""
    rows = [row for row in assessments_of([person_id]) if row.is_going_on]
    if not rows:
        return redirect("assessment:list", person_id)
    return redirect("assessment:resume", max(rows, key=lambda row: row.pk).pk)


@door(ASSESS)
def resume(request: Any, assessment_id: UUID) -> HttpResponse:
    """Go on where questions are open."""
    assessment = one_assessment(assessment_id)
    return redirect("assessment:section", assessment.pk, _first_open(assessment.answered))


@door(ASSESS)
def section(request: Any, assessment_id: UUID, name: str) -> HttpResponse:
    """One section of the form; answers are saved as they are given."""
    assessment = one_assessment(assessment_id)
    refuse_if([] if assessment.state in ANSWERED_IN else [NOT_OPEN])

    def url(one: str) -> str:
        return reverse("assessment:section", args=[assessment.pk, one])

    return _filled_in(request, assessment, assessment.answered, name, url)


@door(ASSESS)
def entry(request: Any, assessment_id: UUID) -> HttpResponse:
    """The whole form on one page: answers from a printed guide are entered in one pass."""
    assessment = one_assessment(assessment_id)
    refuse_if([] if assessment.state in ANSWERED_IN else [NOT_OPEN])

    def url(_name: str) -> str:
        return reverse("assessment:entry", args=[assessment.pk])

    page = WholeSheet(assessment.answered, here="", url=url, end=_result(assessment), side=side)
    return _shown(request, assessment, page)


@door(ASSESS)
def resume_second(request: Any, assessment_id: UUID) -> HttpResponse:
    """Go on with the second scoring where questions are open."""
    second = second_of(one_assessment(assessment_id))
    if second is None:
        raise Http404
    return redirect("assessment:second_section", assessment_id, _first_open(second.sheet))


@door(ASSESS)
def second_section(request: Any, assessment_id: UUID, name: str) -> HttpResponse:
    """One section of the second scoring, for its own assessor."""
    assessment = one_assessment(assessment_id)
    second = second_of(assessment)
    if second is None:
        raise Http404
    refuse_if([] if second.assessor_id == request.actor.party else [NOT_YOUR_SCORING])
    refuse_if([NOT_OPEN] if second.sheet.fixed_at else [])

    def url(one: str) -> str:
        return reverse("assessment:second_section", args=[assessment.pk, one])

    return _filled_in(request, assessment, second.sheet, name, url, second=second)


def _filled_in(
    request: Any, assessment: Assessment, sheet: Sheet, name: str, url: Any, **more: Any
) -> HttpResponse:
    people = () if more else records_of(assessment.person)  # a second one sees no earlier answers
    page = SheetPage(
        sheet=sheet, here=name, url=url, end=_result(assessment), people=people, side=side
    )
    return _shown(request, assessment, page, **more)


def _result(assessment: Assessment) -> str:
    return reverse("assessment:one", args=[assessment.pk])


def _shown(request: Any, assessment: Assessment, page: SheetPage, **more: Any) -> HttpResponse:
    require(request.actor, ASSESS, assessment.person_id)
    person = open_person(request.actor, assessment.person_id, session=request.session)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "assessments"),
        "assessment": assessment,
        "title": title(assessment),
        **more,
    }
    return filled_in(request, page, "assessment/section.html", context)


def side(sheet: Sheet) -> str:
    """The column beside the questions: the result so far, and what drives it."""
    return render_to_string("assessment/so_far.html", {"so_far": so_far(sheet)})


def _first_open(sheet: Sheet) -> str:
    """The first section in which a question is open; else the first of all."""
    sections = progress(sheet)
    return next((one.section.id for one in sections if one.left), sections[0].section.id)
