"""The occurrences of a person, and one with the steps of its protocol."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.platform.access.doors import door
from tilts.platform.workflow.ways import status_lines, ways

from ..capabilities import ACT
from ..catalogue import protocol_of
from ..guards import why_not_begun
from ..models import Occurrence
from ..presenting import RARE, TONES, step_lines, told_never
from ..queries import may_read_words, occurrences_of, one_occurrence, words_of
from ..verbs import starting


@door(ACT)
def of(request: Any, person_id: UUID) -> HttpResponse:
    """Every occurrence about somebody, and where a protocol is opened."""
    person = open_person(request.actor, person_id, session=request.session)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "moment"),
        "rows": [(row, TONES.get(row.state, "neutral")) for row in occurrences_of([person.pk])],
        "form": starting(request.actor).form(None, person),
        "why_not": why_not_begun(person),
    }
    return render(request, "protocols/of.html", context)


@door(ACT)
def one(request: Any, occurrence_id: UUID) -> HttpResponse:
    """An occurrence with its steps, and what must not be done. With `words` what was noted."""
    case = one_occurrence(occurrence_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    found = ways(case, request.actor, "protocols:move")
    context = {
        "person": person,
        "header": person_header(request.actor, person, "moment"),
        "case": case,
        "tone": TONES.get(case.state, "neutral"),
        "never": told_never(case),
        "ways": [way for way in found if way.code not in RARE],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(case, _("opened")),
        **_words(request, case),
    }
    return render(request, "protocols/one.html", context)


def _words(request: Any, case: Occurrence) -> dict[str, Any]:
    """The steps with their notes: those behind a wall only when they are asked for."""
    walled, readable = bool(protocol_of(case).wall), may_read_words(request.actor, case)
    shown = readable and (not walled or "words" in request.GET)
    words = words_of(request.actor, case, request.session) if shown else []
    return {
        "lines": step_lines(case, words),
        "outcome": [one for one in words if one.taking_id is None],
        "walled": walled,
        "readable": readable,
        "shown": shown,
    }
