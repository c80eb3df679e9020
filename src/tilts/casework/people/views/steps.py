"""The plain page of one step about somebody: what it does, and its form."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tilts.platform.access.reasons import Refused, Text

from ..headers import person_header
from ..models import Person


def step(request: Any, person: Person, form: Any, title: Text, **more: Any) -> HttpResponse:
    """The page; 422 when the form has faults.

    `more`: `warning` of what follows from it, `told` what it is about, `tab` that it belongs to,
    and `sealed` when what is typed must not be kept as a draft.
    """
    context = {
        "header": person_header(request.actor, person, more.pop("tab", "identity")),
        "person": person,
        "form": form,
        "title": title,
        **more,
    }
    return render(request, "people/step.html", context, status=status_of(form))


def status_of(form: Any) -> int:
    """Of a page that shows this form."""
    return 422 if form.errors else 200


def say(form: Any, field: str | None, refused: Refused) -> None:
    """Say next to a field, or above the form for None, why the step was refused."""
    form.add_error(field, [str(reason.text) for reason in refused.reasons])
