"""Where somebody is in prison: the history, and what changes it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.casework.people.rules import SEE
from tilts.platform.access.doors import door

from .. import actions
from ..forms import LeaveForm, MoveForm, PlaceForm
from ..models import Placement
from ..queries import placements_of, records
from ..rules import PLACE
from .steps import Step, take


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
    if verb not in VERBS:
        raise Http404
    person = open_person(request.actor, person_id, session=request.session)
    title, form, do = VERBS[verb]
    country = {} if form is LeaveForm else {"country": person.country}
    step = Step(
        person=person,
        title=title(),
        form=form(request.POST or None, **country),
        do=lambda said: do({"by": request.actor, "person_id": person.pk}, said),
        onwards=("proceedings:placement", person.pk),
    )
    return take(request, step)


Said = dict[str, Any]
Verb = tuple[Callable[[], str], Any, Callable[[Said, Said], object]]


def _leave(who: Said, said: Said) -> object:
    if said["how"] == Placement.Ended.ESCAPE:
        return actions.note_escape(**who, on=said["day"], reason=said["reason"])
    return actions.end_placement(**who, on=said["day"], how=said["how"], reason=said["reason"])


VERBS: dict[str, Verb] = {
    "admit": (
        lambda: _("Admit to prison"),
        PlaceForm,
        lambda who, said: actions.place(**who, unit=said["unit"], since=said["day"]),
    ),
    "move": (
        lambda: _("Move to another unit"),
        MoveForm,
        lambda who, said: actions.move_unit(
            **who, unit=said["unit"], on=said["day"], reason=said["reason"]
        ),
    ),
    "return": (
        lambda: _("Back from an escape"),
        PlaceForm,
        lambda who, said: actions.note_return(**who, unit=said["unit"], on=said["day"]),
    ),
    "leave": (lambda: _("Leaves prison"), LeaveForm, _leave),
}
