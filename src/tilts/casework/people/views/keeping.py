"""Registering somebody and keeping what is known of them right."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.platform.access.authority import require
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from .. import actions
from ..actions import Code, EditedMeanwhile, Identity
from ..codes import kind_name
from ..duplicates import Twin
from ..forms import DETAIL_FORMS, CodeForm, CorrectForm, DeathForm, ReasonForm, RegisterForm
from ..headers import person_header
from ..newcomers import likely_twins
from ..queries import details_of, open_person
from ..rules import CORRECT, REGISTER, SEE


@door(REGISTER)
def register(request: Any) -> HttpResponse:
    """A new person. Likely twins come first, with the evidence; then it is the clerk's word."""
    form = RegisterForm(request.POST or None, actor=request.actor)
    twins: list[Twin] = []
    if form.is_valid():
        who, codes = form.identity(), form.codes()
        if not form.cleaned_data["anyway"]:
            twins = likely_twins(who, codes)
        if not twins:
            unit = form.cleaned_data["unit"]
            person = actions.register_person(by=request.actor, unit=unit, who=who, codes=codes)
            return redirect("web:person", person.pk)
    status = 422 if form.errors or twins else 200
    return render(request, "people/register.html", {"form": form, "twins": twins}, status=status)


@door(SEE)
def identity(request: Any, person_id: UUID) -> HttpResponse:
    """Everything about who somebody is: codes, names, addresses, contacts, relations."""
    person = open_person(request.actor, person_id, session=request.session)
    details = details_of(person)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "identity"),
        "details": details,
        "codes": [(code, kind_name(person.country, code.kind)) for code in details.codes],
        "may_correct": CORRECT in request.actor.capabilities,
    }
    return render(request, "people/identity.html", context)


@door(CORRECT)
def correct(request: Any, person_id: UUID) -> HttpResponse:
    """Correct who somebody is; who was overtaken sees both versions and loses nothing."""
    require(request.actor, CORRECT, person_id)
    person = open_person(request.actor, person_id, session=request.session)
    form = CorrectForm(request.POST or None, initial=_initial(person))
    now = None
    if form.is_valid():
        try:
            actions.correct_person(
                by=request.actor,
                person_id=person_id,
                who=form.identity(),
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
            )
            return redirect("people:identity", person_id)
        except EditedMeanwhile as overtaken:
            now = overtaken.now
            form = CorrectForm(_with_version(request.POST, now.version))
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    context = {"header": person_header(request.actor, person, "identity"), "form": form, "now": now}
    return render(request, "people/correct.html", context, status=409 if now else _status(form))


def _initial(person: Any) -> dict[str, Any]:
    fields = [*Identity.__dataclass_fields__, "version"]
    return {
        **{name: getattr(person, name) for name in fields},
        "citizenships": " ".join(person.citizenships),
    }


def _with_version(posted: QueryDict, version: int) -> QueryDict:
    """What was typed, ready to be saved over the version that the editor has now seen."""
    again = posted.copy()
    again["version"] = str(version)
    return again


def _status(form: Any) -> int:
    return 422 if form.errors else 200


@door(CORRECT)
def add_detail(request: Any, person_id: UUID, kind: str) -> HttpResponse:
    """Add an address, contact, relation, name or alert."""
    if kind not in DETAIL_FORMS:
        raise Http404
    person = open_person(request.actor, person_id, session=request.session)
    form = DETAIL_FORMS[kind](request.POST or None, initial={"since": timezone.localdate()})
    if form.is_valid():
        form.instance.person = person
        action, keyword = _adding(kind)
        action(by=request.actor, **{keyword: form.instance})
        return redirect("people:identity", person_id)
    titles = {
        "address": _("Add an address"),
        "contact": _("Add a telephone or e-mail"),
        "relation": _("Add somebody close"),
        "name": _("Add another name"),
        "alert": _("Set an alert"),
    }
    return _step(request, person, form, titles[kind])


def _adding(kind: str) -> tuple[Any, str]:
    special = {"name": (actions.add_name, "name"), "alert": (actions.set_alert, "alert")}
    return special.get(kind, (actions.add_detail, "detail"))


def _step(request: Any, person: Any, form: Any, title: str, warning: str = "") -> HttpResponse:
    context = {
        "header": person_header(request.actor, person, "identity"),
        "person": person,
        "form": form,
        "title": title,
        "warning": warning,
    }
    return render(request, "people/step.html", context, status=_status(form))


@door(CORRECT)
def add_code(request: Any, person_id: UUID) -> HttpResponse:
    """Add an identifier; the earlier one of that type ends."""
    person = open_person(request.actor, person_id, session=request.session)
    form = CodeForm(request.POST or None, country=person.country)
    if form.is_valid():
        values: dict[str, Any] = form.cleaned_data
        code, since = Code(kind=values["kind"], value=values["value"]), values["since"]
        try:
            actions.add_code(by=request.actor, person=person, code=code, since=since)
            return redirect("people:identity", person_id)
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    return _step(request, person, form, _("Add a code"))


@door(CORRECT)
def note_death(request: Any, person_id: UUID) -> HttpResponse:
    """Note that somebody has died."""
    person = open_person(request.actor, person_id, session=request.session)
    form = DeathForm(request.POST or None)
    if form.is_valid():
        died_on: date = form.cleaned_data["died_on"]
        actions.note_death(
            by=request.actor,
            person_id=person_id,
            died_on=died_on,
            source=form.cleaned_data["reason"],
        )
        return redirect("web:person", person_id)
    warning = _("Proceedings, placements and allocations end with it.")
    return _step(request, person, form, _("Note a death"), warning)


@door(CORRECT)
def entered_in_error(request: Any, person_id: UUID) -> HttpResponse:
    """Take a record out of every list."""
    person = open_person(request.actor, person_id, session=request.session)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.mark_entered_in_error(by=request.actor, person_id=person_id, reason=reason)
        return redirect("people:list")
    warning = _("The record stays, with its history, but no list shows it any more.")
    return _step(request, person, form, _("This record was entered in error"), warning)
