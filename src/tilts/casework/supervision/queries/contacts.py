"""Reads about contacts, for one person or many at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, OuterRef, QuerySet, Subquery

from tilts.casework.proceedings.queries import records
from tilts.platform.access.telling import once

from ..models import ContactNote


def contacts_of(person_ids: Sequence[UUID]) -> QuerySet[Any]:
    """All contacts of these records, newest first, withdrawn ones too."""
    notes = ContactNote.objects.about(person_ids).select_related("staff")
    rows: QuerySet[Any] = notes.order_by("-happened_at", "-pk")
    return rows


def one_contact(person_id: UUID, note_id: UUID) -> ContactNote | None:
    """One visible note of a person."""
    note: ContactNote | None = ContactNote.objects.filter(pk=note_id, person_id=person_id).first()
    return note


def standing(about: Iterable[UUID] | None = None) -> QuerySet[Any]:
    """Notes that were not withdrawn, of these people or of anybody."""
    notes = ContactNote.objects
    rows: QuerySet[Any] = notes.all() if about is None else notes.about(about)
    return rows.filter(withdrawn=False)


def last_seen(person_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each person was last in contact, on any of their records; who never was is missing."""
    people = frozenset(person_ids)
    return once(("last seen", people), lambda: _last_seen(people))


def _last_seen(person_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    of = records(person_ids)
    seen = standing(of).values("person_id").annotate(at=Max("happened_at"))
    found: dict[UUID, datetime] = {}
    for record, at in seen.values_list("person_id", "at"):
        found[of[record]] = max(at, found.get(of[record], at))
    return found


def latest_contacts(person_ids: Iterable[UUID]) -> dict[UUID, ContactNote]:
    """The latest standing note of each person, on any of their records, however long these are."""
    of = records(person_ids)
    later = standing(of).filter(person=OuterRef("person")).order_by("-happened_at", "-pk")
    notes = standing(of).filter(pk=Subquery(later.values("pk")[:1]))
    oldest_first = notes.select_related("staff").order_by("happened_at", "pk")
    return {of[note.person_id]: note for note in oldest_first}
