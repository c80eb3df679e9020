"""How whatever has a beginning is given its end."""

from datetime import date
from typing import TypeVar

from tilts.platform.access.reasons import Reasons, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.record.dated import Dated

Row = TypeVar("Row", bound=Dated)


def end(*, by: Actor, kind: str, row: Row, until: date, why_not: Reasons) -> Row:
    """End a dated row on that day, as an act of this kind; refused for any reason."""
    refuse_if(why_not)
    row.until = until
    with act(kind, by=by):
        row.save()
    return row
