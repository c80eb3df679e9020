"""Breaking the glass, reviewing it, and barring staff from cases."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from .authority import require
from .models import Bar, BarGround, BrokenGlass
from .reasons import Reason, refuse_if
from .rules import BAR, BREAK_GLASS, REVIEW_GLASS
from .signals import glass_broken

HOURS = timedelta(hours=4)
SHORTEST_REASON = 20  # characters: enough for a sentence


def break_glass(*, by: Actor, person: UUID, reason: str) -> BrokenGlass:
    """Open a person's record to `by` for four hours. The data-protection officer is told."""
    require(by, BREAK_GLASS)
    refuse_if(_why_glass_holds(by, person, reason))
    now = timezone.now()
    glass = BrokenGlass(person_id=person, staff_id=by.party, reason=reason.strip())
    glass.broken_at, glass.ends_at = now, now + HOURS
    with act("access.break_glass", by=by, reason=reason):
        glass.save()
        glass_broken.send(BrokenGlass, glass=glass, by=by)
    return glass


def _why_glass_holds(by: Actor, person: UUID, reason: str) -> list[Reason]:
    reasons = []
    if len(reason.strip()) < SHORTEST_REASON:
        text = _("Say in a sentence what the emergency is: at least %(n)s characters.")
        reasons.append(Reason("reason-short", text % {"n": SHORTEST_REASON}))
    if Bar.objects.on(timezone.localdate()).filter(staff_id=by.party, person_id=person).exists():
        reasons.append(Reason("barred", _("You are barred from this case. Ask a colleague.")))
    return reasons


def review_glass(*, by: Actor, glass: BrokenGlass, review: str) -> BrokenGlass:
    """The data-protection officer's word on a broken glass."""
    require(by, REVIEW_GLASS)
    glass.reviewed_at, glass.reviewed_by_id, glass.review = timezone.now(), by.party, review
    with act("access.review_glass", by=by):
        glass.save()
    return glass


def bar(*, by: Actor, staff: UUID, person: UUID, ground: BarGround, since: date) -> Bar:
    """Keep a member of staff out of a person's case, whatever their role."""
    require(by, BAR)
    barred = Bar(staff_id=staff, person_id=person, ground=ground, since=since)
    with act("access.bar", by=by):
        barred.save()
    return barred


def lift_bar(*, by: Actor, barred: Bar, until: date) -> Bar:
    """End a bar from that day on."""
    require(by, BAR)
    barred.until = until
    with act("access.lift_bar", by=by):
        barred.save()
    return barred
