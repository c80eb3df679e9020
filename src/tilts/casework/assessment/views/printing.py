"""What is printed of an assessment: the questions before, the result after."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.platform.access.authority import require
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.sheet import Sheet

from ..actions.answering import ANSWERED_IN, NOT_OPEN
from ..capabilities import ASSESS, SEE
from ..forms import PrintForm
from ..models import Assessment
from ..paper import first_spoken, printable
from ..paper.guide import InterviewGuide
from ..paper.result import ResultSheet
from ..presenting import instrument_of
from ..queries import one_assessment

NOT_YET = Reason("not-final-yet", lazy("The result is printed once the assessment is final."))


@door(ASSESS)
def guide(request: Any, assessment_id: UUID) -> HttpResponse:
    """The questions on paper, while they are open."""
    assessment = one_assessment(assessment_id)
    require(request.actor, ASSESS, assessment.person_id)
    refuse_if([] if assessment.state in ANSWERED_IN else [NOT_OPEN])
    told = _("The questions with room for the answers. It holds nothing that was answered already.")
    return _printed(request, assessment, InterviewGuide(assessment), told)


@door(SEE)
def result(request: Any, assessment_id: UUID) -> HttpResponse:
    """What came of it, in plain words for the person."""
    assessment = one_assessment(assessment_id)
    require(request.actor, SEE, assessment.person_id)
    refuse_if([] if assessment.state == "final" else [NOT_YET])
    told = _(
        "In plain words, for the person to keep. The judgement and the reason of the decision are "
        "printed as they were written: see that they name nobody who must be protected."
    )
    return _printed(request, assessment, ResultSheet(assessment), told)


def _printed(request: Any, assessment: Assessment, sheet: Sheet, told: str) -> HttpResponse:
    """Ask for the language; then the document is made, and goes into the register."""
    person = open_person(request.actor, assessment.person_id, session=request.session)
    of = instrument_of(assessment)
    languages = printable(of.languages if of else ())
    initial = {"language": first_spoken(assessment, languages)}
    form = PrintForm(request.POST or None, languages=languages, initial=initial)
    if form.is_valid():
        language = form.cleaned_data["language"]
        made = make_document(by=request.actor, person=person.pk, sheet=sheet, language=language)
        return redirect("documents:document", made.pk)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "assessments"),
        "title": sheet.kind.label,
        "told": told,
        "form": form,
        "button": _("Make it (PDF)"),
    }
    return render(request, "people/step.html", context, status=422 if form.errors else 200)
