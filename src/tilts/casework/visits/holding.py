"""A check-in is held while it changes, and alarms again after a time that the country sets."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from tilts.jurisdictions.loading import packs
from tilts.platform.access.reasons import Refused

from .guards import NO_CHECK_IN
from .models import CheckIn, HomeVisit


def again(visit: HomeVisit) -> timedelta:
    """After how long an alarm that nobody closed is told again."""
    pack = packs(settings.PACKS)[visit.unit.agency.country]
    return timedelta(minutes=pack.threshold("visit_alarm_minutes", on=timezone.localdate()))


def held_check_in(visit: HomeVisit, *, closed: bool = False) -> CheckIn:
    """The check-in of a visit, held until the act ends; refused when nobody is out on it."""
    rows = CheckIn.objects.select_for_update(of=("self",)).filter(visit=visit)
    row: CheckIn | None = rows.first()
    if row is None or not (closed or row.is_open):
        raise Refused([NO_CHECK_IN])
    return row
