"""Fictional officers who work part of the week, learn the work, or teach a colleague."""

from datetime import timedelta

from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.organisation.models import RoleAssignment
from tilts.platform.parties.models import SERVICE_ID

from ..models import Reduction

SOME = 4  # one officer in so many has less time for people
KINDS = (("trainee", 1200, 90), ("mentoring", 240, 60), ("part_time", 960, None))
BEFORE = timedelta(days=40)
OVER = timedelta(days=10)  # one of them ended by itself some days ago


def make_reductions(batch: Batch) -> None:
    """Once, with the first batch: of some officers, by turns, one that is over among them."""
    if "reductions" in batch.made:
        return
    batch.made["reductions"] = True
    roles = ("probation_officer", "prison_officer")
    held = RoleAssignment.objects.on(batch.today).filter(role__in=roles).order_by("staff__email")
    staff = list(dict.fromkeys(held.values_list("staff", flat=True)))
    since, rows = batch.today - BEFORE, []
    for number, one in enumerate(staff[::SOME]):
        code, minutes, days = KINDS[number % len(KINDS)]
        until = batch.today + timedelta(days=days) if days else None
        if number == 1:
            until = batch.today - OVER
        rows.append(
            Reduction(
                staff_id=one,
                code=code,
                weekly_minutes=minutes,
                since=since,
                until=until,
                given_by=SERVICE_ID,
            )
        )
    Reduction.objects.bulk_create(rows)


register_maker("reductions", 31, make_reductions)
