"""Contact notes for the tests of this room."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.people.tests.desk import kept
from tilts.casework.supervision.models import ContactNote
from tilts.platform.organisation.models import Staff


def at(days: int, hour: int = 9) -> datetime:
    """An hour of the day that lies so many days from today, negative in the past."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def note(whom: Person, staff: Staff, days: int, **values: Any) -> ContactNote:
    """A contact so many days from today."""
    usual = {"happened_at": at(days), "how": "office", "text": f"day {days}"}
    told = {**usual, **values}
    if told.get("withdrawn"):
        told.setdefault("withdrawn_because", "written twice")
    row: ContactNote = kept(ContactNote(person=whom, staff=staff, **told))
    return row
