"""Who is and was somebody's officer, and their way from one unit to another."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person, records_of
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import Verb, take
from tilts.platform.access.doors import door
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way
from tilts.platform.workflow.panels import upcoming
from tilts.platform.workflow.ways import status_lines, ways

from ..capabilities import ASSIGN, TRANSFER
from ..models import Transfer
from ..presenting_transfers import RARE, TONES, transfer_rows
from ..queries import responsible_for
from ..transfers import one_transfer, open_transfers, transfers_of
from ..verbs import accepting, asking, moving_on

TAB = "officers"


def _onwards(case: Transfer) -> tuple[str, UUID]:
    return "allocation:transfer", case.pk


@door(SEE)
def of(request: Any, person_id: UUID) -> HttpResponse:
    """Everybody who was responsible for somebody, and their transfers."""
    person = open_person(request.actor, person_id, session=request.session)
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "officers": list(responsible_for(records_of(person)))[::-1],
        "rows": transfer_rows(transfers_of([person.pk])),
        "may_ask": TRANSFER in request.actor.capabilities,
    }
    return render(request, "allocation/of_person.html", context)


@door(TRANSFER)
def ask(request: Any, person_id: UUID) -> HttpResponse:
    """Ask another unit to take somebody."""
    return take(request, asking(), person_id, tab=TAB, onwards=_onwards)


@door(SEE)
def one(request: Any, transfer_id: UUID) -> HttpResponse:
    """One transfer: what is asked, what is open about the person, and what can happen next."""
    case = one_transfer(transfer_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    found = ways(case, request.actor, "allocation:move_transfer")
    nexts = [
        step
        for _panel, by in upcoming.gather(request.actor, [person.pk])
        for step in by.get(person.pk, ())
    ]
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "tone": TONES.get(case.state, "neutral"),
        "open_about": nexts,
        "ways": [way for way in found if way.code not in RARE],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(case, _("Asked")),
    }
    return render(request, "allocation/transfer.html", context)


def _step(request: Any, transfer_id: UUID, verb: Verb) -> HttpResponse:
    case = one_transfer(transfer_id)
    return take(request, verb, case.person_id, case, tab=TAB, onwards=_onwards)


@door(ASSIGN)
def accept(request: Any, transfer_id: UUID) -> HttpResponse:
    """Take somebody, with the officer who does."""
    return _step(request, transfer_id, accepting())


@door(TRANSFER)
def move(request: Any, transfer_id: UUID, code: str) -> HttpResponse:
    """Refuse, ask again, withdraw, complete, and what every case can do."""
    return _step(request, transfer_id, moving_on(code))


@door(ASSIGN)
def listed(request: Any) -> HttpResponse:
    """Open transfers from and to one's units; the look at their people is written."""
    cases = open_transfers(request.actor)
    people = sorted({case.person_id for case in cases})
    if people:
        consult(request.actor, people, way=Way.PAGE, purpose="caseload", about="allocation")
    return render(request, "allocation/transfers.html", {"rows": transfer_rows(cases)})
