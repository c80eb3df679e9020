"""Registering somebody and keeping what is known of them right."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilts.platform.access.authority import require
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from .. import actions
from ..actions import EditedMeanwhile
from ..codes import doubt_in_words, kind_name
from ..duplicates import Twin
from ..forms import DETAIL_FORMS, CodeForm, CorrectForm, RegisterForm
from ..headers import person_header
from ..models import Identifier, Person
from ..newcomers import likely_twins
from ..queries import codes_of, consult_twins, details_of, merged_into, open_person
from ..rules import CORRECT, REGISTER, SEE
from ..shown import differences, in_words
from .steps import say, status_of, step


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
            _warn(request, person, codes_of(person))
            return redirect("web:person", person.pk)
    consult_twins(request.actor, twins)
    status = 422 if form.errors or twins else 200
    return render(request, "people/register.html", {"form": form, "twins": twins}, status=status)


def _warn(request: Any, person: Person, codes: Iterable[Identifier]) -> None:
    """A doubtful code is kept, and whoever gave it is told at once: it may be a slip."""
    for code in codes:
        if code.doubt:
            text = f"{kind_name(person.country, code.kind)}: {doubt_in_words(code.doubt)}"
            messages.warning(request, text)


@door(SEE)
def identity(request: Any, person_id: UUID) -> HttpResponse:
    """Everything about who somebody is: codes, names, addresses, contacts, relations."""
    person = open_person(request.actor, person_id, session=request.session)
    details = details_of(person)
    codes = [
        (code, kind_name(person.country, code.kind), doubt_in_words(code.doubt))
        for code in details.codes
    ]
    context = {
        "person": person,
        "header": person_header(request.actor, person, "identity"),
        "who": in_words(person),
        "merged": merged_into(person),
        "details": details,
        "codes": codes,
        "may_correct": CORRECT in request.actor.capabilities,
    }
    return render(request, "people/identity.html", context)


@door(CORRECT)
def correct(request: Any, person_id: UUID) -> HttpResponse:
    """Correct who somebody is; who was overtaken sees both versions and loses nothing."""
    require(request.actor, CORRECT, person_id)
    person = open_person(request.actor, person_id, session=request.session)
    form = CorrectForm(request.POST or None, person=person)
    now: list[Any] | None = None
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
            now = differences(form.identity(), overtaken.now)
            again = _with_version(request.POST, overtaken.now.version)
            form = CorrectForm(again, person=overtaken.now)
        except Refused as refused:
            say(form, None, refused)
    context = {"header": person_header(request.actor, person, "identity"), "form": form, "now": now}
    status = status_of(form) if now is None else 409
    return render(request, "people/correct.html", context, status=status)


def _with_version(posted: QueryDict, version: int) -> QueryDict:
    """What was typed, ready to be saved over the version that the editor has now seen."""
    again = posted.copy()
    again["version"] = str(version)
    return again


ADDING = {
    "address": gettext_lazy("Add an address"),
    "contact": gettext_lazy("Add a telephone or e-mail"),
    "relation": gettext_lazy("Add somebody close"),
    "name": gettext_lazy("Add another name"),
    "alert": gettext_lazy("Set an alert"),
}


@door(CORRECT)
def add_detail(request: Any, person_id: UUID, kind: str) -> HttpResponse:
    """Add an address, contact, relation, name or alert."""
    if kind not in DETAIL_FORMS:
        raise Http404
    person = open_person(request.actor, person_id, session=request.session)
    begun = {"since": timezone.localdate(), "country": person.country.upper()}
    form = DETAIL_FORMS[kind](request.POST or None, initial=begun)
    if form.is_valid():
        form.instance.person = person
        actions.add_fact(by=request.actor, fact=form.instance)
        return redirect("people:identity", person_id)
    return step(request, person, form, ADDING[kind])


@door(CORRECT)
def add_code(request: Any, person_id: UUID) -> HttpResponse:
    """Add an identifier; the one that it succeeds ends."""
    person = open_person(request.actor, person_id, session=request.session)
    form = CodeForm(request.POST or None, country=person.country)
    if form.is_valid():
        since = form.cleaned_data["since"]
        told = form.code()
        try:
            code = actions.add_code(by=request.actor, person_id=person_id, code=told, since=since)
        except Refused as refused:
            say(form, None, refused)
        else:
            _warn(request, person, [code])
            return redirect("people:identity", person_id)
    return step(request, person, form, _("Add a code"))
