"""Why somebody's time for people cannot be reduced so."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor

from .availability import availabilities
from .models import Reduction
from .queries import officers_under, paths_led_by
from .weights import Weights

NOT_LED = Reason("not-led", _("They hold no role in a unit that you lead. Ask their head."))
UNKNOWN = Reason("unknown-reduction", _("The country knows no such reduction. Choose another."))
NO_PEOPLE = Reason("carries-nobody", _("Their role carries no people on that day."))
NO_TIME = Reason("no-time", _("Say how many hours a week it takes, more than none."))
ENDS_BEFORE = Reason("ends-before", _("The end lies before the beginning. Choose a later day."))
TOO_MUCH = Reason(
    "more-than-the-week", _("With what is reduced already it is more than their week. Take less.")
)


def why_not_led(by: Actor, staff: Staff) -> Reasons:
    """Reasons why it is not this actor's to say how much somebody can carry."""
    led = officers_under(paths_led_by(by), timezone.localdate()).filter(pk=staff.pk)
    return [] if by.is_service or led.exists() else [NOT_LED]


def why_not_reduced(new: Reduction) -> Reasons:
    """Reasons why this reduction cannot be."""
    weights = Weights(new.staff.agency.country, new.since)
    week = availabilities([new.staff_id], weights, new.since)[new.staff_id].weekly_minutes
    known = new.code in {one.code for one in weights.reductions()}
    found = {
        UNKNOWN: not known,
        NO_TIME: new.weekly_minutes <= 0,
        ENDS_BEFORE: bool(new.until and new.until <= new.since),
        NO_PEOPLE: week == 0,
        TOO_MUCH: week > 0 and _most_beside(new) + new.weekly_minutes > week,
    }
    return [reason for reason, holds in found.items() if holds]


def why_not_until(held: Reduction, until: date) -> Reasons:
    """Reasons why a reduction cannot last until that day."""
    if until < held.since:
        return [ENDS_BEFORE]
    longer = Reduction(pk=held.pk, staff=held.staff, code=held.code, since=held.since, until=until)
    longer.weekly_minutes = held.weekly_minutes
    weights = Weights(held.staff.agency.country, held.since)
    week = availabilities([held.staff_id], weights, held.since)[held.staff_id].weekly_minutes
    return [TOO_MUCH] if _most_beside(longer) + held.weekly_minutes > week > 0 else []


def _most_beside(one: Reduction) -> int:
    """The most minutes a week that other reductions take on any day of this one."""
    rows = Reduction.objects.filter(staff=one.staff_id).exclude(pk=one.pk)
    others = [row for row in rows if _meet(row, one)]
    days = {one.since, *(row.since for row in others if row.since > one.since)}
    most: int = max(sum(row.weekly_minutes for row in others if row.is_on(day)) for day in days)
    return most


def _meet(row: Reduction, one: Reduction) -> bool:
    return (row.until is None or row.until > one.since) and (
        one.until is None or row.since < one.until
    )
