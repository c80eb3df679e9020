"""Reads about contacts, for one person or many at once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery

from .models import ContactNote


def contacts_of(person_ids: Sequence[UUID]) -> QuerySet[Any]:
    """All contacts of these records, newest first, withdrawn ones too."""
    notes = ContactNote.objects.filter(person_id__in=person_ids).select_related("staff")
    rows: QuerySet[Any] = notes.order_by("-happened_at", "-pk")
    return rows


def one_contact(person_id: UUID, note_id: UUID) -> ContactNote | None:
    """One visible note of a person."""
    note: ContactNote | None = ContactNote.objects.filter(pk=note_id, person_id=person_id).first()
    return note


def standing() -> QuerySet[Any]:
    """Notes that were not withdrawn."""
    rows: QuerySet[Any] = ContactNote.objects.filter(withdrawn=False)
    return rows


def last_seen(person_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each person was last in contact; who never was is missing."""
    seen = standing().filter(person_id__in=list(person_ids)).values("person_id")
    return dict(seen.annotate(last=Max("happened_at")).values_list("person_id", "last"))


def next_contacts(person_ids: Iterable[UUID], day: date) -> dict[UUID, datetime]:
    """The nearest contact agreed with each person from that day on; who has none is missing."""
    ahead = standing().filter(person_id__in=list(person_ids), next_on__date__gte=day)
    return dict(ahead.values("person_id").annotate(n=Min("next_on")).values_list("person_id", "n"))


def meetings_on(staff: Iterable[UUID], day: date) -> list[ContactNote]:
    """Contacts that were agreed for a day with these members of staff, in order of time."""
    agreed = standing().filter(staff_id__in=list(staff), next_on__date=day)
    return list(agreed.order_by("next_on", "pk"))


def latest_contacts(person_ids: Sequence[UUID]) -> QuerySet[Any]:
    """The latest standing note of each person, however long the history."""
    later = standing().filter(person=OuterRef("person")).order_by("-happened_at", "-pk")
    notes = standing().filter(person_id__in=person_ids, pk=Subquery(later.values("pk")[:1]))
    rows: QuerySet[Any] = notes.select_related("staff")
    return rows
