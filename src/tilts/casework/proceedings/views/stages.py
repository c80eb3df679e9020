"""Proceedings move on."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from tilts.casework.people.forms import ReasonForm
from tilts.casework.people.queries import open_person
from tilts.platform.access.doors import door
from tilts.platform.design.forms import TiltsForm

from .. import actions
from ..actions.stages import OWN_STEPS
from ..cases import ProceedingMachine
from ..forms import DayForm, WrongPersonForm
from ..models import Proceeding
from ..queries import one_proceeding
from ..rules import RECORD
from .steps import Step, take


@door(RECORD)
def judgment(request: Any, proceeding_id: UUID) -> HttpResponse:
    """The court has found the person guilty."""
    proceeding = one_proceeding(proceeding_id)
    form = DayForm(request.POST or None)
    return _step(
        request,
        proceeding,
        _("Record the judgment"),
        form,
        lambda said: actions.record_judgment(
            by=request.actor, proceeding=proceeding, judged_on=said["day"]
        ),
    )


@door(RECORD)
def in_force(request: Any, proceeding_id: UUID) -> HttpResponse:
    """The judgment is final."""
    proceeding = one_proceeding(proceeding_id)
    form = DayForm(request.POST or None)
    return _step(
        request,
        proceeding,
        _("Enter into force"),
        form,
        lambda said: actions.enter_into_force(
            by=request.actor, proceeding=proceeding, in_force_on=said["day"]
        ),
    )


@door(RECORD)
def moved(request: Any, proceeding_id: UUID, code: str) -> HttpResponse:
    """Any other move of proceedings that staff can make."""
    declared = ProceedingMachine.moves.get(code)
    if declared is None or declared.is_system or code in OWN_STEPS:
        raise Http404
    proceeding = one_proceeding(proceeding_id)
    form = (
        ReasonForm(request.POST or None) if declared.needs_reason else _Sure(request.POST or None)
    )
    return _step(
        request,
        proceeding,
        declared.title,
        form,
        lambda said: actions.advance(
            by=request.actor, proceeding=proceeding, code=code, reason=said.get("reason", "")
        ),
    )


@door(RECORD)
def wrong_person(request: Any, proceeding_id: UUID) -> HttpResponse:
    """Move proceedings to the person whose they are."""
    proceeding = one_proceeding(proceeding_id)
    form = WrongPersonForm(request.POST or None)
    return _step(
        request,
        proceeding,
        _("These proceedings are somebody else's"),
        form,
        lambda said: actions.record_on_right_person(
            by=request.actor,
            proceeding=proceeding,
            person_id=said["file_number"].pk,
            reason=said["reason"],
        ),
    )


class _Sure(TiltsForm):
    """Nothing to say: the button is enough."""


def _step(request: Any, proceeding: Proceeding, title: Any, form: Any, do: Any) -> HttpResponse:
    step = Step(
        person=open_person(request.actor, proceeding.person_id, session=request.session),
        title=title,
        form=form,
        do=do,
        onwards=("proceedings:one", proceeding.pk),
    )
    return take(request, step)
