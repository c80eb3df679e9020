"""When somebody is assessed again."""

from datetime import date

from tilts.jurisdictions.validity import NoSuchVersion
from tilts.platform.workflow.deadlines import due_date


def next_due(country: str, level: str, assessed_on: date | None) -> date | None:
    """The last day of the country's term for a level; for a level it does not name, its usual one.

    None where the country has no such term.
    """
    for deadline in (f"reassessment_{level}", "reassessment"):
        try:
            return due_date(country, deadline, assessed_on) if assessed_on else None
        except NoSuchVersion:
            continue
    return None
