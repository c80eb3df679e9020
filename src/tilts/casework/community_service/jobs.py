"""What the worker does in time for community service."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from tilts.casework.allocation.models import Allocation
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions import pass_on, place_returned


@periodic(every=timedelta(hours=1))
def places_in_time() -> None:
    """Place anew whoever came back to work that is not there any more."""
    with seen_by(SERVICE):
        place_returned(by=SERVICE)


@task()
def pass_on_in_time(allocation_id: int) -> None:
    """Pass cases on when a hand-over dated ahead begins, unless it was changed until then."""
    today = Allocation.plain.on(timezone.localdate()).select_related("staff", "unit")
    begun = today.filter(pk=allocation_id).first()
    if begun is not None:
        with seen_by(SERVICE):
            pass_on(by=SERVICE, person_id=begun.person_id, to=begun.staff, unit=begun.unit)
