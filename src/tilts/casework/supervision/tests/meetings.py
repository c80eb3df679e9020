"""Appointments for the tests of this room."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.supervision.actions import agree
from tilts.casework.supervision.appointments import Wanted
from tilts.casework.supervision.models import Appointment
from tilts.casework.supervision.one_to_one import place_of, unit_for
from tilts.platform.gatherings.models import ONE_TO_ONE, Leading, Session
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act

from .notes import at

HALF_AN_HOUR = timedelta(minutes=30)


def wanted(days: int = 7, hour: int = 10, **values: Any) -> Wanted:
    """An appointment so many days from today."""
    return Wanted(**{"starts_at": at(days, hour), **values})


def agreed(by: Actor, whom: Person, days: int = 7, hour: int = 10, **values: Any) -> Appointment:
    """An appointment ahead, agreed as people do it."""
    return agree(by=by, person_id=whom.pk, wanted=wanted(days, hour, **values))


def _an_hour_ago() -> datetime:
    """Of this day here: soon after midnight the day's beginning."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    return max(now - 2 * HALF_AN_HOUR, now.replace(hour=0, minute=0))


def begun(
    whom: Person, staff: Staff, starts_at: datetime | None = None, **values: Any
) -> Appointment:
    """An appointment whose hour has come, as the record would have it; by default of today."""
    starts_at = starts_at or _an_hour_ago()
    with act("test.begun", by=SERVICE):
        place = place_of(whom, unit_for(staff.pk, whom))
        day = timezone.localdate(starts_at)
        if place.since > day:
            place.since = place.began_on = place.waiting_since = day
            place.save()
        session = Session(
            series=place.series, number=1, code="appointment", form=ONE_TO_ONE, alone=place,
            starts_at=starts_at, ends_at=starts_at + HALF_AN_HOUR,
        )  # fmt: skip
        session.save(force_insert=True)
        Leading(session=session, party_id=staff.pk).save(force_insert=True)
        row = Appointment(
            person=whom,
            staff=staff,
            session=session,
            starts_at=starts_at,
            **{
                "how": "office",
                "agreed_how": "spoken",
                "agreed_at": starts_at - timedelta(days=7),
                **values,
            },
        )
        row.save(force_insert=True)
    return row
