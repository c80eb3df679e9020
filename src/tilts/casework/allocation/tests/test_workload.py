"""The workload: points of people by tier and setting, of work, against what somebody can carry."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate, reassign
from tilts.casework.allocation.availability import Availability
from tilts.casework.allocation.workload import Item, Load, percent_of, workloads
from tilts.casework.assessment.tests.results import result
from tilts.casework.people.tests.people import person
from tilts.casework.proceedings.actions import place
from tilts.casework.proceedings.tests.world import days_ago, imprisoned, judged
from tilts.casework.supervision.actions import record_contact
from tilts.casework.supervision.actions.tiers import calculate_tiers
from tilts.casework.supervision.contacts import Contact
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("scope"),
]
TODAY = timezone.localdate()
HOW = Handover(on=days_ago(100), reason="first officer")


@pytest.fixture
def ilze(house):
    return house.member("probation_officer", "jelgava")


@pytest.fixture
def anna(house):
    return house.member("probation_officer", "jelgava")


def add(house, officer, family: str = "Ozols"):
    whom = person(family, at=house.units["jelgava"], country="LV")
    allocate(by=SERVICE, person=whom.pk, to=officer, how=HOW)
    return whom


def load_of(officer, day=TODAY) -> Load:
    (found,) = [one for one in workloads(["vpd."], "LV", day) if one.staff.pk == officer.pk]
    return found


def items_of(officer) -> list[tuple[str, int, int]]:
    return sorted((one.code, one.tier, one.points) for one in load_of(officer).items)


def meet(by, whom, days: int) -> None:
    actor = actor_for(by, TODAY)
    held = Contact(happened_at=timezone.now() - timedelta(days=days), how="office", text="Talked.")
    with seen_by(SERVICE):
        record_contact(by=SERVICE if by is None else actor, person_id=whom.pk, contact=held)


def test_a_person_weighs_by_tier_and_setting(house, ilze):
    lightest, heaviest, inside, released = (add(house, ilze, name) for name in "abcd")
    result(heaviest, "very_high", TODAY)
    place(by=SERVICE, person_id=inside.pk, unit=house.units["riga"], since=days_ago(9))
    imprisoned(judged(released, house.units["jelgava"]), kind="conditional_release")
    assert items_of(ilze) == [
        ("community", 1, 4),
        ("community", 4, 22),
        ("custody", 1, 2),
        ("early_release", 2, 12),
    ]
    found = load_of(ilze)
    assert (found.people, found.points, found.can.points, found.percent) == (4, 40, 600, 6)
    assert found.provisional == 3  # who is in the highest tier cannot rise
    assert lightest.pk in {one.person for one in found.items}


def test_the_tier_that_is_kept_counts(house, ilze):
    whom = add(house, ilze)
    calculate_tiers(by=SERVICE, people=[whom.pk], day=TODAY)
    result(whom, "very_high", TODAY)
    assert items_of(ilze) == [("community", 1, 4)]
    calculate_tiers(by=SERVICE, people=[whom.pk], day=TODAY)
    assert items_of(ilze) == [("community", 4, 22)]


def test_a_contact_held_for_a_colleague_weighs_on_who_held_it(house, ilze, anna):
    whom = add(house, ilze)
    meet(anna, whom, 3)
    meet(ilze, whom, 2)  # one's own is in the points of the person
    meet(anna, whom, 40)  # long ago
    assert items_of(anna) == [("contact_for_others", 0, 2)]
    assert items_of(ilze) == [("community", 1, 4), ("contact_by_others", 0, -2)]
    assert (load_of(ilze).points, load_of(anna).points, load_of(anna).people) == (2, 2, 0)


def test_who_was_the_officer_that_day_counts(house, ilze, anna):
    whom = add(house, ilze)
    meet(anna, whom, 10)
    change = Handover(on=days_ago(5), reason="leave")
    reassign(by=SERVICE, person=whom.pk, to=anna, how=change)
    meet(anna, whom, 3)
    meet(ilze, whom, 2)
    assert items_of(anna) == [
        ("community", 1, 4),
        ("contact_by_others", 0, -2),
        ("contact_for_others", 0, 2),
    ]
    assert items_of(ilze) == [("contact_by_others", 0, -2), ("contact_for_others", 0, 2)]


def test_whoever_has_nobody_stands_in_the_list_too(house, ilze, anna):
    add(house, ilze)
    clerk = house.member("clerk", "jelgava")
    found = {one.staff.pk: (one.people, one.percent) for one in workloads(["vpd."], "LV", TODAY)}
    assert found == {ilze.pk: (1, 0), anna.pk: (0, 0), clerk.pk: (0, None)}
    assert workloads(["ievp."], "LV", TODAY) == []


def test_others_never_take_more_than_there_is(house, ilze, anna):
    items = [Item("work", "contact_by_others", ilze.pk, -2)] * 3
    assert Load(ilze, Availability(600, 2400), items).points == 0


@pytest.mark.parametrize(
    ("points", "available", "percent"),
    [(0, 600, 0), (599, 600, 99), (600, 600, 100), (900, 600, 150), (1, 0, None)],
)
def test_percent(points, available, percent):
    assert percent_of(points, available) == percent


def test_many_ask_the_database_no_more(house, ilze, anna):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            workloads(["vpd."], "LV", TODAY)
        return len(caught)

    meet(anna, add(house, ilze), 2)
    one = queries()
    for family in "bc":
        meet(ilze, add(house, anna, family), 3)
    house.member("probation_officer", "jelgava")
    assert queries() == one
