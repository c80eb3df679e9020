"""Pages on which a head of unit sees caseloads and shares people out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilts.casework.people.models import Person
from tilts.platform.access.doors import door
from tilts.platform.parties.actors import Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..actions import Moved, bulk_reassign
from ..beside import pages
from ..forms import ShareForm
from ..presenting import load_rows
from ..queries import caseload_of, paths_led_by, without_owner
from ..rules import ASSIGN
from ..weights import Weights
from ..workload import Load, led_by

SHOWN = 200  # people on one page: more than anybody shares out at once


@door(ASSIGN)
def unit(request: Any) -> HttpResponse:
    """Officers with their caseloads, and the people for whom nobody is responsible."""
    officers, today = led_by(request.actor), timezone.localdate()
    unowned = list(without_owner(paths_led_by(request.actor), today)[:SHOWN])
    context = {
        "officers": officers,
        "rows": load_rows(officers),
        "people": unowned,
        "pages": pages(),
        "unconfirmed": Weights(request.actor.country, today).unconfirmed,
    }
    return _share_page(request, context, officers, "allocation/unit.html")


@door(ASSIGN)
def officer(request: Any, staff_id: UUID) -> HttpResponse:
    """One officer's people, to share out among the others."""
    officers = led_by(request.actor)
    shown = next((o for o in officers if o.staff.pk == staff_id), None)
    if shown is None:
        raise Http404
    people = [row.person for row in caseload_of(staff_id, timezone.localdate())[:SHOWN]]
    others = [o for o in officers if o is not shown]
    context = {"officer": shown, "people": people}
    return _share_page(request, context, others, "allocation/officer.html")


def _share_page(
    request: Any, context: dict[str, Any], officers: Sequence[Load], template: str
) -> HttpResponse:
    """A page that lists people and shares them out; the look is written before it is shown."""
    people: list[Person] = context["people"]
    form = ShareForm(request.POST or None, people=people, officers=officers)
    if form.is_valid():
        say(request, _shared(request.actor, form), people)
        return redirect("allocation:unit")
    look_at(request.actor, people)
    status = 422 if form.is_bound else 200
    return render(request, template, {**context, "form": form}, status=status)


def look_at(actor: Actor, people: Sequence[Person]) -> None:
    """Write down that these people are about to be shown."""
    shown = [person.pk for person in people]
    if shown:
        consult(actor, shown, way=Way.PAGE, purpose="caseload", about="allocation")


def _shared(by: Actor, form: ShareForm) -> Moved:
    return bulk_reassign(by=by, people=form.chosen(), to=form.officers(), how=form.handover())


def say(request: Any, moved: Moved, people: Sequence[Person]) -> None:
    """How many were shared out, and of everybody else why not."""
    count = len(moved.to)
    if count:
        text = ngettext("%(n)s person is allocated.", "%(n)s people are allocated.", count)
        messages.success(request, text % {"n": count})
    names = {person.pk: person.name for person in people}
    for person, reasons in moved.refused.items():
        why = " ".join(str(reason.text) for reason in reasons)
        messages.error(request, _("%(name)s: %(why)s") % {"name": names[person], "why": why})
