"""A step: a page with one form about a person, and the action that it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tilts.casework.people.headers import person_header
from tilts.casework.people.models import Person
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused


@dataclass(frozen=True, kw_only=True)
class Step:
    """What a step shows, does with a valid form, and where it leads."""

    person: Person
    title: Any
    form: Any
    do: Callable[[dict[str, Any]], object]
    onwards: tuple[Any, ...]
    template: str = "proceedings/step.html"


def take(request: Any, step: Step, **more: Any) -> HttpResponse:
    """Show the form; with a valid one act. A refusal says its reasons, and nothing is lost."""
    form = step.form
    if form.is_valid():
        try:
            step.do(form.cleaned_data)
            return redirect(*step.onwards)
        except Refused as refused:
            if NOT_YOURS in refused.reasons:
                raise
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    context = {
        "header": person_header(request.actor, step.person, "proceedings"),
        "person": step.person,
        "title": step.title,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, step.template, {**context, **more}, status=status)
