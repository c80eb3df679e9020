"""Two records, one person – or not."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from .. import pairs
from ..duplicates import duplicates_of
from ..forms import MergeForm, ReasonForm
from ..headers import person_header
from ..models import Person
from ..queries import by_file_number, consult_twins, open_person
from ..rules import MERGE
from .steps import say, status_of, step


@door(MERGE)
def twins(request: Any, person_id: UUID) -> HttpResponse:
    """Who may be the same person, with the evidence; merge or keep apart."""
    person = open_person(request.actor, person_id, session=request.session)
    form = MergeForm(request.POST or None)
    if form.is_valid() and _decided(request, person, form):
        return redirect("people:twins", person_id)
    found = duplicates_of(person)
    consult_twins(request.actor, found)
    context = {
        "header": person_header(request.actor, person, "identity"),
        "person": person,
        "form": form,
        "twins": found,
    }
    return render(request, "people/twins.html", context, status=status_of(form))


def _decided(request: Any, person: Person, form: MergeForm) -> bool:
    other = by_file_number(form.cleaned_data["file_number"])
    if other is None:
        form.add_error("file_number", _("No record that you may see has this number."))
        return False
    reason = form.cleaned_data["reason"]
    try:
        if "apart" in request.POST:
            pairs.keep_apart(by=request.actor, one_id=person.pk, other_id=other.pk, reason=reason)
        else:
            pairs.merge_people(by=request.actor, kept_id=person.pk, gone_id=other.pk, reason=reason)
    except Refused as refused:
        say(form, "file_number", refused)
    return not form.errors


@door(MERGE)
def split(request: Any, person_id: UUID) -> HttpResponse:
    """Undo a merge, for good."""
    person = open_person(request.actor, person_id, session=request.session)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        pairs.split_people(by=request.actor, gone_id=person_id, reason=form.cleaned_data["reason"])
        return redirect("web:person", person_id)
    title = _("These are two different people")
    warning = _("The records part again, exactly as they were, and never merge after that.")
    return step(request, person, form, title, warning=warning)
