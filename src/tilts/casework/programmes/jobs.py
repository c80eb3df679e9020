"""What the worker does in time: warnings before a licence ends, and its end."""

from datetime import timedelta

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions import expire_licences, warn_of_ends


@periodic(every=timedelta(hours=6))
def licences_in_time() -> None:
    """End licences that are over, and warn of those that end soon."""
    today = timezone.localdate()
    with seen_by(SERVICE):
        expire_licences(by=SERVICE, day=today)
        warn_of_ends(by=SERVICE, day=today)
