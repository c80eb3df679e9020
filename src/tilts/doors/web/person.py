"""The person page: composed of what the rooms registered, in a fixed number of queries."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.models import Person
from tilts.casework.people.queries import open_person, records_of
from tilts.casework.people.rules import SEE
from tilts.platform.access.doors import door
from tilts.platform.design.path import Lane
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.panels import lanes, panels, upcoming

from .looks import changes_of, looks_at


@door(SEE)
def person(request: Any, person_id: UUID) -> HttpResponse:
    """Path, what happens next, and whatever else the rooms show of somebody."""
    opened = open_person(request.actor, person_id, session=request.session)
    return render(request, "web/person.html", _page(request.actor, opened))


def _page(actor: Actor, opened: Person) -> dict[str, Any]:
    ids = records_of(opened)
    return {
        "person": opened,
        "header": person_header(actor, opened, "path"),
        "lanes": _lanes(actor, ids),
        "next": _next(actor, ids),
        "panels": _panels(actor, ids),
        "actions": _actions(actor, opened),
    }


def _lanes(actor: Actor, ids: list[UUID]) -> list[Lane]:
    drawn = []
    for panel, found in lanes.gather(actor, ids):
        marks = [mark for person_id in ids for mark in found.get(person_id, ())]
        if marks:
            drawn.append(Lane(str(panel.title), marks))
    return drawn


def _next(actor: Actor, ids: list[UUID]) -> list[Any]:
    found = [by_person for _, by_person in upcoming.gather(actor, ids)]
    steps = [step for rows in found for person_id in ids for step in rows.get(person_id, ())]
    return sorted(steps, key=lambda step: (step.when is None, step.when))


def _panels(actor: Actor, ids: list[UUID]) -> list[dict[str, Any]]:
    return [
        {"title": panel.title, "template": panel.template, "rows": rows}
        for panel, found in panels.gather(actor, ids)
        if (rows := [found[person_id] for person_id in ids if person_id in found])
    ]


def _actions(actor: Actor, opened: Person) -> list[dict[str, Any]]:
    offered = (
        ("documents.open", "web:documents", _("Documents and data sheet")),
        ("proceedings.record", "proceedings:open", _("Open a proceeding")),
        ("proceedings.place", "proceedings:placement", _("Place or move in prison")),
        ("people.merge", "people:twins", _("Possible duplicates")),
        ("people.merge", "people:split", _("These are two different people")),
        ("people.correct", "people:death", _("Note a death")),
        ("people.correct", "people:error", _("Entered in error")),
        ("record.erase_see", "erasure:plan", _("Erase lawfully")),
        ("people.correct", "people:restore", _("Not dead, or not in error: take it back")),
    )
    beside_the_point = {
        "people:split": opened.merged_into_id is None,
        "people:restore": not (opened.died_on or opened.entered_in_error),
    }
    return [
        {"view": view, "label": label}
        for capability, view, label in offered
        if capability in actor.capabilities and not beside_the_point.get(view)
    ]


@door(SEE)
def looked(request: Any, person_id: UUID) -> HttpResponse:
    """Who looked at somebody, and who changed what."""
    opened = open_person(request.actor, person_id, session=request.session)
    context = {
        "person": opened,
        "header": person_header(request.actor, opened, "looked"),
        "lines": looks_at(records_of(opened), request.GET.get("cursor")),
    }
    return render(request, "web/looked.html", context)


@door(SEE)
def history(request: Any, person_id: UUID) -> HttpResponse:
    """What was changed about somebody, with the values before and after."""
    opened = open_person(request.actor, person_id, session=request.session)
    context = {
        "person": opened,
        "header": person_header(request.actor, opened, "history"),
        "lines": changes_of(records_of(opened), request.GET.get("cursor")),
    }
    return render(request, "web/history.html", context)
