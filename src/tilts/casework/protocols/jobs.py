"""What the worker does in the moment: overdue steps alarm."""

from datetime import timedelta

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions import alarm_overdue


@periodic(every=timedelta(minutes=1))
def overdue() -> None:
    """Tell of every step that is overdue; each is told once."""
    with seen_by(SERVICE):
        alarm_overdue(by=SERVICE, now=timezone.now())
