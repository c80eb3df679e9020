"""What pages of gatherings have in common: finding the subject, and a step with its form."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import Actor

from ..models import Apart, Enrolment, Place, Series, Session
from ..queries import one_enrolment, one_series, one_session, pairs_apart, places_run_by
from ..verbs import Verb

Page = tuple[Any, ...]
Row = TypeVar("Row")


def found_series(actor: Actor, series_id: UUID) -> Series:
    """A series that the actor sees; raises Http404."""
    return _or_404(one_series(actor, series_id))


def found_session(actor: Actor, session_id: UUID) -> Session:
    """A session that the actor sees; raises Http404."""
    return _or_404(one_session(actor, session_id))


def found_enrolment(actor: Actor, enrolment_id: UUID) -> Enrolment:
    """An enrolment that the actor sees; raises Http404."""
    return _or_404(one_enrolment(actor, enrolment_id))


def found_place(actor: Actor, place_id: UUID) -> Place:
    """A room of a unit in which the actor runs gatherings; raises Http404."""
    found: Place | None = places_run_by(actor).filter(pk=place_id).first()
    return _or_404(found)


def found_apart(apart_id: UUID) -> Apart:
    """A note of two who must not meet, both visible; raises Http404."""
    found: Apart | None = pairs_apart().filter(pk=apart_id).first()
    return _or_404(found)


def _or_404(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row


def take(
    request: Any,
    verb: Verb,
    subject: Any,
    *,
    back: Page,
    about: str = "",
    onwards: Callable[[Any], Page] | None = None,
    done: Callable[[Any], str] | None = None,
    template: str = "gatherings/step.html",
    **more: Any,
) -> HttpResponse:
    """Show the form of a step; with a valid one act. A refusal says its reasons.

    `back` is the page that the step belongs to, called `about`; it leads there unless `onwards`
    says otherwise. `done` says what came of it; `more` is for the form.
    """
    form = verb.form(request.POST or None, subject, **more)
    if form.is_valid():
        try:
            made = verb.do(request.actor, subject, form)
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
        else:
            if done:
                messages.success(request, done(made))
            return redirect(*(onwards(made) if onwards else back))
    context = {"verb": verb, "form": form, "back": back, "about": about}
    return render(request, template, context, status=422 if form.errors else 200)
