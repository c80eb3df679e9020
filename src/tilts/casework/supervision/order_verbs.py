"""Steps about the supervision of an order: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.languages import first_language
from tilts.casework.people.steps import Verb
from tilts.platform.parties.actors import Actor

from .actions import orders
from .cases import SupervisionMachine
from .forms import DecisionForm, ExplainForm, ReceiveForm, RegistrationForm
from .models import Identity, Supervision

MOVES = SupervisionMachine.moves


def _receive(by: Actor, measure: Any, form: Any) -> Supervision:
    said = form.cleaned_data
    return orders.receive(
        by=by,
        measure=measure,
        unit=said["unit"],
        received_on=said["received_on"],
        counted_from=said.get("released_on"),
    )


RECEIVE = Verb(
    _("Begin the supervision"),
    lambda sent, measure: ReceiveForm(sent, measure=measure),
    _receive,
)
REGISTER = Verb(
    MOVES["register"].title,
    lambda sent, case: RegistrationForm(sent),
    lambda by, case, form: orders.register(
        by=by,
        case=case,
        on=form.cleaned_data["on"],
        identity=Identity(form.cleaned_data["identity"]),
    ),
)
EXPLAIN = Verb(
    MOVES["explain"].title,
    lambda sent, case: ExplainForm(sent, initial={"language": first_language(case.person)}),
    lambda by, case, form: orders.explain(by=by, case=case, what=form.explained()),
)


def _ending(code: str) -> Verb:
    return Verb(
        MOVES[code].title,
        lambda sent, case: DecisionForm(sent),
        lambda by, case, form: orders.end(by=by, case=case, code=code, **form.cleaned_data),
    )


ENDING = {code: _ending(code) for code in ("revoke", "convert", "hand_over")}


def moving(code: str) -> Verb:
    """Any other move of a supervision that staff make; raises Http404 when there is none."""
    if code in ENDING:
        return ENDING[code]
    move = MOVES.get(code)
    if move is None or move.is_system or code in orders.OWN_STEPS:
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    return Verb(
        move.title,
        lambda sent, case: asks(sent),
        lambda by, case, form: orders.advance_supervision(
            by=by, case=case, code=code, **form.cleaned_data
        ),
    )
