"""A step: a page with one form about a person, and the action that it calls."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused

from ..guards import title_of
from ..queries import one_measure, one_proceeding
from ..verbs import Verb

TEMPLATE = "proceedings/step.html"


def of_proceeding(request: Any, proceeding_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    """A step of proceedings; leads back to them. `more` is for the template, as in `take`."""
    proceeding = one_proceeding(proceeding_id)
    onwards = ("proceedings:one", proceeding.pk)
    return take(request, verb, proceeding.person_id, proceeding, onwards=onwards, **more)


def of_measure(request: Any, measure_id: UUID, verb: Verb) -> HttpResponse:
    """A step of a measure; leads back to its proceedings."""
    measure = one_measure(measure_id)
    onwards, title = ("proceedings:one", measure.proceeding_id), f"{title_of(measure)}: "
    return take(
        request, verb, measure.person_id, measure, onwards=onwards, title=f"{title}{verb.title}"
    )


def take(
    request: Any,
    verb: Verb,
    person_id: UUID,
    subject: Any = None,
    *,
    onwards: tuple[Any, ...],
    template: str = TEMPLATE,
    **more: Any,
) -> HttpResponse:
    """Show the form; with a valid one act. A refusal says its reasons, and nothing is lost.

    The subject of the verb is the person, unless another one is named.
    """
    person = open_person(request.actor, person_id, session=request.session)
    subject = subject or person
    form = verb.form(request.POST or None, subject)
    if form.is_valid():
        try:
            verb.do(request.actor, subject, form)
            return redirect(*onwards)
        except Refused as refused:
            if NOT_YOURS in refused.reasons:
                raise
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    header = person_header(request.actor, person, "proceedings")
    context = {"header": header, "person": person, "title": verb.title, "form": form, **more}
    return render(request, template, context, status=422 if form.errors else 200)
