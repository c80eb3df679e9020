"""Who somebody is: staff and guests, who stand on the floor of the platform; as what they come."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.sorting import folded
from tilts.platform.parties.models import Party, PartyKind

from .hooks import Knowledge, Shown, know, units_of
from .models import Guest, Kind

FEW = 10


def names(parties: Iterable[UUID]) -> dict[UUID, Shown]:
    """Staff by their short names, guests by name and whence they come: two queries."""
    wanted = set(parties)
    staff = {row.pk: Shown(row.short_name) for row in Staff.objects.filter(pk__in=wanted)}
    guests = Guest.objects.filter(pk__in=wanted)
    return {**staff, **{row.pk: Shown(row.name, row.comes_from) for row in guests}}


def find(words: str, agency: str) -> list[UUID]:
    """Staff of an agency, and guests, whose name has every word; a few of each."""
    staff = Staff.objects.filter(agency=agency)
    guests = Guest.objects.all()
    for word in words.split():
        staff = staff.filter(sort_key__contains=folded(word))
        guests = guests.filter(name__icontains=word)
    return [row.pk for row in (*staff.order_by("sort_key")[:FEW], *guests.order_by("name")[:FEW])]


def kind_of(party: UUID, day: date) -> str:
    """As what somebody takes part from a day on: a person is in custody, or in the community."""
    kind = Party.objects.filter(pk=party).values_list("kind", flat=True).first()
    if kind != PartyKind.PERSON:
        return str(kind or "")
    return Kind.CUSTODY if units_of([party], day) else Kind.COMMUNITY


def people_among(parties: Iterable[UUID]) -> list[UUID]:
    """Those of these who are people in the record."""
    rows = Party.objects.filter(pk__in=list(parties), kind=PartyKind.PERSON)
    return list(rows.order_by("pk").values_list("pk", flat=True))


know("gatherings", Knowledge(names=names, find=find))
