"""Whether somebody lives, and whether their record should be: noted, and taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from .. import actions
from ..forms import DeathForm, ReasonForm
from ..queries import open_person
from ..rules import CORRECT
from .steps import say, step


@door(CORRECT)
def note_death(request: Any, person_id: UUID) -> HttpResponse:
    """Note that somebody has died."""
    person = open_person(request.actor, person_id, session=request.session)
    form = DeathForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.note_death(
                by=request.actor,
                person_id=person_id,
                died_on=told["died_on"],
                source=told["reason"],
            )
            return redirect("web:person", person_id)
        except Refused as refused:
            say(form, "died_on", refused)
    warning = _("Proceedings, placements and allocations end with it.")
    return step(request, person, form, _("Note a death"), warning=warning)


@door(CORRECT)
def entered_in_error(request: Any, person_id: UUID) -> HttpResponse:
    """Take a record out of every list."""
    person = open_person(request.actor, person_id, session=request.session)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.mark_entered_in_error(by=request.actor, person_id=person_id, reason=reason)
            return redirect("people:list")
        except Refused as refused:
            say(form, "reason", refused)
    warning = _("The record stays, with its history, but no list shows it any more.")
    return step(request, person, form, _("This record was entered in error"), warning=warning)


@door(CORRECT)
def restore(request: Any, person_id: UUID) -> HttpResponse:
    """Take back a death or an entry in error."""
    person = open_person(request.actor, person_id, session=request.session)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.restore_person(by=request.actor, person_id=person_id, reason=reason)
            return redirect("web:person", person_id)
        except Refused as refused:
            say(form, "reason", refused)
    title = _("Not dead, or not in error: take it back")
    warning = _("What was closed because of it stays closed. Reopen each case that goes on.")
    return step(request, person, form, title, warning=warning)
