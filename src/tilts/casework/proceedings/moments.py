"""Days of the record as moments, and what is wrong with a day."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons


def midnight(day: date) -> datetime:
    """The first moment of a local day: when a fact of that day takes effect."""
    return timezone.make_aware(datetime.combine(day, time.min))


def not_in_future(*days: date | None) -> Reasons:
    """A reason when a fact is said to be of a day that has not come."""
    if any(day and day > timezone.localdate() for day in days):
        return [Reason("in-future", _("This day has not come yet. Give the day when it happened."))]
    return []
