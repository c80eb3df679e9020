"""Two records of one person are one participant, wherever it matters."""

from datetime import date

import pytest

from tilts.casework.people.pairs import merge_people
from tilts.platform.gatherings.actions import keep_apart
from tilts.platform.gatherings.people import all_records
from tilts.platform.gatherings.tests.groups import told
from tilts.platform.parties.actors import SERVICE


@pytest.fixture
def two(groups):
    """A person's record, and another one of theirs that was merged into it."""
    kept, gone = groups.somebody("kalns"), groups.somebody("kalnz")
    return kept, gone


def join(two) -> None:
    kept, gone = two
    merge_people(by=SERVICE, kept_id=kept, gone_id=gone, reason="Same code")


def test_all_records_of_a_person_are_found_from_any(two):
    kept, gone = two
    assert all_records(two) == {kept: {kept}, gone: {gone}}
    join(two)
    assert all_records(two) == {kept: {kept, gone}, gone: {kept, gone}}


def test_time_taken_under_one_record_is_taken_under_the_other(groups, series, room, two):
    kept, gone = two
    groups.enrolled(series, gone)
    groups.scheduled(series, room)
    join(two)
    other = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    groups.enrolled(other, kept)
    first = groups.scheduled(other, groups.place("Hall"))[0]
    assert first.starts_at.date() == date(2031, 3, 24)
    third = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    groups.scheduled(third)
    assert told(lambda: groups.enrolled(third, kept)) == ["clash"] * 3


def test_a_person_is_in_a_group_once_under_whichever_record(groups, series, two):
    kept, gone = two
    groups.enrolled(series, gone)
    join(two)
    assert told(lambda: groups.enrolled(series, kept)) == ["enrolled"]
    other = groups.series()
    assert told(lambda: groups.enrolled(other, gone)) == ["merged"]


def test_who_must_not_meet_one_record_must_not_meet_the_other(groups, series, two):
    kept, gone = two
    enemy = groups.somebody("enemy")
    keep_apart(by=SERVICE, one=enemy, other=gone, since=date(2025, 1, 1))
    join(two)
    groups.enrolled(series, enemy)
    assert told(lambda: groups.enrolled(series, kept)) == ["must-not-meet"]
