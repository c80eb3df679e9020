"""Each step of a case: one form, and the action that it calls."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.casework.people.rules import OPEN_VICTIMS, SEE
from tilts.casework.people.steps import Verb, take
from tilts.casework.proceedings.guards import title_of
from tilts.casework.proceedings.queries import one_measure
from tilts.platform.access.doors import View, door
from tilts.platform.design.display import local
from tilts.platform.documents.rules import MAKE

from ..capabilities import RUN
from ..guards import why_not_warn
from ..matching import match, matches
from ..models import Service
from ..presenting_hours import hours
from ..providing import one_provider
from ..queries import one_line, one_service
from ..verbs import (
    CORRECT,
    DECISION,
    EXPLAIN,
    JUDGE,
    KEEP_AWAY,
    LEAVE,
    MOTION,
    PAPER,
    POSTPONE,
    RECEIVE,
    RECORD,
    REGISTER,
    REPLACE,
    SEND_BACK,
    WARN,
    moving_on,
    placing,
)

TAB = "community_service"
STEP = "community_service/step.html"


def _onwards(row: Any) -> tuple[str, UUID]:
    case = row.pk if isinstance(row, Service) else row.service_id
    return "community_service:case", case


def _step(request: Any, service_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    case = one_service(service_id)
    shown: dict[str, Any] = {"tab": TAB, "onwards": _onwards, "template": STEP, **more}
    return take(request, verb, case.person_id, case, case=case, **shown)


def _day(request: Any, work_day_id: UUID, verb: Verb) -> HttpResponse:
    event = one_line(work_day_id)
    title = f"{verb.title}: {local(event.day)}"
    shown: dict[str, Any] = {"tab": TAB, "onwards": _onwards, "template": STEP}
    case = one_service(event.service_id)
    return take(request, verb, event.person_id, event, **shown, case=case, title=title)


def _of_case(verb: Verb) -> View:
    """The page of a step of a case that wants no more than its form."""
    return door(RUN)(lambda request, service_id: _step(request, service_id, verb))


def _of_day(verb: Verb) -> View:
    """The page of a step about what was said of a day."""
    return door(RUN)(lambda request, work_day_id: _day(request, work_day_id, verb))


register, leave, postpone = _of_case(REGISTER), _of_case(LEAVE), _of_case(POSTPONE)
record, explain, motion = _of_case(RECORD), _of_case(EXPLAIN), _of_case(MOTION)
decision, replaced = _of_case(DECISION), _of_case(REPLACE)
judge, correct, send_back = _of_day(JUDGE), _of_day(CORRECT), _of_day(SEND_BACK)


@door(RUN)
def receive(request: Any, measure_id: UUID) -> HttpResponse:
    """Receive the judgment of a measure."""
    measure = one_measure(measure_id)
    told = f"{title_of(measure)} · {hours(measure.minutes or 0)} · {local(measure.imposed_on)}"
    shown: dict[str, Any] = {"tab": TAB, "onwards": _onwards, "told": told}
    return take(request, RECEIVE, measure.person_id, measure, button=RECEIVE.title, **shown)


@door(RUN)
def place(request: Any, service_id: UUID) -> HttpResponse:
    """Every provider for somebody, with what speaks for and against it; nobody is placed here."""
    case = one_service(service_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    header = person_header(request.actor, person, TAB)
    found = matches(request.actor, case)
    context = {"person": person, "header": header, "case": case, "matches": found}
    return render(request, "community_service/place.html", context)


@door(RUN)
def place_at(request: Any, service_id: UUID, work_provider_id: UUID) -> HttpResponse:
    """Agree on work at one provider."""
    case, provider = one_service(service_id), one_provider(request.actor, work_provider_id)
    found = match(request.actor, case, provider, timezone.localdate())
    more = {"lines": found.lines, "title": f"{provider.name}: {placing(provider).title}"}
    return _step(request, service_id, placing(provider), **more, button=placing(provider).title)


@door(RUN)
def warn(request: Any, service_id: UUID) -> HttpResponse:
    """Warn the person; what is missing first is said."""
    return _step(
        request,
        service_id,
        WARN,
        why_not=why_not_warn(one_service(service_id), timezone.localdate()),
    )


@door(OPEN_VICTIMS)
def keep_away(request: Any, service_id: UUID) -> HttpResponse:
    """Note behind the victims' wall where the person must not work."""
    case = one_service(service_id)
    onwards = ("community_service:place", case.pk)
    return _step(request, service_id, KEEP_AWAY, onwards=onwards, sealed=True)


@door(MAKE)
def paper(request: Any, service_id: UUID) -> HttpResponse:
    """Make a paper: for the person, the warning, the motion; it goes into the register."""
    shown: dict[str, Any] = {"button": PAPER.title, "sealed": True}
    shown["onwards"] = lambda made: ("documents:document", made.pk)
    return _step(request, service_id, PAPER, **shown)


@door(SEE)
def advance(request: Any, service_id: UUID, code: str) -> HttpResponse:
    """Any other move that staff can make; each asks for its own capability."""
    return _step(request, service_id, moving_on(code))
