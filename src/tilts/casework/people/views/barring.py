"""Staff who are kept out of somebody's case: their own, a relative's, or a conflict."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tilts.platform.access.actions import bar, lift_bar
from tilts.platform.access.doors import door
from tilts.platform.access.queries import bars_seen_by
from tilts.platform.access.reasons import Refused
from tilts.platform.access.rules import BAR

from ..forms.barring import BarForm
from ..headers import person_header
from ..queries import open_person


@door(BAR)
def bars(request: Any, person_id: UUID) -> HttpResponse:
    """Who is barred from somebody's case; and barring one more."""
    actor, today = request.actor, timezone.localdate()
    person = open_person(actor, person_id, session=request.session)
    form = BarForm(request.POST or None, by=actor, initial={"since": today})
    if form.is_valid() and _barred(request, person_id, form):
        return redirect("people:bars", person_id)
    context = {
        "header": person_header(actor, person, "bars"),
        "person": person,
        "bars": bars_seen_by(actor).filter(person=person_id),
        "form": form,
        "today": today,
    }
    return render(request, "people/bars.html", context, status=422 if form.errors else 200)


def _barred(request: Any, person_id: UUID, form: BarForm) -> bool:
    asked = form.cleaned_data
    how = {"ground": asked["ground"], "since": asked["since"]}
    try:
        bar(by=request.actor, staff=asked["staff"].pk, person=person_id, **how)
    except Refused as refused:
        form.add_error("staff", [str(reason.text) for reason in refused.reasons])
    return not form.errors


@door(BAR)
@require_POST
def lift(request: Any, person_id: UUID, fact_id: int) -> HttpResponse:
    """End a bar today; one that has not begun never does."""
    held = bars_seen_by(request.actor).filter(person=person_id, pk=fact_id).first()
    if held is None:
        raise Http404
    lift_bar(by=request.actor, barred=held, until=max(timezone.localdate(), held.since))
    return redirect("people:bars", person_id)
