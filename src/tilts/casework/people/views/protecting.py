"""What stands behind a wall: shown for a purpose that is asked each time, and written first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused, Text
from tilts.platform.access.walls import open_wall

from .. import actions
from ..forms import EndForm, HealthAlertForm, VictimForm, WallForm
from ..headers import person_header
from ..models.around import HEALTH, VICTIMS
from ..queries import one_walled, open_person, walled_rows
from ..rules import OPEN_HEALTH, OPEN_VICTIMS
from .steps import say, status_of, step


@dataclass(frozen=True)
class Wall:
    """A wall of this room: who opens it, and how something is added behind it."""

    code: str
    title: Text
    capability: str
    adding: Text
    add_url: str
    end_url: str
    form: type[Any]


HEALTH_WALL = Wall(
    code=HEALTH,
    title=_("Health: what staff in contact must know"),
    capability=OPEN_HEALTH,
    adding=_("Set a health alert"),
    add_url="people:add_health",
    end_url="people:end_health",
    form=HealthAlertForm,
)
VICTIMS_WALL = Wall(
    code=VICTIMS,
    title=_("Victims: secret by law"),
    capability=OPEN_VICTIMS,
    adding=_("Add a victim"),
    add_url="people:add_victim",
    end_url="people:end_victim",
    form=VictimForm,
)


def _behind(request: Any, person_id: UUID, wall: Wall) -> HttpResponse:
    """Asks why; with an answer the slice is shown once, and the next look asks again."""
    require(request.actor, wall.capability, person_id)
    person = open_person(request.actor, person_id, session=request.session)
    form = WallForm(request.POST or None, actor=request.actor, person=person_id)
    rows = None
    if form.is_valid():
        why = form.cleaned_data
        asked = {"purpose": why["purpose"], "reason": why["reason"]}
        with open_wall(
            wall.code, by=request.actor, capability=wall.capability, person=person_id, **asked
        ):
            rows = walled_rows(wall.code, person)
    context = {
        "header": person_header(request.actor, person, wall.code),
        "person": person,
        "wall": wall,
        "form": form,
        "rows": rows,
    }
    return render(request, "people/protected.html", context, status=status_of(form))


def _add(request: Any, person_id: UUID, wall: Wall) -> HttpResponse:
    require(request.actor, wall.capability, person_id)
    person = open_person(request.actor, person_id, session=request.session)
    form = wall.form(request.POST or None, initial={"since": timezone.localdate()})
    if form.is_valid():
        form.instance.person = person
        actions.add_fact(by=request.actor, fact=form.instance)
        return redirect(f"people:{wall.code}", person_id)
    return step(request, person, form, wall.adding, tab=wall.code, sealed=True)


def _end(request: Any, person_id: UUID, fact_id: int, wall: Wall) -> HttpResponse:
    """What is ended is not shown here again: the page before it was opened for a purpose."""
    require(request.actor, wall.capability, person_id)
    person = open_person(request.actor, person_id, session=request.session)
    form = EndForm(request.POST or None)
    if form.is_valid():
        fact = one_walled(wall.code, person, fact_id)
        if fact is None:
            raise Http404
        try:
            actions.end_fact(by=request.actor, fact=fact, until=form.cleaned_data["until"])
            return redirect(f"people:{wall.code}", person_id)
        except Refused as refused:
            say(form, "until", refused)
    return step(request, person, form, _("This holds no more"), tab=wall.code, sealed=True)


@door(OPEN_HEALTH)
def health(request: Any, person_id: UUID) -> HttpResponse:
    """Health matters that whoever meets the person must know."""
    return _behind(request, person_id, HEALTH_WALL)


@door(OPEN_HEALTH)
def add_health(request: Any, person_id: UUID) -> HttpResponse:
    """Set a health alert."""
    return _add(request, person_id, HEALTH_WALL)


@door(OPEN_HEALTH)
def end_health(request: Any, person_id: UUID, fact_id: int) -> HttpResponse:
    """End a health alert."""
    return _end(request, person_id, fact_id, HEALTH_WALL)


@door(OPEN_VICTIMS)
def victims(request: Any, person_id: UUID) -> HttpResponse:
    """Victims of the person's offences, and which of them want to be informed."""
    return _behind(request, person_id, VICTIMS_WALL)


@door(OPEN_VICTIMS)
def add_victim(request: Any, person_id: UUID) -> HttpResponse:
    """Add a victim."""
    return _add(request, person_id, VICTIMS_WALL)


@door(OPEN_VICTIMS)
def end_victim(request: Any, person_id: UUID, fact_id: int) -> HttpResponse:
    """End what is kept of a victim."""
    return _end(request, person_id, fact_id, VICTIMS_WALL)
