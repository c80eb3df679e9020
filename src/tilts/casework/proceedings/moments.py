"""Days of the record as moments, and what is wrong with a day."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.engines.calendars.months import add_months
from tilts.platform.access.reasons import Reason, Reasons

EARLIEST = date(1900, 1, 1)
MOST_AHEAD = 600  # months: so that every day that is reckoned from it exists
IN_FUTURE = Reason("in-future", _("This day has not come yet. Give the day when it happened."))
LONG_AGO = Reason("long-ago", _("This day lies before 1900. Look at the year."))
FAR_AHEAD = Reason("far-ahead", _("This day is more than fifty years away. Look at the year."))


def midnight(day: date) -> datetime:
    """The first moment of a local day: when a fact of that day takes effect."""
    return timezone.make_aware(datetime.combine(day, time.min))


def why_not_past(*days: date | None) -> Reasons:
    """Reasons why facts cannot have happened on these days; one not given has none."""
    given = [day for day in days if day]
    reasons = [IN_FUTURE] if any(day > timezone.localdate() for day in given) else []
    return reasons + ([LONG_AGO] if any(day < EARLIEST for day in given) else [])


def why_not_begin(day: date | None) -> Reasons:
    """Reasons why nothing begins on this day, past or to come."""
    if day is None or EARLIEST <= day < add_months(timezone.localdate(), MOST_AHEAD):
        return []
    return [LONG_AGO if day < EARLIEST else FAR_AHEAD]
