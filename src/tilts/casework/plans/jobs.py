"""What the worker does for this room: the review of a plan becomes work when it draws near."""

from datetime import timedelta

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions import open_reviews


@periodic(every=timedelta(hours=6))
def reviews_due() -> None:
    """Open the work of every review that is due soon; run twice, it opens nothing twice."""
    with seen_by(SERVICE):
        open_reviews(by=SERVICE, day=timezone.localdate())
