"""The page of one piece of work: about whom, by when, and that it is done."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused, refuse_if
from tilts.platform.design.forms import TiltsForm
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.actions import close_item, take_item
from tilts.platform.workflow.actions.items import BY_STEP
from tilts.platform.workflow.models import Outcome, WorkItem
from tilts.platform.workflow.queries import is_work_of, one_item
from tilts.platform.workflow.rules import OWN_ITEMS

TAKE = "take"
NOT_NEEDED = str(Outcome.NOT_NEEDED)
VERBS = {
    TAKE: lazy("Take it"),
    str(Outcome.DONE): lazy("Done"),
    NOT_NEEDED: lazy("No longer needed"),
}
SAID = {
    TAKE: lazy("It is yours now: %(title)s"),
    str(Outcome.DONE): lazy("Done: %(title)s"),
    NOT_NEEDED: lazy("No longer needed: %(title)s"),
}


class WorkForm(TiltsForm):
    """What becomes of the work; the verb is the button that was pressed."""

    verb = forms.ChoiceField(choices=list(VERBS.items()), widget=forms.HiddenInput)
    reason = forms.CharField(
        label=lazy("Note"),
        help_text=lazy("Wanted only when the work is no longer needed: say why."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """What is no longer needed wants its reason."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("verb") == NOT_NEEDED and not values.get("reason"):
            self.add_error("reason", _("Say why it is no longer needed."))
        return values


@door(OWN_ITEMS)
def work(request: Any, item_id: UUID) -> HttpResponse:
    """Show the work, and take it, close it as done, or say why it is no longer needed."""
    item = one_item(item_id)
    about = _about(request, item)
    form = WorkForm(request.POST or None)
    if form.is_valid() and _did(request, form, item):
        return redirect("web:my_day")
    context = {
        **about,
        "item": item,
        "verbs": _offered(request.actor, item),
        "by_step": BY_STEP.text if item.by_step and not item.closed_at else "",
        "form": form,
    }
    return render(request, "web/work.html", context, status=422 if form.is_bound else 200)


def _about(request: Any, item: WorkItem) -> dict[str, Any]:
    """Whom it is about; what is about nobody is shown to those whose work it is."""
    if item.person_id is None:
        refuse_if([] if is_work_of(request.actor, item) else [NOT_YOURS])
        return {}
    person = open_person(request.actor, item.person_id, session=request.session)
    return {"person": person, "header": person_header(request.actor, person)}


def _offered(actor: Actor, item: WorkItem) -> dict[str, Any]:
    """What the actor may do with open work of theirs, or with what waits in their queue."""
    if item.closed_at or not is_work_of(actor, item):
        return {}
    may = {TAKE: item.owner is None}  # a step closes its work by itself
    return {verb: VERBS[verb] for verb in VERBS if may.get(verb, not item.by_step)}


def _did(request: Any, form: WorkForm, item: WorkItem) -> bool:
    """Do what the form says; False, and the reasons on the form, when it cannot be done."""
    verb, reason = form.cleaned_data["verb"], form.cleaned_data["reason"]
    try:
        if verb == TAKE:
            take_item(by=request.actor, item=item)
        else:
            close_item(by=request.actor, item=item, outcome=Outcome(verb), reason=reason)
    except Refused as refused:
        form.add_error(None, [str(why.text) for why in refused.reasons])
        return False
    messages.success(request, SAID[verb] % {"title": item.title})
    return True
