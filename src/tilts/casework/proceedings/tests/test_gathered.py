"""What gatherings are told of placements."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.proceedings.actions import move_unit, place
from tilts.casework.proceedings.gathered import units
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.people import person
from tilts.platform.gatherings.hooks import units_of
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE

TODAY = timezone.localdate()
BEFORE = TODAY - timedelta(days=10)


@pytest.fixture
def house(db: None) -> House:
    return build_house()


@pytest.fixture
def placed(house):
    """Somebody who was in one prison and is now in a wing of another, and somebody who is free."""
    with seen_by(SERVICE):
        one, free = (person(house.units["riga"], family).pk for family in ("Egle", "Kalns"))
        place(by=SERVICE, person_id=one, unit=house.units["olaine"], since=BEFORE)
        move_unit(by=SERVICE, person_id=one, unit=house.units["riga_w1"], on=TODAY)
        yield one, free


def test_somebody_is_where_they_are_placed_on_the_day(house, placed):
    one, free = placed
    assert units(placed, TODAY) == {one: house.units["riga_w1"]}
    assert units(placed, BEFORE) == {one: house.units["olaine"]}
    assert units(placed, BEFORE - timedelta(days=1)) == {}
    assert units_of([one, free], TODAY) == {one: house.units["riga_w1"]}


def test_where_somebody_is_is_told_to_who_sees_them(house, placed):
    with seen_by(house.actor("probation_officer", "jelgava")):
        assert units(placed, TODAY) == {}


def test_one_query_for_any_number(placed, django_assert_num_queries):
    for some in (placed[:1], placed):
        with django_assert_num_queries(1):
            units(some, TODAY)
