"""What the worker does in time: tiers, stages whose cause has come, and work for who follows."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from tilts.casework.allocation.models import Allocation
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions.following import follow_the_left, pass_on
from .actions.following_appointments import pass_on_appointments
from .actions.tiers import calculate_tiers
from .queries.orders import between_stages
from .queries.tiers import people_with_an_officer

AT_ONCE = 500  # people in one act


@periodic(every=timedelta(hours=1))
def tiers_in_time() -> None:
    """Calculate the tier of everybody who has an officer; run twice, it keeps nothing twice."""
    today = timezone.localdate()
    with seen_by(SERVICE):
        people = people_with_an_officer(today)
        for start in range(0, len(people), AT_ONCE):
            calculate_tiers(by=SERVICE, people=people[start : start + AT_ONCE], day=today)


@periodic(every=timedelta(hours=1))
def stages_in_time() -> None:
    """Take the stages whose cause came while a person was at large, or at the same moment.

    Who moved a case meanwhile was first; it is looked at again the next time.
    """
    with seen_by(SERVICE):
        for case in between_stages():
            with suppress(Refused):
                follow_the_left(by=SERVICE, case=case)


@task()
def pass_on_in_time(allocation_id: int) -> None:
    """Pass the work on when a hand-over dated ahead begins, unless it was changed until then.

    So are appointments that were agreed meanwhile with who is responsible no more.
    """
    today = Allocation.plain.on(timezone.localdate()).select_related("staff", "unit")
    begun = today.filter(pk=allocation_id).first()
    if begun is not None:
        with seen_by(SERVICE):
            pass_on_appointments(by=SERVICE, allocation=begun)
            pass_on(by=SERVICE, person_id=begun.person_id, to=begun.staff, unit=begun.unit)
