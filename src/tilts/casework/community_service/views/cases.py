"""Cases: those of a unit, those of a person, and one with its balance and what can happen next."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.casework.people.rules import SEE
from tilts.platform.access.doors import door
from tilts.platform.design.paging import keyset_page
from tilts.platform.documents.rules import MAKE
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way
from tilts.platform.workflow.machines import state_title
from tilts.platform.workflow.ways import status_lines, ways

from ..capabilities import PROVIDERS, RUN
from ..cases import ServiceMachine
from ..guards import unacceptable_days
from ..models import Service
from ..presenting import RARE, TONES, balance_facts, line_row, said, times, traits, weekdays
from ..queries import (
    answers_in,
    balances,
    lines_in,
    not_received,
    one_service,
    placements_in,
    services_in,
    services_of,
)

TAB = "community_service"
STATES = ("received", "registered", "placed", "working", "postponed", "evaded", "completed")
ORDER = ["due_by", "pk"]


@door(RUN)
def listed(request: Any) -> HttpResponse:
    """Cases of the reader's people: those going on, or of one stage; each shown is a look."""
    state = request.GET.get("state", "")
    rows = services_in(state if state in ServiceMachine.states_map else "")
    page = keyset_page(rows, ORDER, request.GET.get("page"), 50)
    if page.items:
        people = [case.person_id for case in page.items]
        consult(request.actor, people, way=Way.SEARCH, purpose="search", about=TAB)
    left = balances(page.items, timezone.localdate())
    context = {
        "page": page,
        "rows": [{**_row(case, left[case.pk]), "left": left[case.pk]} for case in page.items],
        "state": state,
        "states": [(code, state_title(ServiceMachine, code)) for code in STATES],
        "keeps_providers": PROVIDERS in request.actor.capabilities,
    }
    return render(request, "community_service/list.html", context)


def _row(case: Service, left: Any = None) -> dict[str, Any]:
    return {"case": case, "tone": TONES.get(case.state, "neutral"), "said": said(case, left)}


@door(SEE)
def of(request: Any, person_id: UUID) -> HttpResponse:
    """Community service of somebody: cases, and judgments that have none yet."""
    person = open_person(request.actor, person_id, session=request.session)
    cases = list(services_of([person.pk]))
    left = balances(cases, timezone.localdate())
    runs = RUN in request.actor.capabilities
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "rows": [_row(case, left[case.pk]) for case in cases],
        "measures": not_received([person.pk]) if runs else [],
    }
    return render(request, "community_service/of_person.html", context)


@door(SEE)
def one(request: Any, service_id: UUID) -> HttpResponse:
    """One case: what was ordered, every hour, what is left, where they work, what can happen."""
    case = one_service(service_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    left = balances([case], timezone.localdate())[case.pk]
    found = ways(case, request.actor, "community_service:advance")
    placements = list(placements_in(case))
    runs = RUN in request.actor.capabilities
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "tone": TONES.get(case.state, "neutral"),
        "case": case,
        "left": left,
        "facts": balance_facts(left),
        "approved": said(case, left),
        "lines": [line_row(event) for event in lines_in(case)],
        "placements": [{"row": one, "times": times(one)} for one in placements],
        "possible": _possible(case),
        "answers": answers_in(case),
        "absences": unacceptable_days(case) if runs else [],
        "may_record": runs and case.state in ("placed", "working"),
        "may_answer": runs and not case.is_over and case.state != "received",
        "may_print": MAKE in request.actor.capabilities and case.state != "received",
        "ways": [way for way in found if way.code not in RARE],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(case, _("Judgment received")),
    }
    return render(request, "community_service/case.html", context)


def _possible(case: Service) -> list[tuple[str, str]]:
    """Which work is possible, as it was registered."""
    said_of = (
        (_("Can work on"), weekdays(case.weekdays)),
        (_("The work must not be"), traits(case.must_not)),
        (_("The work must be"), traits(case.must)),
    )
    return [(name, text) for name, text in said_of if text]
