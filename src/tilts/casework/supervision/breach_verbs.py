"""Steps about breaches: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.steps import Verb

from .actions import breaches as actions
from .breach_cases import BreachMachine
from .duty_verbs import worded
from .forms.breaches import AskForm, BreachForm, CourtForm, HearForm, MotionForm, WarnForm
from .models import Answer
from .queries.missed import unanswered

MOVES = BreachMachine.moves


def noting(**initial: Any) -> Verb:
    """Note a breach of an order, in a form that says so much already."""
    return Verb(
        _("Note a breach"),
        lambda sent, case: BreachForm(
            sent, duties=list(worded(case).items()), missed=unanswered(case), initial=initial
        ),
        lambda by, case, form: actions.note_breach(by=by, case=case, what=form.breach()),
    )


NOTE = noting()
ASK = Verb(
    MOVES["ask"].title,
    lambda sent, case: AskForm(sent),
    lambda by, case, form: actions.ask(by=by, case=case, on=form.cleaned_data["on"]),
)
HEAR = Verb(
    MOVES["hear"].title,
    lambda sent, case: HearForm(sent),
    lambda by, case, form: actions.hear(
        by=by,
        case=case,
        on=form.cleaned_data["on"],
        answer=Answer(form.cleaned_data["answer"]),
        words=form.cleaned_data["words"],
    ),
)


def _warning(code: str) -> Verb:
    return Verb(
        MOVES[code].title,
        lambda sent, case: WarnForm(sent),
        lambda by, case, form: actions.warn(by=by, case=case, code=code, **form.cleaned_data),
    )


WARN = {code: _warning(code) for code in actions.WARNED}
MOTION = Verb(
    MOVES["go_to_court"].title,
    lambda sent, case: MotionForm(sent),
    lambda by, case, form: actions.go_to_court(by=by, case=case, what=form.motion()),
)
DECIDE = Verb(
    MOVES["decide"].title,
    lambda sent, case: CourtForm(sent),
    lambda by, case, form: actions.decide_breach(by=by, case=case, what=form.decided()),
)


def moving(code: str) -> Verb:
    """Any other move of a breach that staff make; raises Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.is_system or code in actions.OWN_STEPS:
        raise Http404
    asks: Any = ReasonForm if move.needs_reason else SureForm
    return Verb(
        move.title,
        lambda sent, case: asks(sent),
        lambda by, case, form: actions.advance_breach(
            by=by, case=case, code=code, **form.cleaned_data
        ),
    )
