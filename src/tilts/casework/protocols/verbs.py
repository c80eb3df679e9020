"""What is done in the moment through a form: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.steps import Verb
from tilts.platform.access.reasons import Text
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .cases import OccurrenceMachine

WORDS: dict[str, Text] = {
    "handle": _("What came of it"),
    "debrief": _("What is to be done differently next time"),
}


def starting(by: Actor) -> Verb:
    """Open a protocol by which the actor's service works."""
    return Verb(
        _("Open an action protocol"),
        lambda sent, person: forms.StartForm(sent, by=by),
        lambda actor, person, form: actions.start_protocol(
            by=actor, person=person, code=form.cleaned_data["protocol"]
        ),
    )


TAKE = Verb(
    _("Record the step"),
    lambda sent, step: forms.TakeForm(sent),
    lambda by, step, form: actions.take_step(by=by, step=step, what=form.content()),
)
UNDO = Verb(
    _("Take the step back"),
    lambda sent, taking: SureForm(sent),
    lambda by, taking, form: actions.undo_step(by=by, taking=taking),
)


def moving(code: str) -> Verb:
    """A move of an occurrence; raises Http404 when there is none."""
    move = OccurrenceMachine.moves.get(code)
    if move is None or move.is_system:
        raise Http404

    def asks(sent: Any, case: Any) -> Any:
        if code in WORDS:
            return forms.WordsForm(sent, label=WORDS[code])
        return ReasonForm(sent) if move.needs_reason else SureForm(sent)

    return Verb(
        move.title,
        asks,
        lambda by, case, form: actions.advance(by=by, case=case, code=code, **form.cleaned_data),
    )
