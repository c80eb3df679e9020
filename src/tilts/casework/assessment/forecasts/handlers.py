"""What the register does when an assessment is scored."""

from typing import Any

from django.dispatch import receiver

from tilts.platform.parties.actors import Actor

from ..models import Assessment
from ..signals import scored
from .actions import forecast


@receiver(scored, dispatch_uid="forecasts.scored")
def forecast_is_made(assessment: Assessment, by: Actor, **kwargs: Any) -> None:
    """What the model in use says is kept with the score, or nothing is."""
    forecast(by=by, assessment=assessment)
