"""What the worker does for who is out on a visit: it alarms when the time passes without a word."""

from datetime import timedelta

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions import raise_alarms


@periodic(every=timedelta(minutes=1))
def no_word() -> None:
    """Alarm for every visit whose time passed; each is told once, and again until it is closed."""
    with seen_by(SERVICE):
        raise_alarms(by=SERVICE, now=timezone.now())
