"""The day on which something known of a person ceased to hold."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from .. import actions
from ..forms import EndForm
from ..headers import person_header
from ..queries import one_fact, open_person
from ..rules import CORRECT


@door(CORRECT)
def end_fact(request: Any, person_id: UUID, kind: str, fact_id: int) -> HttpResponse:
    """End an address, contact, relation, name or alert that is still open."""
    person = open_person(request.actor, person_id, session=request.session)
    fact = one_fact(person, kind, fact_id)
    if fact is None or fact.until:
        raise Http404
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            actions.end_fact(by=request.actor, fact=fact, until=form.cleaned_data["until"])
            return redirect("people:identity", person_id)
        except Refused as refused:
            form.add_error("until", [str(reason.text) for reason in refused.reasons])
    context = {
        "header": person_header(request.actor, person, "identity"),
        "form": form,
        "title": _("This holds no more"),
        "told": f"{fact.get_kind_display()}: {fact.text_shown}",
    }
    return render(request, "people/step.html", context, status=422 if form.errors else 200)
