"""My day, the home page: what the rooms registered for today, with the people's names."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tilts.casework.people.queries import named
from tilts.platform.access.doors import door
from tilts.platform.organisation.rules import ENTER
from tilts.platform.workflow.my_day import my_day, people_in


@door(ENTER)
def home(request: Any) -> HttpResponse:
    """Alerts first, then what is due, today's meetings, and who is not listed."""
    day = my_day(request.actor)
    people = named(people_in(day))
    sections = [
        {
            "section": section,
            "rows": [{"row": row, "person": people.get(row.person)} for row in rows],
        }
        for section, rows in day
    ]
    context = {
        "today": timezone.localdate(),
        "wide": [s for s in sections if s["section"].order < SIDE],
        "side": [s for s in sections if s["section"].order >= SIDE],
    }
    return render(request, "web/my_day.html", context)


SIDE = 100  # sections from this order on stand in the second column
