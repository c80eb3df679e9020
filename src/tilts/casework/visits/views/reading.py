"""The visits to a person, and one as it is needed at the door."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.platform.access.doors import door
from tilts.platform.workflow.ways import status_lines, ways

from ..capabilities import VISIT
from ..checks import questions, raised, suggested
from ..choices import EXTENSIONS
from ..forms import ReportForm
from ..models import HomeVisit
from ..presenting import TONES, answered
from ..queries import around, check_in_of, last_report, one_visit, visits_of
from ..verbs import OWN


@door(VISIT)
def of(request: Any, person_id: UUID) -> HttpResponse:
    """Every visit to somebody."""
    person = open_person(request.actor, person_id, session=request.session)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "visits"),
        "rows": [(row, TONES.get(row.state, "neutral")) for row in visits_of([person.pk])],
    }
    return render(request, "visits/of.html", context)


@door(VISIT)
def one(request: Any, visit_id: UUID) -> HttpResponse:
    """A visit on a phone: where, who lives there, what to know, what was agreed, and the note."""
    visit = one_visit(visit_id)
    person = open_person(request.actor, visit.person_id, session=request.session)
    found = [way for way in ways(visit, request.actor, "visits:move") if way.code not in OWN]
    context = {
        "person": person,
        "header": person_header(request.actor, person, "visits"),
        "visit": visit,
        "tone": TONES.get(visit.state, "neutral"),
        "check_in": check_in_of(visit),
        "extensions": EXTENSIONS,
        "form": ReportForm(visit=visit) if visit.began_at else None,
        "before": last_report(visit),
        "ways": found,
        "history": status_lines(visit, _("planned")),
        **around(person, timezone.localdate()),
        **_check(visit),
    }
    return render(request, "visits/one.html", context)


def _check(visit: HomeVisit) -> dict[str, Any]:
    """The answers of the check, and what they suggest."""
    if not visit.decision:
        return {}
    asked = questions(visit.unit.agency.country, timezone.localdate())
    return {
        "answers": answered(asked, visit.answers),
        "raised": len(raised(asked, visit.answers)),
        "suggested": suggested(asked, visit.answers).label,
    }
