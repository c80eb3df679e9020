"""My day, the home page: what the rooms registered for today, with the people's names."""

from collections.abc import Sequence
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

MANY = 12  # rows from which on a section shows the first only
SIDE = 100  # sections from this order on stand in the second column


@dataclass(frozen=True)
class Part:
    """A section with the rows that are shown, whom they name, and how many there are in all."""

    section: Section
    rows: list[tuple[Row, Person | None]]
    in_all: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than are shown."""
        return len(self.rows) < self.in_all


@door(ENTER)
def home(request: Any) -> HttpResponse:
    """Alerts first, then what is due, today's meetings, and who is not listed."""
    day = my_day(request.actor)
    wanted = request.GET.get("all", "")
    shown = [(section, _shown(section, rows, wanted), len(rows)) for section, rows in day]
    people = named(people_in([(section, rows) for section, rows, _all in shown]))
    parts = [
        Part(section, [(row, people.get(row.person) if row.person else None) for row in rows], n)
        for section, rows, n in shown
    ]
    context = {
        "today": timezone.localdate(),
        "summary": [s.summary(rows) for s, rows in day if s.summary and rows],
        "wide": [part for part in parts if part.section.order < SIDE],
        "side": [part for part in parts if part.section.order >= SIDE],
    }
    return render(request, "web/my_day.html", context)


def _shown(section: Section, rows: Sequence[Row], wanted: str) -> Sequence[Row]:
    """All rows while there are few, or the reader wants all of this section; else the first."""
    return rows if len(rows) <= MANY or section.code == wanted else rows[: section.first]
