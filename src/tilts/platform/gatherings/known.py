"""Names of staff and guests, who stand on the floor of the platform."""

from collections.abc import Iterable
from uuid import UUID

from tilts.platform.organisation.models import Staff

from .hooks import Knowledge, Shown, know
from .models import Guest


def names(parties: Iterable[UUID]) -> dict[UUID, Shown]:
    """Staff by their short names, guests by name and whence they come: two queries."""
    wanted = set(parties)
    staff = {row.pk: Shown(row.short_name) for row in Staff.objects.filter(pk__in=wanted)}
    guests = Guest.objects.filter(pk__in=wanted)
    return {**staff, **{row.pk: Shown(row.name, row.comes_from) for row in guests}}


know("gatherings", Knowledge(names=names))
