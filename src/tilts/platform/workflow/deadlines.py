"""When work is due. The only place that asks the country packs."""

from datetime import date

from django.conf import settings

from tilts.jurisdictions.loading import packs


def due_date(country: str, deadline: str, start: date) -> date:
    """The last day of a deadline that starts on a day, by the country's calendar.

    Raises NoSuchVersion for a deadline that the country did not have that day.
    """
    return packs(settings.PACKS)[country.upper()].due(deadline, start)
