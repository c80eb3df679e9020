"""Time that members of staff have less for people, and its end."""

from datetime import date

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..guards_of_reductions import why_not_led, why_not_reduced, why_not_until
from ..models import Reduction
from ..rules import ASSIGN


def reduce_availability(
    *,
    by: Actor,
    staff: Staff,
    code: str,
    weekly_minutes: int,
    since: date,
    until: date | None = None,
    note: str = "",
) -> Reduction:
    """Somebody has less time for people, from a day on. `until` is the first full week's day."""
    require(by, ASSIGN)
    new = Reduction(staff=staff, code=code, weekly_minutes=weekly_minutes, note=note)
    new.since, new.until, new.given_by = since, until, by.party
    with act("allocation.reduce_availability", by=by):
        _hold(staff)
        refuse_if([*why_not_led(by, staff), *why_not_reduced(new)])
        new.save()
    return new


def end_reduction(*, by: Actor, reduction: Reduction, until: date) -> Reduction:
    """It ends earlier, or lasts longer; equal to its beginning it never was."""
    require(by, ASSIGN)
    with act("allocation.end_reduction", by=by):
        _hold(reduction.staff)
        now: Reduction = Reduction.objects.select_related("staff").get(pk=reduction.pk)
        refuse_if([*why_not_led(by, now.staff), *why_not_until(now, until)])
        now.until = until
        now.save()
    return now


def _hold(staff: Staff) -> None:
    """Hold the member of staff, so that two do not take more than a week together."""
    Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)
