"""A step: one form about somebody, and the action that it calls; the same for page and API."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Reasons, Refused, Text
from tilts.platform.parties.actors import Actor

from .headers import person_header
from .queries import open_person


@dataclass(frozen=True)
class Verb:
    """One thing that is done to a subject: a person, a case or a fact.

    `form` takes what was sent and the subject; `do` takes the actor, the subject and the valid
    form, and returns the row that was made or changed.
    """

    title: Text
    form: Callable[[Any, Any], Any]
    do: Callable[[Actor, Any, Any], Any]


def take(
    request: Any,
    verb: Verb,
    person_id: UUID,
    subject: Any = None,
    *,
    tab: str,
    onwards: tuple[Any, ...] | Callable[[Any], tuple[Any, ...]],
    template: str = "people/step.html",
    **more: Any,
) -> HttpResponse:
    """Show the form; with a valid one act. A refusal says its reasons, and nothing is lost.

    The subject of the verb is the person, unless another one is named. `onwards` is where it
    leads, or says it of the row that was made or changed; `more` is for the template.
    """
    person = open_person(request.actor, person_id, session=request.session)
    subject = subject or person
    form = verb.form(request.POST or None, subject)
    if form.is_valid():
        try:
            done = verb.do(request.actor, subject, form)
            return redirect(*(onwards(done) if callable(onwards) else onwards))
        except Refused as refused:
            if NOT_YOURS in refused.reasons:
                raise
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    header = person_header(request.actor, person, tab)
    context = {"header": header, "person": person, "title": verb.title, "form": form, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def answered(
    request: Any, response: HttpResponse, lost: Callable[[], Reasons] = list
) -> HttpResponse:
    """What a form is answered that the page sends by itself, later: where it leads, not the page.

    A refusal keeps its status; the page then sends the form as usual, and shows why. `lost` says
    why nothing can come of it any more, if so: the page drops it with these words (410).
    """
    if request.headers.get("Accept") != "application/json":
        return response
    if response.status_code == 302:
        return JsonResponse({"next": response["Location"]})
    if response.status_code == 422 and (reasons := lost()):
        return JsonResponse({"lost": " ".join(str(one.text) for one in reasons)}, status=410)
    return JsonResponse({}, status=response.status_code)
