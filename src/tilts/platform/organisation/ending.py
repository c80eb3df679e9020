"""How whatever has a beginning is given its end."""

from datetime import date
from typing import TypeVar

from tilts.platform.access.reasons import Reasons, refuse_if
from tilts.platform.record.dated import Dated

Row = TypeVar("Row", bound=Dated)


def end(row: Row, until: date, why_not: Reasons) -> Row:
    """End a dated row on that day, within an act; refused for any reason."""
    refuse_if(why_not)
    row.until = until
    row.save()
    return row
