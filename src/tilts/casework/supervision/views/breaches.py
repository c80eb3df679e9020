"""A breach: what happened, what came before, and each step in answer to it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.casework.people.forms import LanguageForm
from tilts.casework.people.headers import person_header
from tilts.casework.people.languages import first_language
from tilts.casework.people.queries import open_person
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import Verb, take
from tilts.platform.access.doors import door
from tilts.platform.documents.rules import MAKE
from tilts.platform.workflow.ways import status_lines, ways

from .. import breach_verbs as verbs
from ..breach_letters import MotionSheet, WarningSheet, what_was_breached
from ..capabilities import SUPERVISE
from ..forms.breaches import MotionLanguageForm
from ..models import Breach
from ..presenting import BREACH_TONES, RARE, begun, breach_lines
from ..proportion import left_out
from ..queries.breaches import one_breach, others_before
from ..queries.missed import unanswered
from ..queries.orders import one_supervision
from .orders import TAB, printed
from .orders import step as order_step


def _onwards(case: Breach) -> tuple[str, UUID]:
    return "supervision:breach", case.pk


@door(SUPERVISE)
def note(request: Any, supervision_id: UUID) -> HttpResponse:
    """Note a breach of an order."""
    verb = verbs.noting(**_of_appointment(supervision_id, request.GET.get("appointment", "")))
    return order_step(request, supervision_id, verb, onwards=_onwards)


def _of_appointment(supervision_id: UUID, chosen: str) -> dict[str, Any]:
    """What the form can say already of a missed appointment that somebody comes from."""
    rows = unanswered(one_supervision(supervision_id)) if chosen else []
    return next((begun(row) for row in rows if str(row.pk) == chosen), {})


@door(SEE)
def breach(request: Any, breach_id: UUID) -> HttpResponse:
    """One breach: what happened, what the person says, what came before, what can follow."""
    case = one_breach(breach_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    found = ways(case, request.actor, "supervision:breach_move")
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "tone": BREACH_TONES.get(case.state, "neutral"),
        "what": what_was_breached(case),
        "before": breach_lines(others_before(case)),
        "may_print": MAKE in request.actor.capabilities,
        "ways": [way for way in found if way.code not in RARE],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(case, _("Noted")),
    }
    return render(request, "supervision/breach.html", context)


def _step(request: Any, breach_id: UUID, verb: Verb, code: str = "") -> HttpResponse:
    case = one_breach(breach_id)
    others = others_before(case)
    more: dict[str, Any] = {
        "case": case,
        "before": breach_lines(others) if code else [],
        "left_out": left_out(case, others, code, timezone.localdate()) if code else [],
        "template": "supervision/breach_step.html",
    }
    return take(request, verb, case.person_id, case, tab=TAB, onwards=_onwards, **more)


@door(SUPERVISE)
def ask(request: Any, breach_id: UUID) -> HttpResponse:
    """Ask the person to explain it."""
    return _step(request, breach_id, verbs.ASK)


@door(SUPERVISE)
def hear(request: Any, breach_id: UUID) -> HttpResponse:
    """Record what the person says."""
    return _step(request, breach_id, verbs.HEAR)


@door(SUPERVISE)
def warn(request: Any, breach_id: UUID, code: str) -> HttpResponse:
    """Warn in writing, for the first or the second time, as the address says."""
    return _step(request, breach_id, verbs.WARN[code], code)


@door(SUPERVISE)
def motion(request: Any, breach_id: UUID) -> HttpResponse:
    """Ask the court to decide."""
    return _step(request, breach_id, verbs.MOTION, "go_to_court")


@door(SUPERVISE)
def decide(request: Any, breach_id: UUID) -> HttpResponse:
    """Record what the court decided."""
    return _step(request, breach_id, verbs.DECIDE)


@door(SEE)
def advance(request: Any, breach_id: UUID, code: str) -> HttpResponse:
    """Any other move that staff can make; each asks for its own capability."""
    return _step(request, breach_id, verbs.moving(code))


@door(MAKE)
def warning_letter(request: Any, breach_id: UUID) -> HttpResponse:
    """The warning on paper, in the language of the person."""
    case = one_breach(breach_id)
    language = case.supervision.explained_in or first_language(case.person)
    form = LanguageForm(request.POST or None, initial={"language": language})
    return _paper(request, case, form, WarningSheet(case), _("Warning letter"))


@door(MAKE)
def motion_letter(request: Any, breach_id: UUID) -> HttpResponse:
    """The motion on paper, in a language of the staff."""
    case = one_breach(breach_id)
    form = MotionLanguageForm(request.POST or None, initial={"language": case.country.lower()})
    return _paper(request, case, form, MotionSheet(case), _("Motion to the court"))


def _paper(request: Any, case: Breach, form: Any, sheet: Any, title: str) -> HttpResponse:
    shown = {"title": title, "button": _("Make the letter (PDF)")}
    return printed(request, case, form, sheet, "supervision/breach_step.html", **shown)
