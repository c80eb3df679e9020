"""Which record stands for a person after merges."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from tilts.platform.access.telling import once, seen

from .models import Person

Merged = dict[UUID, list[Person]]


def survivors(people: Iterable[UUID]) -> dict[UUID, UUID]:
    """Each record's surviving one: itself unless it was merged, through any number of merges."""
    surviving = {person: person for person in people}
    into = _merged_into(surviving)
    while into:
        surviving = {person: into.get(now, now) for person, now in surviving.items()}
        into = _merged_into(surviving.values())
    return surviving


def _merged_into(people: Iterable[UUID]) -> dict[UUID, UUID]:
    rows = Person.objects.filter(pk__in=set(people), merged_into__isnull=False)
    return dict(rows.values_list("pk", "merged_into_id"))


def merged_records(people: Iterable[UUID]) -> Merged:
    """The records that were merged into each of these, through any number of merges."""
    root: dict[UUID | None, UUID] = {person: person for person in people}
    found: Merged = defaultdict(list)
    layer = list(root)
    while layer:
        rows = _directly(layer)
        for row in rows:
            root[row.pk] = root[row.merged_into_id]
            found[root[row.pk]].append(row)
        layer = [row.pk for row in rows]
    return found


def _directly(people: Iterable[UUID | None]) -> list[Person]:
    """The records merged into one of these by one merge; none is asked about twice on a page."""
    into = once("merged", dict[UUID | None, list[Person]])
    unknown = [person for person in people if person not in into]
    if unknown:
        into |= {person: [] for person in unknown}
        for row in Person.objects.filter(merged_into__in=unknown).order_by("pk"):
            into[row.merged_into_id].append(row)
            seen([row.pk])
    return [row for person in people for row in into[person]]
