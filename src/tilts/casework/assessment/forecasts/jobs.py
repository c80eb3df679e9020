"""What the worker does in time: it tells before a decision ends, and stops what drifts."""

from datetime import timedelta

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions import warn_of_ends, watch


@periodic(every=timedelta(hours=6))
def decisions_in_time() -> None:
    """Tell who answers for a model that the decision to use it ends."""
    with seen_by(SERVICE):
        warn_of_ends(by=SERVICE, day=timezone.localdate())


@periodic(every=timedelta(hours=24))
def models_watched() -> None:
    """Suspend the models that are past a limit."""
    with seen_by(SERVICE):
        watch(by=SERVICE)
