"""Fictional appointments: every outcome, some moved, some ahead, and nobody booked twice."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.people.tests.people import person
from tilts.casework.supervision.demo import make_meetings
from tilts.casework.supervision.demo.appointments import WAYS_KEPT, WAYS_MISSED
from tilts.casework.supervision.demo.contacts import contacts_of
from tilts.casework.supervision.models import Appointment, ContactNote
from tilts.casework.supervision.queries import appointments_of, said_of
from tilts.platform.gatherings.models import ATTENDED, Booking, Enrolment, Series, Template
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .test_demo import course as course_of

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()


def courses(house: House, kind: str = "suspended", many: int = 40, **values: Any) -> list[Course]:
    """People under way with one officer in Jelgava."""
    officer = house.member("probation_officer", "jelgava")
    found = []
    for number in range(many):
        stage = Stage(
            kind, TODAY - timedelta(days=300), 36, "175", house.units["jelgava"], officer, **values
        )
        course = course_of()
        course.stages = [stage]
        course.person = person(f"Demo{number}", at=house.units["jelgava"], country="LV")
        found.append(course)
    return found


def made(of: list[Course]) -> Batch:
    batch = Batch(Random(3), TODAY, of, [])
    batch.made["notes"] = {one.person.pk: list(contacts_of(batch, one)) for one in of}
    with act("test.demo", by=SERVICE):
        make_meetings(batch)
    return batch


def outcomes() -> Counter[str]:
    people = Person.objects.values_list("pk", flat=True)
    said = [said_of(row) for row in appointments_of(people)]
    return Counter(row.outcome if row else "" for row in said)


def test_they_are_of_every_kind(house):
    made(courses(house))
    found = outcomes()
    wanted = {"complied", "not-complied", *(str(one.value) for one in WAYS_MISSED), ""}
    assert wanted - set(found) == set()
    assert Appointment.objects.filter(late=True).exists()
    assert Appointment.objects.exclude(replaces=None).exists()
    assert sum(WAYS_KEPT.values()) == sum(WAYS_MISSED.values()) == 100


def test_each_contact_of_one_has_its_appointment(house):
    made(courses(house))
    notes = ContactNote.objects.exclude(appointment=None).select_related("appointment")
    assert [one for one in notes if one.happened_at != one.appointment.starts_at] == []
    came = [
        row.pk
        for row in appointments_of({one.person_id for one in notes})
        if (said := said_of(row)) and said.outcome in (*ATTENDED, "sent-home")
    ]
    assert {one.appointment_id for one in notes} == set(came)


def test_what_is_ahead_takes_time_and_nobody_is_booked_twice(house):
    made(courses(house))
    ahead = Appointment.objects.filter(starts_at__gt=timezone.now(), called_off_by="")
    assert ahead.count() >= 5
    booked = Booking.objects.filter(session__in=ahead.values("session")).count()
    assert booked == 2 * ahead.count()
    loose = ContactNote.objects.filter(appointment__led_to__in=ahead, next_on__gt=timezone.now())
    assert loose.count() == 0


def test_a_person_has_one_series_of_their_agency(house):
    made(courses(house, many=6))
    people = Enrolment.plain.values_list("party", flat=True)
    assert (len(people), Series.objects.count(), Template.objects.count()) == (
        len(set(people)),
        len(people),
        1,
    )


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("prison", {}),
        ("report", {}),
        ("community", {}),
        ("suspended", {"fate": "waiting"}),
        ("suspended", {"end": TODAY - timedelta(days=3), "fate": "served"}),
    ],
)
def test_whom_no_officer_meets_has_none(house, kind, values):
    made(courses(house, kind, many=3, **values))
    assert Appointment.objects.count() == 0
