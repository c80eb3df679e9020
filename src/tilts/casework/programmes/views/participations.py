"""A person's programmes: which suit, those they are on, and each step of one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import Verb, take
from tilts.platform.access.doors import door
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.rules import MAKE
from tilts.platform.workflow.ways import status_lines, ways

from ..capabilities import DELIVER, REFER
from ..catalogue import named, programme_on
from ..delivery.eligibility import facts_about, lines, lines_of
from ..delivery.forms import ReportForm
from ..delivery.guards import why_not_refer
from ..delivery.presenting import RARE, TONES, said, session_lines, suiting
from ..delivery.progress import dose_of, doses, running, wants_place
from ..delivery.queries import one_participation, participations_of, place_in_line
from ..delivery.report import CompletionSheet, language_of
from ..delivery.verbs import DEFER, JUDGE, moving_on, placing, referring
from ..licences import why_not_given
from ..models import Participation

TAB = "programmes"


def _onwards(case: Participation) -> tuple[str, UUID]:
    return "programmes:participation", case.pk


@door(SEE)
def of(request: Any, person_id: UUID) -> HttpResponse:
    """Programmes that somebody is on or was on, and those of the catalogue: why, and why not."""
    person = open_person(request.actor, person_id, session=request.session)
    cases = list(participations_of([person.pk]))
    done = doses(cases)
    refers = REFER in request.actor.capabilities
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "rows": [
            {"case": one, "tone": TONES.get(one.state, "neutral"), "said": said(one, done[one.pk])}
            for one in cases
        ],
        "programmes": suiting(request.actor, person) if refers else [],
        "goal": request.GET.get("goal", ""),
    }
    return render(request, "programmes/of_person.html", context)


@door(REFER)
def refer(request: Any, person_id: UUID, programme: str) -> HttpResponse:
    """Refer somebody to a programme, with what speaks for it and against it beside the form."""
    person = open_person(request.actor, person_id, session=request.session)
    known = programme_on(person.country, programme, timezone.localdate())
    if known is None:
        raise Http404
    verb = referring(programme, request.GET.get("goal", ""))
    more = {
        "lines": lines(known, facts_about(request.actor, person)),
        "why_not": why_not_refer(person, programme, Participation),
        "given": why_not_given(person.country, programme, timezone.localdate()),
        "name": named(known),
        "button": verb.title,
    }
    template = "programmes/refer.html"
    return take(request, verb, person_id, tab=TAB, onwards=_onwards, template=template, **more)


@door(SEE)
def one(request: Any, participation_id: UUID) -> HttpResponse:
    """One programme of a person: where it stands, hours done and left, what can happen next."""
    case = one_participation(participation_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    found = ways(case, request.actor, "programmes:advance")
    dose, enrolment = dose_of(case), running(case)
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "tone": TONES.get(case.state, "neutral"),
        "dose": dose,
        "enrolment": enrolment,
        "sessions": session_lines(case),
        "waited": case.waited(timezone.localdate()),
        "in_line": place_in_line(case, timezone.localdate()) if case.state == "waiting" else None,
        "lines": lines_of(request.actor, case) if case.state == "referred" else [],
        "may_place": DELIVER in request.actor.capabilities and wants_place(case),
        "may_print": MAKE in request.actor.capabilities and case.is_over,
        "ways": [way for way in found if way.code not in (*RARE, "decline")],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(case, _("Referred")),
    }
    return render(request, "programmes/participation.html", context)


def _step(request: Any, participation_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    case = one_participation(participation_id)
    shown = {"template": "programmes/participation_step.html", "case": case, **more}
    return take(request, verb, case.person_id, case, tab=TAB, onwards=_onwards, **shown)


@door(REFER)
def judge(request: Any, participation_id: UUID) -> HttpResponse:
    """Judge whether the programme suits, beside what the record says."""
    case = one_participation(participation_id)
    more = {"lines": lines_of(request.actor, case), "button": _("Save the judgement")}
    return _step(request, participation_id, JUDGE, **more)


@door(DELIVER)
def place(request: Any, participation_id: UUID) -> HttpResponse:
    """Give who waits a place in a group."""
    verb = placing(request.actor, request.GET.get("series", ""))
    return _step(request, participation_id, verb, button=verb.title)


@door(DELIVER)
def defer(request: Any, participation_id: UUID) -> HttpResponse:
    """Put the programme off until a day."""
    return _step(request, participation_id, DEFER)


@door(SEE)
def advance(request: Any, participation_id: UUID, code: str) -> HttpResponse:
    """Any other move that staff can make; each asks for its own capability."""
    return _step(request, participation_id, moving_on(code))


@door(MAKE)
def report(request: Any, participation_id: UUID) -> HttpResponse:
    """The report on paper, for the person or for the case; it goes into the register."""
    case = one_participation(participation_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    form = ReportForm(request.POST or None, initial={"language": language_of(case)})
    if form.is_valid():
        said_by = form.cleaned_data
        sheet = CompletionSheet(case, plain=said_by["reader"] == "person")
        language = said_by["language"]
        made = make_document(by=request.actor, person=person.pk, sheet=sheet, language=language)
        return redirect("documents:document", made.pk)
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "title": _("Report on the programme"),
        "button": _("Make the report (PDF)"),
        "form": form,
        "sealed": True,
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/participation_step.html", context, status=status)
