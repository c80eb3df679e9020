"""What the worker does in time: reviews become work, and plans go to who is responsible next."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from tilts.casework.allocation.models import Allocation
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions import open_reviews, pass_on


@periodic(every=timedelta(hours=6))
def reviews_due() -> None:
    """Open the work of every review that is due soon; run twice, it opens nothing twice."""
    with seen_by(SERVICE):
        open_reviews(by=SERVICE, day=timezone.localdate())


@task()
def pass_on_in_time(allocation_id: int) -> None:
    """Pass the plan on when a hand-over dated ahead begins, unless it was changed until then."""
    today = Allocation.plain.on(timezone.localdate()).select_related("staff", "unit")
    begun = today.filter(pk=allocation_id).first()
    if begun is not None:
        with seen_by(SERVICE):
            pass_on(by=SERVICE, person_id=begun.person_id, to=begun.staff, unit=begun.unit)
