"""Somebody whose records were merged has one officer, one household of victims, one work."""

from typing import Any

import pytest

from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.community_service.actions import keep_away, receive
from tilts.casework.community_service.addresses import whence
from tilts.casework.community_service.matching import matches
from tilts.casework.community_service.my_day import to_approve
from tilts.casework.community_service.queries import awaiting, not_received, services_of
from tilts.casework.people.actions import note_death
from tilts.casework.people.models import Address, Person
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import person
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.queries import items_of_case

from .at_work import TODAY, AtWork, days_ago, now
from .test_placing import victim

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(at_work: AtWork) -> Person:
    """The record that stays, in the officer's care."""
    return at_work.somebody("Liepa")


@pytest.fixture
def gone(at_work: AtWork) -> Person:
    """A second record of the same person, in nobody's care."""
    unit = at_work.house.units["jelgava"]
    return person("Liepiņa", at=unit, given="Anna", country="LV", languages=["lv"])


def merge(kept: Person, gone: Person) -> None:
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same face")


def owners(case: object) -> list[object]:
    return [item.owner_id for item in items_of_case(now(case))]


def test_a_judgment_on_the_other_record_is_received_as_the_persons(
    at_work: AtWork, kept: Person, gone: Person
) -> None:
    measure = at_work.measure(gone)
    assert not_received([kept.pk]) == []
    merge(kept, gone)
    assert not_received([kept.pk]) == [measure]
    case = at_work.received(measure)
    assert owners(case) == [at_work.staff.pk]
    assert ([one.pk for one in services_of([kept.pk])], not_received([kept.pk])) == ([case.pk], [])


def test_the_next_work_of_a_case_on_it_is_the_officers(
    at_work: AtWork, kept: Person, gone: Person
) -> None:
    given: dict[str, Any] = {
        "by": SERVICE,
        "unit": at_work.house.units["jelgava"],
        "imposed_by": "court",
    }
    case = receive(**given, measure=at_work.measure(gone), received_on=TODAY)
    assert owners(case) == [None]
    merge(kept, gone)
    at_work.registered(case)
    assert owners(case) == [at_work.staff.pk]


def test_hours_on_it_wait_in_the_officers_day(at_work: AtWork, kept: Person, gone: Person) -> None:
    merge(kept, gone)
    placement = at_work.placed(at_work.registered(at_work.received(at_work.measure(gone))))
    event = at_work.worked(placement, days_ago(1))
    assert awaiting(at_work.officer, [kept.pk]) == [event]
    assert [row.text for row in to_approve(at_work.officer)] == ["4 h to approve"]


def test_the_case_goes_along_and_ends_with_the_person(
    at_work: AtWork, kept: Person, gone: Person
) -> None:
    merge(kept, gone)
    placement = at_work.placed(at_work.registered(at_work.received(at_work.measure(gone))))
    other = at_work.house.member("probation_officer", "zemgale")
    how = Handover(on=TODAY, reason="Moved.")
    reassign(by=SERVICE, person=kept.pk, to=other, how=how)
    case = now(placement.service)
    assert (case.unit.code, owners(case)) == ("zemgale", [other.pk])
    note_death(by=SERVICE, person_id=kept.pk, died_on=TODAY, source="Registry")
    assert now(placement).until == TODAY


@pytest.mark.parametrize("on", ["kept", "gone"])
@pytest.mark.parametrize("case_on", ["kept", "gone"])
def test_a_victim_on_either_record_is_safe(
    at_work: AtWork, kept: Person, gone: Person, on: str, case_on: str
) -> None:
    both = {"kept": kept, "gone": gone}
    merge(kept, gone)
    provider = at_work.provider(street="Skolas iela 5")
    case = at_work.registered(at_work.received(at_work.measure(both[case_on])))
    victim(both[on], contact="Skolas iela 5, Jelgava")
    (found,) = matches(at_work.officer, case)
    assert (found.provider, [line.code for line in found.blocked]) == (provider, ["victim-safety"])


def test_kept_away_on_one_record_is_kept_away_on_both(
    at_work: AtWork, kept: Person, gone: Person
) -> None:
    provider = at_work.provider()
    first = at_work.registered(at_work.received(at_work.measure(kept)))
    keep_away(by=at_work.head, case=first, provider=provider, why="A victim works there.")
    merge(kept, gone)
    second = at_work.registered(at_work.received(at_work.measure(gone)))
    (found,) = matches(at_work.officer, second)
    assert [line.code for line in found.blocked] == ["victim-safety"]


def test_the_town_is_that_of_either_record(at_work: AtWork, kept: Person, gone: Person) -> None:
    merge(kept, gone)
    case = at_work.received(at_work.measure(gone))
    assert whence(case, TODAY) == ""
    with act("test.lives", by=SERVICE):
        where = {"kind": "actual", "locality": "Ogre", "country": "LV", "since": days_ago(9)}
        Address.objects.create(person=kept, **where)
    assert whence(case, TODAY) == "ogre"
