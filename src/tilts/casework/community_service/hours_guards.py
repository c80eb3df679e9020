"""Why hours cannot be recorded, corrected or approved so: always with what would be possible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.jurisdictions.schema import CommunityService
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local

from .balance import Balance, overlaps
from .choices import Step, Went
from .models import Placement, WorkEvent
from .presenting_hours import hours

FUTURE = Reason("future", lazy("This day is still to come. Record it when it is over."))
NO_MINUTES = Reason("no-minutes", lazy("Say how long the person worked."))
TWICE = Reason("twice", lazy("Something is recorded at this time already. Correct that instead."))
MEANWHILE = Reason("meanwhile", lazy("Somebody said something of this day meanwhile. Look again."))
NOT_CONFIRMED = Reason(
    "not-confirmed", lazy("The provider has not confirmed this day yet, or it was sent back.")
)
TO_JUDGE = Reason("to-judge", lazy("Say first what kind of absence it was."))
APPROVED_ALREADY = Reason("approved-already", lazy("This day is approved already. Correct it."))


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of work as somebody says it was; `begins`, `minutes` and grades of whoever worked."""

    day: date
    went: str = Went.WORKED
    begins: time | None = None
    minutes: int = 0
    quality: str = ""
    behaviour: str = ""
    note: str = ""

    @property
    def worked(self) -> bool:
        """Whether they came and worked."""
        return self.went == Went.WORKED


def why_not_so(
    what: Day,
    placement: Placement,
    lines: Iterable[WorkEvent],
    left: Balance,
    limits: CommunityService | None,
    besides: UUID | None = None,
) -> Reasons:
    """Reasons why a day cannot be so; `besides` is the line that it would correct."""
    others = [
        one
        for one in lines
        if one.line != besides and one.day == what.day and one.step != Step.SENT_BACK
    ]
    found = [FUTURE] if what.day > timezone.localdate() else []
    found += [] if placement.is_on(what.day) else [_outside(placement)]
    if not what.worked:
        return found + ([TWICE] if any(one.went != Went.WORKED for one in others) else [])
    if what.minutes <= 0 or what.begins is None:
        return [*found, NO_MINUTES]
    if any(overlaps(one, what.begins, what.minutes) for one in others):
        found.append(TWICE)
    return found + _too_much(what, others, left, limits)


def _outside(placement: Placement) -> Reason:
    told = {"first": local(placement.since), "last": local(placement.until)}
    text = (
        _("They work there from %(first)s until %(last)s.")
        if placement.until
        else _("They work there from %(first)s on.")
    )
    return Reason("outside", text % told)


def _too_much(
    what: Day, others: Iterable[WorkEvent], left: Balance, limits: CommunityService | None
) -> Reasons:
    found = []
    if what.minutes > left.unsaid:
        text = _("That is more than was ordered: %(left)s can still be recorded.")
        found.append(Reason("beyond-order", text % {"left": hours(left.unsaid)}))
    that_day = what.minutes + sum(one.minutes for one in others)
    if limits and that_day > limits.daily_minutes:
        text = _("On one day at most %(most)s count. With this it would be %(all)s.")
        told = {"most": hours(limits.daily_minutes), "all": hours(that_day)}
        found.append(Reason("beyond-day", text % told))
    return found


def why_not_approve(event: WorkEvent) -> Reasons:
    """Reasons why what was said last of a day is not approved so."""
    if event.step == Step.APPROVED:
        return [APPROVED_ALREADY]
    if event.went == Went.ABSENT:
        return [TO_JUDGE]
    return [] if event.step == Step.CONFIRMED else [NOT_CONFIRMED]
