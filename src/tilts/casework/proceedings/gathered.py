"""What gatherings are told of placements: in which unit somebody is on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from tilts.platform.gatherings.hooks import Knowledge, know
from tilts.platform.organisation.models import Unit

from .models import Placement


def units(parties: Iterable[UUID], day: date) -> dict[UUID, Unit]:
    """Where in prison these people are on a day, as far as the reader sees them."""
    rows = Placement.objects.about(parties).on(day).select_related("unit")
    return {row.person_id: row.unit for row in rows}


know("proceedings", Knowledge(units=units))
