"""Whom a caseload reaches, and that it is purpose enough."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate, reassign
from tilts.platform.access.purposes import derived_purpose
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.people import person, seen
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate()
NOW = Handover(on=TODAY, reason="a test")


@pytest.fixture
def theirs(house):
    """A facilitator, who sees no more than a caseload, and the person allocated to them."""
    staff, row = house.member("facilitator", "olaine"), person(house.units["jelgava"], "theirs")
    person(house.units["olaine"], "of-the-unit")
    with seen_by(SERVICE):
        allocate(by=SERVICE, person=row.pk, to=staff, how=NOW)
    return staff, row


def test_a_caseload_reaches_the_people_allocated_and_no_others(house, theirs):
    staff, row = theirs
    actor, colleague = actor_for(staff, TODAY), house.actor("facilitator", "olaine")
    assert (seen(actor), seen(colleague)) == (["theirs"], [])
    assert derived_purpose(actor, row.pk) == "caseload"
    assert derived_purpose(colleague, row.pk) == ""


def test_who_stands_in_sees_it_while_the_leave_lasts(house, theirs):
    staff, row = theirs
    substitute = house.member("facilitator", "olaine")
    week = TODAY + timedelta(days=7)
    plan_absence(by=SERVICE, staff=staff, since=TODAY, until=week, substitute=substitute)
    actor = actor_for(substitute, TODAY)
    assert (seen(actor), derived_purpose(actor, row.pk)) == (["theirs"], "caseload")


def test_a_unit_sees_whom_its_officers_are_responsible_for(house, theirs):
    assert seen(house.actor("head_of_unit", "olaine")) == ["of-the-unit", "theirs"]
    assert seen(house.actor("head_of_unit", "riga")) == []


def test_a_caseload_ends_when_it_is_passed_on(house, theirs):
    staff, row = theirs
    other = house.member("facilitator", "riga")
    with seen_by(SERVICE):
        reassign(by=SERVICE, person=row.pk, to=other, how=NOW)
    assert (seen(actor_for(staff, TODAY)), seen(actor_for(other, TODAY))) == ([], ["theirs"])
    assert seen(house.actor("head_of_unit", "olaine")) == ["of-the-unit"]
