"""Reads about contacts, for one person or many at once."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from tilts.casework.allocation.own import passed_on
from tilts.casework.people.merging import survivors
from tilts.casework.proceedings.queries import records
from tilts.platform.access.telling import once

from .models import ContactNote


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
    return _by_person(of, seen, max)


def next_contacts(person_ids: Iterable[UUID], day: date) -> dict[UUID, datetime]:
    """The nearest contact agreed with each person from that day on; who has none is missing."""
    of = records(person_ids)
    ahead = standing(of).filter(next_on__date__gte=day).values("person_id")
    return _by_person(of, ahead.annotate(at=Min("next_on")), min)


def _by_person(
    of: dict[UUID, UUID],
    rows: QuerySet[Any],
    better: Callable[[datetime, datetime], datetime],
) -> dict[UUID, datetime]:
    """The better moment of each person's records."""
    found: dict[UUID, datetime] = {}
    for record, at in rows.values_list("person_id", "at"):
        found[of[record]] = better(at, found.get(of[record], at))
    return found


def meetings_on(
    staff: Collection[UUID], day: date, people: Iterable[UUID] = ()
) -> list[ContactNote]:
    """Contacts of a day that are up to these members of staff, in order of time.

    They agreed them, or took the person over from who did; `people` are theirs.
    """
    theirs = Q(staff_id__in=list(staff)) | Q(person_id__in=list(records(people)))
    notes = list(standing().filter(theirs, next_on__date=day).order_by("next_on", "pk"))
    stands = survivors({note.person_id for note in notes})
    passed = passed_on(stands.values(), day)

    def up_to(note: ContactNote) -> UUID:
        return passed.of(stands[note.person_id], note.staff_id, localdate(note.happened_at))

    return [note for note in notes if up_to(note) in staff]


def latest_contacts(person_ids: Iterable[UUID]) -> dict[UUID, ContactNote]:
    """The latest standing note of each person, on any of their records, however long these are."""
    of = records(person_ids)
    later = standing(of).filter(person=OuterRef("person")).order_by("-happened_at", "-pk")
    notes = standing(of).filter(pk=Subquery(later.values("pk")[:1]))
    oldest_first = notes.select_related("staff").order_by("happened_at", "pk")
    return {of[note.person_id]: note for note in oldest_first}
