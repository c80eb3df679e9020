"""The day on which something known of a person ceased to hold."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from .. import actions
from ..codes import kind_name
from ..forms import EndForm
from ..models import Person
from ..queries import one_fact, open_person
from ..rules import CORRECT
from .steps import say, step


@door(CORRECT)
def end_fact(request: Any, person_id: UUID, kind: str, fact_id: int) -> HttpResponse:
    """End a code, address, contact, relation, name or alert that is still open."""
    person = open_person(request.actor, person_id, session=request.session)
    fact = one_fact(person, kind, fact_id)
    if fact is None or (fact.until and request.method != "POST"):
        raise Http404
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            actions.end_fact(by=request.actor, fact=fact, until=form.cleaned_data["until"])
            return redirect("people:identity", person_id)
        except Refused as refused:
            say(form, "until", refused)
    told = f"{_kind(person, kind, fact)}: {fact.text_shown}"
    return step(request, person, form, _("This holds no more"), told=told)


def _kind(person: Person, kind: str, fact: Any) -> str:
    if kind == "code":
        return kind_name(person.country, fact.kind)
    return str(fact.get_kind_display())
