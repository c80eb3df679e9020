"""The rules of transfers, one by one, at their borders."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tilts.casework.allocation.guards_of_transfers import (
    day_has_come,
    no_other_transfer,
    receiving_side,
    sending_side,
    unit_is_open,
    why_not_ask,
    why_not_take,
)
from tilts.casework.allocation.models import Transfer
from tilts.casework.allocation.tests.departments import TODAY, Both, why
from tilts.casework.people.actions import note_death
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import person
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY, YEAR = timedelta(days=1), timedelta(days=365)
OPEN = Unit(path="vpd.tukums.", since=TODAY - YEAR)
CLOSING = Unit(path="vpd.dobele.", since=TODAY - YEAR, until=TODAY + 9 * DAY)
LATER = Unit(path="vpd.ogre.", since=TODAY + 9 * DAY)
TEAM = Unit(path="vpd.tukums.team.", since=TODAY - YEAR)
ABOVE = Unit(path="vpd.", since=TODAY - YEAR)


@pytest.fixture
def both(house) -> Both:
    return Both(house)


def codes(reasons: Any) -> list[str]:
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("to", "place", "on", "expected"),
    [
        (OPEN, OPEN, TODAY, []),
        (OPEN, TEAM, TODAY + YEAR, []),
        (OPEN, ABOVE, TODAY, ["officer-elsewhere"]),
        (OPEN, None, TODAY, ["officer-elsewhere"]),
        (OPEN, OPEN, TODAY - DAY, ["in-past"]),
        (OPEN, OPEN, TODAY + YEAR + DAY, ["too-far"]),
        (CLOSING, CLOSING, TODAY + 8 * DAY, []),
        (CLOSING, CLOSING, TODAY + 9 * DAY, ["unit-closed"]),
        (LATER, LATER, TODAY + 8 * DAY, ["unit-closed"]),
        (LATER, LATER, TODAY + 9 * DAY, []),
        (LATER, OPEN, TODAY - DAY, ["officer-elsewhere", "unit-closed", "in-past"]),
    ],
)
def test_when_a_unit_can_take_somebody(to, place, on, expected):
    assert codes(why_not_take(to, place, on)) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (TODAY - DAY, ["in-past"]),
        (TODAY, []),
        (TODAY + YEAR, []),
        (TODAY + YEAR + DAY, ["too-far"]),
    ],
)
def test_from_which_day_somebody_may_be_transferred(both, on, expected):
    assert codes(why_not_ask(both.whom, both.here, both.there, on, Transfer)) == expected


def test_nobody_is_transferred_under_a_record_that_is_closed(both):
    dead, kept, gone = (person(name, at=both.here, country="LV") for name in ("D", "K", "G"))
    with seen_by(SERVICE):
        note_death(by=SERVICE, person_id=dead.pk, died_on=TODAY, source="hospital")
        merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="one person")
    found = []
    for one in (dead, kept, gone):
        one.refresh_from_db()
        found.append(codes(why_not_ask(one, both.here, both.there, TODAY, Transfer)))
    assert found == [["gone"], [], ["gone"]]


def test_each_side_is_whoever_works_there_or_above(both, house):
    case = Transfer(from_unit=both.here, to_unit=both.there, officer=both.anna)
    above = house.actor("head_of_unit", "zemgale")
    actors = (both.by(both.sender), both.by(both.receiver), both.by(both.anna), above, SERVICE)
    assert [codes(receiving_side(case, by)) for by in actors] == [
        ["not-receiving"],
        [],
        [],  # the officer who takes the person
        [],
        [],
    ]
    assert [codes(sending_side(case, by)) for by in actors] == [
        [],
        ["not-sending"],
        [],  # officers do it for their own people only: see the next test
        [],
        [],
    ]


def test_an_officer_of_the_other_unit_takes_nothing_back(both):
    assert why(both.advance, both.ask(), "withdraw", both.anna) == ["out-of-reach"]


def test_until_an_officer_is_named_only_who_allocates_receives(both):
    case = Transfer(from_unit=both.here, to_unit=both.there)
    assert codes(receiving_side(case, both.by(both.anna))) == ["not-receiving"]


@pytest.mark.parametrize(
    ("days", "closed", "early"),
    [(-20, [], []), (0, [], []), (1, [], ["not-yet"]), (9, ["unit-closed"], ["not-yet"])],
)
def test_the_day_of_a_transfer(days, closed, early):
    case = SimpleNamespace(on=TODAY + days * DAY, to_unit=CLOSING)
    assert codes(unit_is_open(case, SERVICE)) == closed
    assert codes(day_has_come(case, SERVICE)) == early


def test_one_is_open_at_a_time_and_the_database_knows_it(both):
    case = both.ask()
    assert codes(no_other_transfer(case, SERVICE)) == []
    second = Transfer(person=both.whom, unit=both.there, from_unit=both.here, to_unit=both.there)
    second.on, second.why, second.state = TODAY, "again", "suspended"
    assert codes(no_other_transfer(second, SERVICE)) == ["transfer-open"]
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.two", by=SERVICE):
        second.save()


def test_the_database_knows_that_it_is_to_another_unit(both):
    case = Transfer(person=both.whom, unit=both.here, from_unit=both.here, to_unit=both.here)
    case.on, case.why, case.state = TODAY, "nowhere", "asked"
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.same", by=SERVICE):
        case.save()
