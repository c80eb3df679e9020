"""What the worker does in time: accepted transfers are carried out on their day."""

from datetime import timedelta

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions import carry_out_due


@periodic(every=timedelta(hours=1))
def transfers_in_time() -> None:
    """Let open work go along with whoever changes the unit today; run twice, it does it once."""
    with seen_by(SERVICE):
        carry_out_due(by=SERVICE, day=timezone.localdate())
