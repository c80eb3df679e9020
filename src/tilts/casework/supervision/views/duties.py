"""Duties of an order: imposed, changed, lifted, checked, and on paper for the person."""

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
from tilts.casework.people.steps import Verb, take
from tilts.platform.access.doors import door
from tilts.platform.documents.rules import MAKE

from .. import duty_verbs as verbs
from ..capabilities import SUPERVISE
from ..duties import duties_for, duty_name
from ..duties_sheet import DutiesSheet
from ..models import Duty
from ..queries.duties import one_duty
from ..queries.orders import one_supervision
from .orders import TAB, printed, step


@door(SUPERVISE)
def choose(request: Any, supervision_id: UUID) -> HttpResponse:
    """The kinds of duty that may stand on the order, to choose one."""
    case = one_supervision(supervision_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    kinds = duties_for(case.measure, timezone.localdate())
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "kinds": [{"code": kind.code, "name": duty_name(kind), "kind": kind} for kind in kinds],
    }
    return render(request, "supervision/choose_duty.html", context)


def _back(duty: Duty) -> tuple[str, UUID]:
    return "supervision:order", duty.supervision_id


@door(SUPERVISE)
def impose(request: Any, supervision_id: UUID, duty: str) -> HttpResponse:
    """Impose a duty of a kind."""
    kinds = duties_for(one_supervision(supervision_id).measure, timezone.localdate())
    told = next((duty_name(kind) for kind in kinds if kind.code == duty), "")
    more = {"onwards": _back, "told": told, "button": _("Impose it")}
    return step(request, supervision_id, verbs.imposing(duty), **more)


def _on_duty(request: Any, duty_id: UUID, verb: Verb) -> HttpResponse:
    duty = one_duty(duty_id)
    case = duty.supervision
    more = {"case": case, "told": verbs.worded(case).get(duty, ""), "button": verb.title}
    template = "supervision/order_step.html"
    return take(
        request, verb, duty.person_id, duty, tab=TAB, onwards=_back, template=template, **more
    )


@door(SUPERVISE)
def change(request: Any, duty_id: UUID) -> HttpResponse:
    """The duty says something else from a day on."""
    return _on_duty(request, duty_id, verbs.CHANGE)


@door(SUPERVISE)
def lift(request: Any, duty_id: UUID) -> HttpResponse:
    """The duty holds no more from a day on."""
    return _on_duty(request, duty_id, verbs.LIFT)


@door(SUPERVISE)
def check(request: Any, supervision_id: UUID) -> HttpResponse:
    """Of each duty whether it was kept."""
    return step(request, supervision_id, verbs.CHECK)


@door(MAKE)
def paper(request: Any, supervision_id: UUID) -> HttpResponse:
    """“Your duties” on paper, in plain words and in the language of the person."""
    case = one_supervision(supervision_id)
    language = case.explained_in or first_language(case.person)
    form = LanguageForm(request.POST or None, initial={"language": language})
    shown = {"title": _("Your duties"), "button": _("Make the paper (PDF)")}
    return printed(request, case, form, DutiesSheet(case), "supervision/order_step.html", **shown)
