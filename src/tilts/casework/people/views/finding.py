"""Finding somebody: the list, the search, the emergency door."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tilts.platform.access.actions import break_glass
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused
from tilts.platform.access.rules import BREAK_GLASS
from tilts.platform.design.paging import capped_count, keyset_page
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..emergency import NOBODY, meant
from ..forms import BreakGlassForm
from ..queries import current_people
from ..rules import SEE
from ..search import search
from .steps import say, status_of


@door(SEE)
def people(request: Any) -> HttpResponse:
    """The list of visible people, or the hits of a search. Who is shown is written first."""
    text = request.GET.get("q", "").strip()
    if text:
        found = search(text)
        shown = [hit.person for hit in found.hits]
        context: dict[str, Any] = {"q": text, "found": found}
    else:
        page = keyset_page(current_people(), ["sort_key", "pk"], request.GET.get("cursor"))
        shown = [person.pk for person in page.items]
        context = {"page": page, "total": capped_count(current_people())}
    if shown:
        consult(request.actor, shown, way=Way.SEARCH, purpose="search")
    return render(request, "people/list.html", context)


@door(BREAK_GLASS)
def break_the_glass(request: Any) -> HttpResponse:
    """Open the record of somebody one has no case with, in an emergency."""
    form = BreakGlassForm(request.POST or None)
    if form.is_valid():
        person_id = meant(request.actor, form.cleaned_data["number"])
        if person_id is None:
            form.add_error("number", NOBODY)
        else:
            try:
                break_glass(by=request.actor, person=person_id, reason=form.cleaned_data["reason"])
                return redirect("web:person", person_id)
            except Refused as refused:
                say(form, "reason", refused)
    return render(request, "people/break_glass.html", {"form": form}, status=status_of(form))
