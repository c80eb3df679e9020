"""Where somebody is in prison: the history, and what changes it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.casework.people.rules import SEE
from tilts.platform.access.doors import door

from ..models import Placement
from ..queries import placements_of, records
from ..rules import PLACE
from ..verbs import PLACING
from .steps import take


@door(SEE)
def placement(request: Any, person_id: UUID) -> HttpResponse:
    """Where somebody is and was."""
    person = open_person(request.actor, person_id, session=request.session)
    rows = list(placements_of(records([person.pk])).reverse())
    context = {
        "person": person,
        "header": person_header(request.actor, person, "proceedings"),
        "placements": rows,
        "present": next((row for row in rows if row.until is None), None),
        "escaped": bool(rows) and rows[0].ended_how == Placement.Ended.ESCAPE,
        "may_place": PLACE in request.actor.capabilities,
    }
    return render(request, "proceedings/placement.html", context)


@door(PLACE)
def change(request: Any, person_id: UUID, verb: str) -> HttpResponse:
    """Place, move, take back or let go."""
    if verb not in PLACING:
        raise Http404
    return take(request, PLACING[verb], person_id, onwards=("proceedings:placement", person_id))
