"""Pages of the instruments: which there are, what they ask, how far the agency uses them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.engines.instruments import Instrument
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from .about import asked, computed, differences
from .actions import decide as decide_on
from .catalogue import broken, versions
from .forms import DecisionForm
from .queries import Listed, history, listed
from .rules import DECIDE, SEE


@door(SEE)
def instruments(request: Any) -> HttpResponse:
    """Every instrument, with how one's own agency stands to it."""
    rows = listed(request.actor.agency, timezone.localdate())
    return render(request, "forms/instruments.html", {"rows": rows, "broken": broken()})


@door(SEE)
def instrument(request: Any, instrument: str, version: str) -> HttpResponse:
    """What an instrument asks and computes, its versions, and what was decided about it."""
    row = _found(request.actor.agency, instrument, version)
    of = row.of
    others = [one for one in versions(of.id) if one.version != of.version]
    beside = _beside(others, request.GET.get("beside", ""))
    context = {
        "of": of,
        "row": row,
        "sections": asked(of),
        "results": computed(of),
        "others": others,
        "beside": beside,
        "differences": differences(beside, of) if beside else [],
        "decisions": history(request.actor.agency, of.id),
    }
    return render(request, "forms/instrument.html", context)


@door(DECIDE)
def decide(request: Any, instrument: str, version: str) -> HttpResponse:
    """Decide how far one's own agency uses an instrument."""
    agency = request.actor.agency
    of = _found(agency, instrument, version).of
    form = DecisionForm(request.POST or None, country=request.actor.country)
    if form.is_valid():
        try:
            decide_on(by=request.actor, agency=agency, of=of, decision=form.decision())
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("forms:instrument", of.id, of.version)
    context = {"of": of, "form": form}
    return render(request, "forms/decide.html", context, status=422 if form.errors else 200)


def _found(agency: str, name: str, version: str) -> Listed:
    for row in listed(agency, timezone.localdate()):
        if (row.of.id, row.of.version) == (name, version):
            return row
    raise Http404


def _beside(others: list[Instrument], version: str) -> Instrument | None:
    """The version to compare with: the one that was asked for, else the last of the others."""
    chosen = [one for one in others if one.version == version]
    return next(iter([*chosen, *reversed(others)]), None)
