"""A model is stopped, goes on, or is withdrawn; what is rarely needed besides."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.actions import move

from ..guards import own_agency
from ..models import ForecastModel

OWN_STEP = Reason("own-step", _("This step has a page of its own, where it is filled in."))


def suspend(*, by: Actor, model: ForecastModel, reason: str) -> ForecastModel:
    """Stop the use of a model at once; only a new decision brings it back."""
    return advance(by=by, model=model, code="suspend", reason=reason)


def resume(*, by: Actor, model: ForecastModel) -> ForecastModel:
    """Use a model again, as was decided since it was suspended."""
    return advance(by=by, model=model, code="resume")


def withdraw(*, by: Actor, model: ForecastModel, reason: str) -> ForecastModel:
    """End the use of a model for good."""
    return advance(by=by, model=model, code="withdraw", reason=reason)


def advance(*, by: Actor, model: ForecastModel, code: str, reason: str = "") -> ForecastModel:
    """A move that wants no more than perhaps a reason: suspend, resume, withdraw, or an error."""
    declared = model.machine.moves.get(code)
    refuse_if([OWN_STEP] if declared is None or declared.form else [])
    refuse_if(own_agency(model, by))
    move(case=model, code=code, by=by, reason=reason, **_details(code))
    return model


def _details(code: str) -> dict[str, Any]:
    """What changes with a move."""
    if code == "suspend":
        return {"suspended_at": timezone.now()}
    return {"withdrawn_on": timezone.localdate()} if code == "withdraw" else {}
