"""Which record stands for a person after merges."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from .models import Person

Merged = dict[UUID, list[Person]]
Into = dict[UUID | None, list[Person]]  # what was merged into a record, by one merge
_told: ContextVar[Into | None] = ContextVar("merged_told", default=None)


@contextmanager
def told_once() -> Iterator[None]:
    """Inside, what was merged into a record is read once: for pages that only read."""
    token = _told.set({})
    try:
        yield
    finally:
        _told.reset(token)


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


def _directly(people: Collection[UUID | None]) -> list[Person]:
    """The records merged into one of these, by one merge; read unless that was told before."""
    told = _told.get()
    into: Into = {} if told is None else told
    unknown = [person for person in people if person not in into]
    if unknown:
        into |= {person: [] for person in unknown}
        for row in Person.objects.filter(merged_into__in=unknown):
            into[row.merged_into_id].append(row)
    return [row for person in people for row in into[person]]
