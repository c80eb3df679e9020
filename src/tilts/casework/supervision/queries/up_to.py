"""What is up to members of staff: they agreed it, or took the person over from who did."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from tilts.casework.allocation.own import PassedOn, passed_on
from tilts.casework.people.merging import survivors
from tilts.casework.proceedings.moments import midnight
from tilts.casework.proceedings.queries import records
from tilts.platform.access.among import Ids
from tilts.platform.gatherings.models import Attendance

from ..models import Appointment, ContactNote
from .appointments import Rows, with_said
from .contacts import standing

LOOKED_BACK = timedelta(days=30)  # how long it is asked what became of one
DAY = timedelta(days=1)


@dataclass(frozen=True)
class UpTo:
    """Appointments and contacts in order of time; `stands` says whose each of their records is."""

    appointments: list[Appointment]
    contacts: list[ContactNote]
    stands: Mapping[UUID, UUID]


def up_to(staff: Collection[UUID], people: Iterable[UUID], now: datetime) -> UpTo:
    """What is up to these members of staff today, and what nobody said yet of the last month.

    `people` are theirs. Contacts are those that a note only agreed for today.
    """
    today, of = timezone.localdate(now), records(people)
    theirs = Q(staff__in=list(staff)) | Q(person__among=Ids(of))
    rows, notes = list(_appointments(theirs, now)), list(_contacts(theirs, now))
    stands = {**of, **_others([*rows, *notes], of)}
    passed = passed_on({stands[one.person_id] for one in (*rows, *notes)}, today)
    return UpTo(
        [one for one in rows if _whose(one, stands, passed) in staff],
        [one for one in notes if _whose(one, stands, passed) in staff],
        stands,
    )


def _appointments(theirs: Q, now: datetime) -> Rows:
    day = timezone.localdate(now)
    first, stop = midnight(day), midnight(day + DAY)
    unsaid = ~Exists(Attendance.plain.filter(session=OuterRef("session")))
    rows: Rows = Appointment.objects.filter(
        theirs, called_off_by="", starts_at__gte=now - LOOKED_BACK, starts_at__lt=stop
    ).filter(Q(starts_at__gte=first) | unsaid)
    rows = rows.annotate(merged_into=F("person__merged_into"))
    return with_said(rows).order_by("starts_at", "pk")


def _contacts(theirs: Q, now: datetime) -> Rows:
    day = timezone.localdate(now)
    span = {"next_on__gte": midnight(day), "next_on__lt": midnight(day + DAY)}
    rows: Rows = standing().filter(theirs, **span).annotate(merged_into=F("person__merged_into"))
    said = ("person_id", "staff_id", "happened_at", "next_on")
    return rows.only(*said).order_by("next_on", "pk")


def _others(rows: Iterable[Any], of: Mapping[UUID, UUID]) -> dict[UUID, UUID]:
    """Whose the records of these rows are that are not known yet: mostly nobody was merged."""
    into = {one.person_id: one.merged_into for one in rows if one.person_id not in of}
    return survivors(into) if any(into.values()) else {person: person for person in into}


def _whose(one: Appointment | ContactNote, stands: Mapping[UUID, UUID], passed: PassedOn) -> UUID:
    return passed.of(stands[one.person_id], one.staff_id, one.agreed_on)


def whose(row: Appointment) -> UUID:
    """To whom an appointment is up today: who agreed it, or took the person over from them."""
    stands = survivors([row.person_id])
    return _whose(row, stands, passed_on(stands.values(), timezone.localdate()))
