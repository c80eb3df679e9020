"""Of which unit and month uses are asked for, as an address says it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from tilts.engines.calendars.months import add_months


@dataclass(frozen=True)
class Asked:
    """A unit and the first day of a month; None for all."""

    unit: UUID | None
    month: date | None


def asked(unit: str, month: str) -> Asked:
    """What `unit` (an id) and `month` (`2026-11`) say; raises Http404 for what they cannot be."""
    try:
        first = date.fromisoformat(f"{month}-01") if month else None
        if first:
            add_months(first, 1)  # the calendar goes on after it
        return Asked(UUID(unit) if unit else None, first)
    except ValueError as fault:
        raise Http404 from fault
