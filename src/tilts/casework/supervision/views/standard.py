"""The contact standard in a unit: by officer, and whom of one officer's people it is missed for."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tilts.casework.allocation.rules import ASSIGN
from tilts.casework.people.queries import named
from tilts.platform.access.doors import door
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..presenting_appointments import told
from ..queries.units import by_officer, people_of_officer
from ..standard import behind_first


@door(ASSIGN)
def unit(request: Any) -> HttpResponse:
    """Each officer's people under supervision: how many were met as asked, and who falls behind."""
    today = timezone.localdate()
    context = {"rows": by_officer(request.actor, today), "today": today}
    return render(request, "supervision/standard.html", context)


@door(ASSIGN)
def officer(request: Any, staff_id: UUID) -> HttpResponse:
    """Those of an officer's people who fall behind: the look is written before they are shown."""
    found = people_of_officer(request.actor, staff_id, timezone.localdate())
    if found is None:
        raise Http404
    late = behind_first(found.standings)
    people = named(one.person for one in late)
    if people:
        consult(request.actor, list(people), way=Way.PAGE, purpose="caseload", about="supervision")
    rows = [{"person": people[one.person], **told(one)} for one in late if one.person in people]
    return render(request, "supervision/standard_of.html", {"row": found, "people": rows})
