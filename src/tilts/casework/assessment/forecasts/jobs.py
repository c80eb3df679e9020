"""What the worker does in time: it tells before a decision ends."""

from datetime import timedelta

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions import warn_of_ends


@periodic(every=timedelta(hours=6))
def decisions_in_time() -> None:
    """Tell who answers for a model that the decision to use it ends."""
    with seen_by(SERVICE):
        warn_of_ends(by=SERVICE, day=timezone.localdate())
