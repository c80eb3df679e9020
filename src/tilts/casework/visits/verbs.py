"""What is done about visits through a form: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.steps import Verb
from tilts.platform.organisation.queries import colleagues_of

from . import actions, forms
from .cases import VisitMachine
from .models import HomeVisit
from .queries import addresses

OWN = ("check", "start", "come_back", "resolve")


def _plan_form(sent: Any, person: Any) -> forms.PlanForm:
    known = addresses(person, timezone.localdate())
    return forms.PlanForm(sent, initial={"address": known[0] if known else ""})


def _check_form(sent: Any, visit: HomeVisit) -> forms.CheckForm:
    colleagues = colleagues_of(visit.officer).filter(agency=visit.unit.agency_id)
    return forms.CheckForm(sent, visit=visit, colleagues=colleagues)


PLAN = Verb(
    _("Plan a home visit"),
    _plan_form,
    lambda by, person, form: actions.plan_visit(by=by, person=person, what=form.content()),
)
STEPS: dict[str, Verb] = {
    "check": Verb(
        _("Check the risk"),
        _check_form,
        lambda by, visit, form: actions.check_visit(by=by, visit=visit, what=form.content()),
    ),
    "begin": Verb(
        _("Begin the visit"),
        lambda sent, visit: SureForm(sent),
        lambda by, visit, form: actions.start_visit(by=by, visit=visit),
    ),
    "extend": Verb(
        _("Stay longer"),
        lambda sent, visit: forms.ExtendForm(sent),
        lambda by, visit, form: actions.extend(by=by, visit=visit, **form.cleaned_data),
    ),
    "safe": Verb(
        _("I am safe"),
        lambda sent, visit: forms.SafeForm(sent),
        lambda by, visit, form: actions.say_safe(
            by=by, visit=visit, said_at=form.cleaned_data["said_at"]
        ),
    ),
    "take": Verb(
        _("I find out"),
        lambda sent, visit: SureForm(sent),
        lambda by, visit, form: actions.take_alarm(by=by, visit=visit),
    ),
    "close": Verb(
        _("Close the alarm"),
        lambda sent, visit: forms.DoneForm(sent),
        lambda by, visit, form: actions.close_alarm(by=by, visit=visit, **form.cleaned_data),
    ),
    "report": Verb(
        _("Write up the visit"),
        lambda sent, visit: forms.ReportForm(sent, visit=visit),
        lambda by, visit, form: actions.write_up(by=by, visit=visit, what=form.content()),
    ),
}


def step_of(code: str) -> Verb:
    """A step of a visit; raises Http404 when there is none."""
    if code not in STEPS:
        raise Http404
    return STEPS[code]


def moving(code: str) -> Verb:
    """Any other move of a visit that staff can make; raises Http404 when there is none."""
    move = VisitMachine.moves.get(code)
    if move is None or move.is_system or code in OWN:
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    return Verb(
        move.title,
        lambda sent, visit: asks(sent),
        lambda by, visit, form: actions.advance(by=by, visit=visit, code=code, **form.cleaned_data),
    )
