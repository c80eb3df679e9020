"""An appointment of today says why somebody looks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.people.tests.people import person
from tilts.casework.supervision.rules import appointment
from tilts.platform.access.purposes import derived_purpose
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

from .notes import at, note


@pytest.fixture
def colleague(house):
    return house.member("probation_officer", "jelgava")


@pytest.fixture
def whom(house):
    return person("Ozols", at=house.units["jelgava"], country="LV")


def actor(staff):
    return actor_for(staff, timezone.localdate())


def test_who_meets_a_person_today_looks_for_the_appointment(colleague, whom):
    note(whom, colleague, -7, next_on=at(0, 15))
    assert derived_purpose(actor(colleague), whom.pk) == "appointment"


def test_nobody_else_does(house, colleague, whom):
    note(whom, colleague, -7, next_on=at(0, 15))
    other = house.member("probation_officer", "jelgava")
    assert appointment(actor(other), whom.pk) == ""


@pytest.mark.parametrize(
    "told", [{"next_on": at(1)}, {"next_on": at(-1)}, {"next_on": at(0), "withdrawn": True}, {}]
)
def test_only_an_appointment_of_today_that_stands(colleague, whom, told):
    note(whom, colleague, -7, **told)
    assert appointment(actor(colleague), whom.pk) == ""


def test_who_stands_in_for_the_colleague_has_the_appointment(house, colleague, whom):
    other, today = house.member("probation_officer", "jelgava"), timezone.localdate()
    note(whom, colleague, -7, next_on=at(0, 15))
    until = today + timedelta(days=3)
    plan_absence(by=SERVICE, staff=colleague, since=today, until=until, substitute=other)
    assert appointment(actor(other), whom.pk) == "appointment"


def test_ones_own_people_are_looked_at_for_the_caseload(caseload):
    mine = caseload.add("Bērzs")
    note(mine, caseload.officer, -7, next_on=at(0, 15))
    assert derived_purpose(caseload.actor, mine.pk) == "caseload"
