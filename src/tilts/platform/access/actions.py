"""Breaking the glass, reviewing it, and barring staff from cases."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from .authority import require
from .guards import (
    why_glass_holds,
    why_not_barred,
    why_not_lifted,
    why_not_reviewed,
)
from .models import Bar, BarGround, BrokenGlass
from .reasons import refuse_if
from .rules import BAR, BREAK_GLASS, REVIEW_GLASS
from .signals import glass_broken

HOURS = timedelta(hours=4)


def break_glass(*, by: Actor, person: UUID, reason: str) -> BrokenGlass:
    """Open a person's record to `by` for four hours. The data-protection officer is told."""
    require(by, BREAK_GLASS)
    refuse_if(why_glass_holds(by, person, reason))
    now = timezone.now()
    glass = BrokenGlass(person_id=person, staff_id=by.party, reason=reason.strip())
    glass.broken_at, glass.ends_at = now, now + HOURS
    with act("access.break_glass", by=by, reason=reason):
        glass.save()
        glass_broken.send(BrokenGlass, glass=glass, by=by)
    return glass


def review_glass(*, by: Actor, glass: BrokenGlass, review: str) -> BrokenGlass:
    """The data-protection officer's word on a broken glass: one, and of somebody else."""
    require(by, REVIEW_GLASS)
    refuse_if(why_not_reviewed(by, glass))
    glass.reviewed_at, glass.reviewed_by_id, glass.review = timezone.now(), by.party, review
    with act("access.review_glass", by=by):
        glass.save()
    return glass


def bar(*, by: Actor, staff: UUID, person: UUID, ground: BarGround, since: date) -> Bar:
    """Keep a member of staff out of a person's case, whatever their role."""
    require(by, BAR, person)
    refuse_if(why_not_barred(staff, person, since))
    barred = Bar(staff_id=staff, person_id=person, ground=ground, since=since)
    with act("access.bar", by=by):
        barred.save()
    return barred


def lift_bar(*, by: Actor, barred: Bar, until: date) -> Bar:
    """End a bar from that day on. Nobody lifts their own: they do not reach that person."""
    require(by, BAR, barred.person_id)
    refuse_if(why_not_lifted(barred, until))
    barred.until = until
    with act("access.lift_bar", by=by):
        barred.save()
    return barred


def carry_bars(*, by: Actor, between: Sequence[UUID]) -> None:
    """Records that turn out to be one person's are barred alike, to whoever is barred from any.

    Part of a merge, so it asks for no capability of its own. A split leaves the bars: better one
    too many, which the data-protection officer lifts.
    """
    going_on = Bar.objects.exclude(until__lte=timezone.localdate()).filter(person__in=between)
    known = list(going_on.order_by("since", "pk"))
    barred = {(row.staff_id, row.person_id) for row in known}
    with act("access.bar", by=by):
        for row in known:
            for person in between:
                if (row.staff_id, person) not in barred:
                    barred.add((row.staff_id, person))
                    copy = {"ground": row.ground, "since": row.since, "until": row.until}
                    Bar(staff_id=row.staff_id, person_id=person, **copy).save()
