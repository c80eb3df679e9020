"""What the register does when an assessment is scored, and when an instrument is put to use."""

from typing import Any

from django.dispatch import receiver

from tilts.platform.forms.leave import register_leave
from tilts.platform.parties.actors import Actor

from ..models import Assessment
from ..signals import scored
from .actions import forecast
from .standing import why_not_in_use

register_leave("forecasts", why_not_in_use)


@receiver(scored, dispatch_uid="forecasts.scored")
def forecast_is_made(assessment: Assessment, by: Actor, **kwargs: Any) -> None:
    """What the model in use says is kept with the score, or nothing is."""
    forecast(by=by, assessment=assessment)
