"""Reads of appointments, for one person or many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from tilts.casework.proceedings.moments import midnight
from tilts.casework.proceedings.queries import records
from tilts.platform.gatherings.models import Attendance

from ..models import Appointment, ContactNote
from .contacts import standing

Rows = QuerySet[Any]


def appointments_of(person_ids: Iterable[UUID]) -> Rows:
    """All appointments of these records, the latest first, with what became of each."""
    rows: Rows = Appointment.objects.about(person_ids)
    return whole(rows).order_by("-starts_at", "-pk")


def one_appointment(person_id: UUID, appointment_id: UUID) -> Appointment | None:
    """One visible appointment of a person, on any of their records."""
    rows = Appointment.objects.about(records([person_id])).filter(pk=appointment_id)
    found: Appointment | None = whole(rows).select_related("session__series__unit").first()
    return found


def whole(rows: Rows) -> Rows:
    """With the session, the officer, and what was said of it, as `said_of` reads it."""
    return with_said(rows).select_related("staff", "replaced_by")


def with_said(rows: Rows) -> Rows:
    """With the session, its place, and what was said of it: enough for one that stands."""
    said = Prefetch("session__attendances", queryset=Attendance.plain.all(), to_attr="said")
    return rows.select_related("session__place").prefetch_related(said)


def said_of(row: Appointment) -> Attendance | None:
    """What became of an appointment that was read whole; None while nothing was said."""
    said: list[Attendance] = getattr(row.session, "said", [])
    return said[0] if said else None


def _standing(person_ids: Iterable[UUID]) -> Rows:
    rows: Rows = Appointment.objects.about(person_ids).filter(called_off_by="")
    return rows


def next_agreed(person_ids: Iterable[UUID], day: date) -> dict[UUID, datetime]:
    """The nearest of what was agreed with each person: an appointment, or a contact in a note.

    A note names a day, and counts all of it; an appointment is ahead until its hour.
    """
    of, first = records(person_ids), midnight(day)
    loose = standing(of).filter(next_on__gte=first).values_list("person_id", "next_on")
    ahead = _standing(of).filter(starts_at__gte=max(first, timezone.now()))
    firm = ahead.values_list("person_id", "starts_at")
    found: dict[UUID, datetime] = {}
    for record, at in loose.order_by().union(firm.order_by()):
        found[of[record]] = min(at, found.get(of[record], at))
    return found


def agreed_before(person_ids: Iterable[UUID]) -> ContactNote | None:
    """The latest standing note in which something was agreed: it is shown the next time."""
    rows = ContactNote.objects.about(person_ids).filter(withdrawn=False)
    found: ContactNote | None = rows.exclude(agreed="").order_by("-happened_at", "-pk").first()
    return found


def notes_by_appointment(rows: Sequence[Appointment]) -> dict[UUID, list[ContactNote]]:
    """The notes that belong to each of these appointments, taken back ones too."""
    notes = ContactNote.objects.filter(appointment__in=[row.pk for row in rows])
    found: dict[UUID, list[ContactNote]] = defaultdict(list)
    for note in notes.select_related("staff").order_by("happened_at", "pk"):
        if note.appointment_id:
            found[note.appointment_id].append(note)
    return dict(found)
