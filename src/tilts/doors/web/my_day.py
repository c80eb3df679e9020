"""My day, the home page: what the rooms registered for today, with the people's names."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.people.queries import named
from tilts.platform.access.doors import door
from tilts.platform.organisation.rules import ENTER
from tilts.platform.workflow.my_day import Row, Section, my_day, people_in

SIDE = 100  # sections from this order on stand in the second column


@dataclass(frozen=True)
class Part:
    """A section with its rows, and the people whom they name."""

    section: Section
    rows: list[tuple[Row, Person | None]]


@door(ENTER)
def home(request: Any) -> HttpResponse:
    """Alerts first, then what is due, today's meetings, and who is not listed."""
    day = my_day(request.actor)
    people = named(people_in(day))
    parts = [
        Part(section, [(row, people.get(row.person) if row.person else None) for row in rows])
        for section, rows in day
    ]
    context = {
        "today": timezone.localdate(),
        "summary": [s.summary(rows) for s, rows in day if s.summary and rows],
        "wide": [part for part in parts if part.section.order < SIDE],
        "side": [part for part in parts if part.section.order >= SIDE],
    }
    return render(request, "web/my_day.html", context)
