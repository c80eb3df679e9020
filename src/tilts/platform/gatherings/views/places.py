"""The rooms of the units in which somebody runs gatherings; a new one, and one that is closed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door
from tilts.platform.design.paging import capped_count, keyset_page

from ..queries import places_run_by
from ..rules import RUN, units_run_by
from ..verbs import CLOSE_PLACE, adding_place
from .common import found_place, take


@door(RUN)
def listed(request: Any) -> HttpResponse:
    """Rooms in use, by name."""
    rows = places_run_by(request.actor)
    page = keyset_page(rows, ["name", "pk"], request.GET.get("page"))
    may_add = bool(units_run_by(request.actor))
    context = {"page": page, "total": capped_count(rows), "may_add": may_add}
    return render(request, "gatherings/places.html", context)


@door(RUN)
def added(request: Any) -> HttpResponse:
    """Add a room."""
    return take(
        request, adding_place(request.actor), None, back=("gatherings:places",), about=_("Rooms")
    )


@door(RUN)
def closed(request: Any, place_id: UUID) -> HttpResponse:
    """A room is used no more from a day on."""
    place = found_place(request.actor, place_id)
    return take(request, CLOSE_PLACE, place, back=("gatherings:places",), about=place.name)
