"""The plan of a person, one version of it, two side by side, and on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.models import Person
from tilts.casework.people.queries import open_person
from tilts.casework.people.rules import SEE
from tilts.platform.access.doors import door
from tilts.platform.design.display import language_name
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.rules import MAKE
from tilts.platform.workflow.ways import status_lines, ways

from ..capabilities import WRITE
from ..choices import Agrees
from ..comparing import compared
from ..forms import PrintForm, VersionForm
from ..guards import why_not_begun, why_not_noted, why_not_written
from ..models import Plan
from ..presenting import ANSWER_TONES, RARE, STATE_TONES, goal_lines
from ..queries import goals_of, one_plan, open_plans, plans_of, present_plan
from ..sheet import PlanSheet, language_of
from ..towards import towards


@door(SEE)
def of(request: Any, person_id: UUID) -> HttpResponse:
    """The plan that a person has now."""
    person = open_person(request.actor, person_id, session=request.session)
    versions = list(plans_of([person.pk]))
    plan = present_plan(versions)
    if plan is not None:
        return _shown(request, person, plan, versions)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "plan"),
        "why_not": why_not_begun(person, open_plans([person.pk])),
    }
    return render(request, "plans/none.html", context)


@door(SEE)
def one(request: Any, plan_id: UUID) -> HttpResponse:
    """One version of a plan."""
    plan = one_plan(plan_id)
    person = open_person(request.actor, plan.person_id, session=request.session)
    return _shown(request, person, plan, list(plans_of([person.pk])))


def _shown(request: Any, person: Person, plan: Plan, versions: list[Plan]) -> HttpResponse:
    writes = WRITE in request.actor.capabilities
    found = ways(plan, request.actor, "plans:move")
    goals = goals_of(plan)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "plan"),
        "plan": plan,
        "tone": STATE_TONES.get(plan.state, "neutral"),
        "answer_tone": ANSWER_TONES[Agrees(plan.answer)] if plan.answer else "",
        "explained_in": language_name(plan.explained_in),
        "goals": goal_lines(goals, towards(request.actor, goals)),
        "versions": versions,
        "coming": next((v for v in versions if v.in_preparation and v != plan), None),
        "ways": [way for way in found if way.code not in RARE],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(plan, _("begun")),
        "may_write": writes and not why_not_written(plan),
        "may_note": writes and not why_not_noted(plan),
        "may_begin": writes and plan.is_over and not why_not_begun(person, _open(versions)),
    }
    return render(request, "plans/plan.html", context)


def _open(versions: list[Plan]) -> Any:
    return open_plans({plan.person_id for plan in versions})


@door(SEE)
def compare(request: Any, plan_id: UUID) -> HttpResponse:
    """A version beside another one; beside the one before it unless another is named."""
    plan = one_plan(plan_id)
    person = open_person(request.actor, plan.person_id, session=request.session)
    others = [row for row in plans_of([person.pk]) if row.pk != plan.pk]
    form = VersionForm(request.GET if "other" in request.GET else None, others=others)
    named = form.cleaned_data["other"] if form.is_valid() else str(plan.former_id)
    other = next((row for row in others if str(row.pk) == named), others[0] if others else None)
    before, after = sorted((other or plan, plan), key=lambda row: row.version)
    form = VersionForm(others=others, initial={"other": other.pk if other else ""})
    context = {
        "person": person,
        "header": person_header(request.actor, person, "plan"),
        "plan": plan,
        "before": before,
        "after": after,
        "pairs": compared(goals_of(before), goals_of(after)) if other else [],
        "form": form if others else None,
    }
    return render(request, "plans/compare.html", context)


@door(MAKE)
def printed(request: Any, plan_id: UUID) -> HttpResponse:
    """The plan on paper, in a language; it goes into the register of documents."""
    plan = one_plan(plan_id)
    person = open_person(request.actor, plan.person_id, session=request.session)
    form = PrintForm(request.POST or None, initial={"language": language_of(plan)})
    if form.is_valid():
        language = form.cleaned_data["language"]
        sheet = PlanSheet(plan)
        made = make_document(by=request.actor, person=person.pk, sheet=sheet, language=language)
        return redirect("documents:document", made.pk)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "plan"),
        "plan": plan,
        "form": form,
    }
    return render(request, "plans/print.html", context, status=422 if form.errors else 200)
