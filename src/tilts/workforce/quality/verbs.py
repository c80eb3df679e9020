"""What is done through a form: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.organisation.queries import units_of
from tilts.workforce.competence.forms import SureForm, WhyForm
from tilts.workforce.competence.verbs import Verb

from . import actions, forms
from .cases import DrawnMachine
from .models import Part, Reading

MOVES = DrawnMachine.moves
SET_PLAN = Verb(
    _("Set the monitoring plan"),
    lambda sent, agency: forms.PlanForm(sent, units=units_of(agency, timezone.localdate())),
    lambda by, agency, form: actions.set_plan(by=by, agency=agency, **form.cleaned_data),
)
BEGIN = Verb(
    _("Begin to read"),
    lambda sent, drawn: SureForm(sent),
    lambda by, drawn, form: actions.begin_reading(by=by, drawn=drawn),
)


def _finishing(sent: Any, reading: Reading) -> forms.FinishForm | forms.LastForm:
    """Only a first reader can call another one."""
    return forms.FinishForm(sent) if reading.part == Part.FIRST else forms.LastForm(sent)


FINISH = Verb(
    _("Finish reading"),
    _finishing,
    lambda by, reading, form: actions.finish_reading(by=by, reading=reading, **form.said()),
)


def moving(code: str) -> Verb:
    """A move that staff make; raises Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.is_system:
        raise Http404
    return Verb(
        move.title,
        lambda sent, drawn: WhyForm(sent),
        lambda by, drawn, form: actions.move_drawn(
            by=by, drawn=drawn, code=code, **form.cleaned_data
        ),
    )
