"""What is done about the register through a form: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.steps import Verb
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .cases import ForecastMachine
from .models import ForecastModel

MOVES = ForecastMachine.moves


def _register(by: Actor, _by: Actor, form: Any) -> ForecastModel:
    return actions.register_model(
        by=by,
        agency=by.agency,
        told=actions.Described(**form.described()),
        origin=actions.Origin(**form.origin()),
    )


def _with_files(sent: Any) -> tuple[Any, ...]:
    """What was sent, with its files; without any a form is refused for want of them."""
    return sent if isinstance(sent, tuple) else (sent,)


REGISTER_INSTRUMENT = Verb(
    _("Register an instrument"), lambda sent, by: forms.InstrumentForm(sent, by=by), _register
)
REGISTER_TRAINED = Verb(
    _("Register a trained model"),
    lambda sent, by: forms.TrainedForm(*_with_files(sent), by=by),
    _register,
)


def _validate(by: Actor, model: ForecastModel, form: forms.ValidationForm) -> Any:
    return actions.record_validation(by=by, model=model, found=actions.Found(**form.found()))


VALIDATE = Verb(
    MOVES["validate"].title,
    lambda sent, model: forms.ValidationForm(sent, model=model),
    _validate,
)
DECIDE_FOR = Verb(
    MOVES["decide_for"].title,
    lambda sent, model: forms.DecideForForm(sent),
    lambda by, model, form: actions.decide(by=by, model=model, use=True, **form.cleaned_data),
)
DECIDE_AGAINST = Verb(
    MOVES["decide_against"].title,
    lambda sent, model: forms.DecideAgainstForm(sent),
    lambda by, model, form: actions.decide(by=by, model=model, use=False, **form.cleaned_data),
)


def moving(code: str) -> Verb:
    """A move that staff make without saying more than perhaps why; Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.form:
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    return Verb(
        move.title,
        lambda sent, model: asks(sent),
        lambda by, model, form: actions.advance(by=by, model=model, code=code, **form.cleaned_data),
    )
