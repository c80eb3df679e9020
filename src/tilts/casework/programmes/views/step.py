"""A step about an application: one form, and the action that it calls."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tilts.casework.people.steps import Verb
from tilts.platform.access.reasons import Refused


def take(
    request: Any,
    verb: Verb,
    subject: Any,
    *,
    back: tuple[Any, ...],
    onwards: Callable[[Any], tuple[Any, ...]] | None = None,
    done: str = "",
    template: str = "programmes/step.html",
    **more: Any,
) -> HttpResponse:
    """Show the form; with a valid one act. A refusal says its reasons, and nothing is lost.

    `back` is the page that the step belongs to, where it leads unless `onwards` says otherwise.
    """
    form = verb.form(_sent(request), subject)
    if form.is_valid():
        try:
            made = verb.do(request.actor, subject, form)
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
        else:
            if done:
                messages.success(request, done)
            return redirect(*(onwards(made) if onwards else back))
    context = {"title": verb.title, "form": form, "back": back, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def _sent(request: Any) -> Any:
    """What was sent: with files both of what forms take; None when nothing was."""
    if request.method != "POST":
        return None
    return (request.POST, request.FILES) if request.FILES else request.POST
