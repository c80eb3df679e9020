"""Which record stands for a person after merges."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from tilts.platform.access.among import Ids
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
    rows = Person.objects.filter(pk__among=Ids(people), merged_into__isnull=False)
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
        rows = _within_two_merges(unknown)
        into |= {person: [] for person in unknown}
        into |= {row.pk: [] for row in rows if row.merged_into_id in into}
        for row in rows:
            if row.merged_into_id in into:  # else what lies between them is not for the reader
                into[row.merged_into_id].append(row)
    return [row for person in people for row in into[person]]


def _within_two_merges(people: list[UUID | None]) -> list[Person]:
    """Whoever was merged into one of these, and into them: one query, and mostly all there is.

    It is asked first whether there is anybody, and mostly there is not: Django writes that in a
    tenth of the time. A union, since a database that is asked for either walks through everybody.
    """
    these = Ids(people)
    if not Person.plain.filter(merged_into__among=these).exists():
        return []
    near = Person.objects.filter(merged_into__among=these)
    far = Person.objects.filter(merged_into__merged_into__among=these)
    rows = list(near.union(far).order_by("pk"))
    seen([row.pk for row in rows])
    return rows
