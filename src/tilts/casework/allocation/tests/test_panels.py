"""The officer stands in the header of every page about somebody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate, reassign
from tilts.casework.allocation.models import Kind
from tilts.casework.allocation.panels import officer
from tilts.casework.people.actions import Identity, register_person
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.usefixtures("scope")
TODAY = timezone.localdate()


def person(house):
    return register_person(by=SERVICE, unit=house.units["riga"], who=Identity(family="Ozols")).pk


def how(on=TODAY, kind=Kind.OFFICER):
    return Handover(on=on, reason="tested", kind=kind)


def given(somebody, staff, **when):
    allocate(by=SERVICE, person=somebody, to=staff, how=how(**when))


def test_the_officer_of_today_is_named_and_no_other_kind(house):
    ilze, juris, one = house.member("prison_officer"), house.member("prison_officer"), person(house)
    given(one, ilze, on=TODAY - timedelta(days=9))
    reassign(by=SERVICE, person=one, to=juris, how=how())
    given(one, house.member("psychologist"), kind=Kind.PSYCHOLOGIST)
    assert officer(SERVICE, [one]) == {one: f"officer {juris.short_name}"}


def test_who_has_no_officer_is_left_out(house):
    assert officer(SERVICE, [person(house)]) == {}


def test_many_people_cost_as_much_as_one(house):
    ilze, people = house.member("prison_officer"), [person(house) for _ in range(3)]
    for one in people:
        given(one, ilze)
    asked = []
    for ids in (people[:1], people):
        with CaptureQueriesContext(connection) as queries:
            assert set(officer(SERVICE, ids)) == set(ids)
        asked.append(len(queries))
    assert asked == [1, 1]
