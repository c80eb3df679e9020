"""Steps of a transfer that page and API take alike: title, form, action."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.models import Person
from tilts.casework.people.steps import Verb
from tilts.platform.parties.actors import Actor

from .actions import accept_transfer, advance_transfer, ask_transfer
from .cases import TransferMachine
from .forms import AcceptTransferForm, AskTransferForm
from .models import Transfer
from .queries import unit_of
from .transfers import officers_who_may_take, units_to_ask
from .weights import Weights
from .workload import loads

MOVES = TransferMachine.moves


def asking() -> Verb:
    """Ask another unit of the service to take somebody."""
    return Verb(
        _("Ask another unit to take them"),
        lambda sent, person: AskTransferForm(sent, units=_units(person)),
        lambda by, person, form: ask_transfer(by=by, person=person, wish=form.wish()),
    )


def _units(person: Person) -> Any:
    today = timezone.localdate()
    return units_to_ask(unit_of(person.pk, today) or person.unit, today)


def accepting() -> Verb:
    """Take somebody, with the officer who does."""
    return Verb(MOVES["accept"].title, _accept_form, _accept)


def _accept_form(sent: Any, case: Transfer) -> AcceptTransferForm:
    today = timezone.localdate()
    weights = Weights(case.to_unit.agency.country, today)
    officers = loads(officers_who_may_take(case, today), weights, today)
    day = max(case.on, today)
    return AcceptTransferForm(sent, officers=officers, initial={"on": day})


def _accept(by: Actor, case: Transfer, form: Any) -> Transfer:
    return accept_transfer(by=by, case=case, **form.taking())


def moving_on(code: str) -> Verb:
    """A step that says no more than perhaps why; Http404 when there is none of that name."""
    move = MOVES.get(code)
    if move is None or move.is_system or code == "accept":
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    return Verb(
        move.title,
        lambda sent, case: asks(sent),
        lambda by, case, form: advance_transfer(by=by, case=case, code=code, **form.cleaned_data),
    )
