"""What it would mean to share people out so, line by line, before it is done as one act."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tilts.casework.people.models import Person
from tilts.casework.people.queries import named
from tilts.platform.access.doors import door

from ..actions import bulk_reassign
from ..forms import ProposalForm
from ..presenting_proposals import after_rows, person_lines
from ..rules import ASSIGN
from ..what_if import WhatIf
from ..workload import led_by
from .sharing import look_at, say


@door(ASSIGN)
@require_POST
def proposal(request: Any) -> HttpResponse:
    """Who might take whom, with everybody's load before and after; `do` does it."""
    actor, today = request.actor, timezone.localdate()
    people = _asked(request)
    loads = led_by(actor)
    form = ProposalForm(request.POST, people=people, officers=loads)
    valid = form.is_valid()
    chosen = set(form.chosen()) if "people" in form.cleaned_data else set()
    what = WhatIf([one for one in people if one.pk in chosen], loads, actor.country, today)
    among = form.among() if "to" in form.cleaned_data else []
    proposed = what.proposal(among)
    lines = form.lines({pk: one.to for pk, one in proposed.items()}) if chosen else {}
    if valid and "do" in request.POST and lines:
        staff = [form.staff[str(to)] for to in lines.values()]
        moved = bulk_reassign(by=actor, people=list(lines), to=staff, how=form.handover())
        say(request, moved, people)
        return redirect("allocation:unit")
    look_at(actor, what.people)
    rows = after_rows(what.after(lines), what)
    context = {
        "form": form,
        "lines": person_lines(what, proposed, lines),
        "rows": rows,
        "among": among,
    }
    return render(request, "allocation/proposal.html", context, status=200 if valid else 422)


def _asked(request: Any) -> list[Person]:
    """The people who were sent, as far as the reader sees them, by name."""
    sent = {pk for text in request.POST.getlist("people") if (pk := _id(text))}
    return sorted(named(sent).values(), key=lambda one: (one.sort_key, one.pk))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
