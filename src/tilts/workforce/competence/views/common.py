"""What the pages share: whom they see, and that a look at a colleague's work is written down."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..models import Observation
from ..rules import SEE
from ..verbs import Verb

View = Callable[..., HttpResponse]


def entered(capability: str) -> Callable[[View], View]:
    """A door behind which one sees the observations that one's roles reach."""

    def guard(view: View) -> View:
        @door(capability)
        @wraps(view)
        def seeing(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            with seen_by(request.actor, SEE):
                return view(request, *args, **kwargs)

        return seeing

    return guard


def looked(actor: Actor, observation: Observation, way: Way = Way.PAGE) -> None:
    """Write down that somebody looks at how a colleague works; one's own work is one's own."""
    if actor.party != observation.person_id:
        about = observation.case_ref()
        consult(actor, [observation.person_id], way=way, purpose="check", about=about)


def take(
    request: Any,
    verb: Verb,
    subject: Any,
    *,
    onwards: Callable[[Any], tuple[Any, ...]],
    back: str,
    **more: Any,
) -> HttpResponse:
    """Show the form; with a valid one act. A refusal says its reasons, and nothing is lost."""
    form = verb.form(request.POST or None, subject)
    if form.is_valid():
        try:
            return redirect(*onwards(verb.do(request.actor, subject, form)))
        except Refused as refused:
            if NOT_YOURS in refused.reasons:
                raise
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    context = {"title": verb.title, "form": form, "back": back, **more}
    return render(request, "competence/step.html", context, status=422 if form.errors else 200)
