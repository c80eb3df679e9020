"""What is done about a model: one form, and the action that it calls."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tilts.casework.people.steps import Verb
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from ..capabilities import DECIDE, KEEP, SEE
from ..queries import one_model
from ..verbs import (
    DECIDE_AGAINST,
    DECIDE_FOR,
    REGISTER_INSTRUMENT,
    REGISTER_TRAINED,
    VALIDATE,
    moving,
)


@door(KEEP)
def register_instrument(request: Any) -> HttpResponse:
    """Enter an instrument of the catalogue."""
    return _registered(request, REGISTER_INSTRUMENT)


@door(KEEP)
def register_trained(request: Any) -> HttpResponse:
    """Enter a model that was trained."""
    return _registered(request, REGISTER_TRAINED)


@door(KEEP)
def validate(request: Any, model_id: UUID) -> HttpResponse:
    """Record a local validation."""
    return _about(request, VALIDATE, model_id, _("The validation is recorded."))


@door(DECIDE)
def decide_for(request: Any, model_id: UUID) -> HttpResponse:
    """Decide to use a model."""
    return _about(request, DECIDE_FOR, model_id, _("The decision is recorded."))


@door(DECIDE)
def decide_against(request: Any, model_id: UUID) -> HttpResponse:
    """Decide not to use a model."""
    return _about(request, DECIDE_AGAINST, model_id, _("The decision is recorded."))


@door(SEE)
def moved(request: Any, model_id: UUID, code: str) -> HttpResponse:
    """A move that wants no more than perhaps a reason."""
    return _about(request, moving(code), model_id, "")


def _registered(request: Any, verb: Verb) -> HttpResponse:
    done = _("The model is registered. It is not used yet.")
    return _take(request, verb, request.actor, done)


def _about(request: Any, verb: Verb, model_id: UUID, done: str) -> HttpResponse:
    model = one_model(request.actor, model_id)
    return _take(request, verb, model, done, model=model)


def _take(request: Any, verb: Verb, subject: Any, done: str, **more: Any) -> HttpResponse:
    """Show the form; with a valid one act. A refusal says its reasons, and nothing is lost."""
    sent = None if request.method != "POST" else request.POST
    if sent is not None and verb is REGISTER_TRAINED:
        sent = (sent, request.FILES)
    form = verb.form(sent, subject)
    if form.is_valid():
        try:
            made = verb.do(request.actor, subject, form)
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
        else:
            if done:
                messages.success(request, done)
            return redirect("forecasts:one", more["model"].pk if more else made.pk)
    context = {"title": verb.title, "form": form, **more}
    return render(request, "forecasts/step.html", context, status=422 if form.errors else 200)
