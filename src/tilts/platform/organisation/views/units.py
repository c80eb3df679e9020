"""The tree of units, and one unit."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.doors import door

from ..actions import close_unit, open_unit
from ..forms import EndForm, UnitForm
from ..queries import (
    agencies_seen_by,
    agency_seen_by,
    staff_in,
    unit_seen_by,
    unit_tree,
    units_below,
)
from ..rules import RUN, SEE
from .common import done, form_page, found, onwards


@door(SEE)
def units(request: Any) -> HttpResponse:
    """Agencies, each with its units as a tree; with `?ended=1` also those closed."""
    today, ended = timezone.localdate(), "ended" in request.GET
    agencies = agencies_seen_by(request.actor)
    trees = [(agency, unit_tree(agency, today, ended=ended)) for agency in agencies]
    context = {"trees": trees, "ended": ended, "today": today}
    return render(request, "organisation/units.html", context)


@door(SEE)
def unit(request: Any, unit_id: UUID) -> HttpResponse:
    """One unit: its validity, the units below it and its staff."""
    shown, today = found(unit_seen_by(request.actor, unit_id)), timezone.localdate()
    context = {
        "unit": shown,
        "below": units_below(shown),
        "held": staff_in(shown, today),
        "today": today,
    }
    return render(request, "organisation/unit.html", context)


@door(RUN)
def open_one(request: Any, agency: str) -> HttpResponse:
    """Open a unit in an agency."""
    place = found(agency_seen_by(request.actor, agency))
    initial = {"since": timezone.localdate(), "parent": request.GET.get("parent")}
    form = UnitForm(request.POST or None, agency=place, initial=initial)

    def save(given: dict[str, Any]) -> None:
        asked = {name: given[name] for name in ("code", "kind", "since", "parent")}
        open_unit(by=request.actor, agency=place, names=form.names(), **asked)

    if done(form, save):
        return onwards(request, _("The unit is open."), "organisation:units")
    back = reverse("organisation:units")
    return form_page(request, form, _("Open a unit"), _("Open the unit"), back)


@door(RUN)
def close(request: Any, unit_id: UUID) -> HttpResponse:
    """Close a unit from a day on."""
    shown = found(unit_seen_by(request.actor, unit_id))
    form = EndForm(request.POST or None, initial={"until": shown.until or timezone.localdate()})
    if done(form, lambda given: close_unit(by=request.actor, unit=shown, **given)):
        return onwards(request, _("The end of the unit is set."), "organisation:unit", unit_id)
    back = reverse("organisation:unit", args=[unit_id])
    return form_page(request, form, _("Close the unit"), _("Set the end"), back)
