"""A person's orders under supervision, and each step of one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import Verb, take
from tilts.casework.proceedings.guards import title_of
from tilts.platform.access.doors import door
from tilts.platform.design.display import language_name
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.rules import MAKE
from tilts.platform.workflow.ways import status_lines, ways

from .. import order_verbs as verbs
from ..capabilities import SUPERVISE
from ..compliance import compliance
from ..models import Supervision
from ..presenting import RARE, TONES, breach_lines, order_lines
from ..queries.breaches import breaches_on
from ..queries.orders import declared_residence, one_supervision, supervisions_of, to_begin

TAB = "supervision"


def onwards(case: Supervision) -> tuple[str, UUID]:
    """The page of a case."""
    return "supervision:order", case.pk


@door(SEE)
def of(request: Any, person_id: UUID) -> HttpResponse:
    """Orders of somebody that are or were under supervision, and those whose case is to begin."""
    person = open_person(request.actor, person_id, session=request.session)
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "rows": order_lines(supervisions_of([person.pk])),
        "waiting": [{"row": one, "title": title_of(one)} for one in to_begin(person.pk)],
        "supervises": SUPERVISE in request.actor.capabilities,
    }
    return render(request, "supervision/of_person.html", context)


@door(SUPERVISE)
def begin(request: Any, person_id: UUID, measure_id: UUID) -> HttpResponse:
    """Begin the supervision of an order in the unit of the declared residence."""
    measure = next((one for one in to_begin(person_id) if one.pk == measure_id), None)
    if measure is None:
        raise Http404
    home = declared_residence(person_id) or _("not known")
    told = _("Declared residence: %(place)s") % {"place": home}
    return take(
        request, verbs.RECEIVE, person_id, measure, tab=TAB, onwards=onwards, told=told,
        button=verbs.RECEIVE.title,
    )  # fmt: skip


@door(SEE)
def order(request: Any, supervision_id: UUID) -> HttpResponse:
    """One supervision: where it stands, by when what is due, and what can happen next."""
    case = one_supervision(supervision_id)
    person = open_person(request.actor, case.person_id, session=request.session)
    found = ways(case, request.actor, "supervision:advance")
    (line,) = order_lines([case])
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "line": line,
        "spoken": language_name(case.explained_in),
        "tone": TONES.get(case.state, "neutral"),
        "ways": [way for way in found if way.code not in RARE and _now(way)],
        "rare": [way for way in found if way.code in RARE or not _now(way)],
        "duties": compliance([case])[case.pk],
        "breaches": breach_lines(breaches_on(case)),
        "supervises": SUPERVISE in request.actor.capabilities and not case.is_over,
        "may_print": MAKE in request.actor.capabilities,
        "history": status_lines(case, _("Received")),
    }
    return render(request, "supervision/order.html", context)


def _now(way: Any) -> bool:
    """Completing is shown among the next steps only once the term is over."""
    return way.code != "complete" or bool(way.possible)


def step(request: Any, supervision_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    """A step of a case on the page of its person."""
    case = one_supervision(supervision_id)
    shown = {"template": "supervision/order_step.html", "case": case, "onwards": onwards, **more}
    return take(request, verb, case.person_id, case, tab=TAB, **shown)


@door(SUPERVISE)
def register(request: Any, supervision_id: UUID) -> HttpResponse:
    """The person came to register."""
    return step(request, supervision_id, verbs.REGISTER, button=verbs.REGISTER.title)


@door(SUPERVISE)
def explain(request: Any, supervision_id: UUID) -> HttpResponse:
    """The first meeting: duties and rights are explained."""
    return step(request, supervision_id, verbs.EXPLAIN)


@door(SEE)
def advance(request: Any, supervision_id: UUID, code: str) -> HttpResponse:
    """Any other move that staff can make; each asks for its own capability."""
    return step(request, supervision_id, verbs.moving(code))


def printed(
    request: Any, case: Any, form: Any, sheet: Any, template: str, **shown: Any
) -> HttpResponse:
    """A paper about a case in the language chosen: made, or the form that asks for it."""
    person = open_person(request.actor, case.person_id, session=request.session)
    if form.is_valid():
        language = form.cleaned_data["language"]
        made = make_document(by=request.actor, person=person.pk, sheet=sheet, language=language)
        return redirect("documents:document", made.pk)
    header = person_header(request.actor, person, TAB)
    context = {"person": person, "header": header, "case": case, "form": form, "sealed": True}
    status = 422 if form.errors else 200
    return render(request, template, {**context, **shown}, status=status)
