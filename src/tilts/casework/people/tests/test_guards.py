"""Why something cannot be done to a record: every reason, by itself and together."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.people.guards import (
    why_not_die,
    why_not_end,
    why_not_err,
    why_not_register,
    why_not_restore,
)
from tilts.casework.people.models import Contact, Person
from tilts.casework.people.pairs import why_not_apart, why_not_merge
from tilts.platform.organisation.actions import close_unit
from tilts.platform.parties.actors import SERVICE

from .people import BORN, change, person

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY, DAY = timezone.localdate(), date(2026, 3, 2)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def codes(reasons: list[Any]) -> list[str]:
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(("ended", "until", "why"), [
    (None, DAY, []),
    (None, AFTER, []),
    (None, BEFORE, ["ends-before"]),
    (DAY, AFTER, ["ended-already"]),
    (DAY, BEFORE, ["ended-already", "ends-before"]),
])  # fmt: skip
def test_why_a_fact_does_not_end(ended, until, why):
    assert codes(why_not_end(Contact(since=DAY, until=ended), until)) == why


@pytest.mark.parametrize(("born", "died", "why"), [
    (BORN, BORN, []),
    (BORN, TODAY, []),
    (None, date(1900, 1, 1), []),
    (BORN, BORN - timedelta(days=1), ["dies-before-birth"]),
    (BORN, TODAY + timedelta(days=2), ["dies-later"]),
])  # fmt: skip
def test_why_nobody_died_that_day(born, died, why):
    assert codes(why_not_die(Person(birth_date=born), died)) == why


def test_a_record_that_others_were_merged_into_is_no_error(anna, house):
    other = person("Ozole", at=house.units["riga"])
    assert why_not_err(anna) == []
    change(other, merged_into=anna)
    assert (codes(why_not_err(anna)), why_not_err(other)) == (["merged-into"], [])


@pytest.mark.parametrize(("values", "why"), [
    ({}, ["nothing-to-restore"]),
    ({"died_on": DAY}, []),
    ({"entered_in_error": True}, []),
    ({"died_on": DAY, "entered_in_error": True}, []),
])  # fmt: skip
def test_why_there_is_nothing_to_take_back(values, why):
    assert codes(why_not_restore(Person(**values))) == why


@pytest.mark.parametrize(("role", "unit", "where", "why"), [
    ("head_of_unit", "riga", "riga", []),
    ("head_of_unit", "riga", "riga_w1", []),
    ("head_of_unit", "riga_w1", "riga", ["not-your-unit"]),
    ("clerk", "riga", "olaine", []),
    ("clerk", "riga", "jelgava", ["not-your-unit"]),
    ("clerk", "vilnius", "riga", ["not-your-unit"]),
    ("inspector", "riga", "riga", ["not-your-unit"]),
])  # fmt: skip
def test_why_nobody_is_registered_there(house, role, unit, where, why):
    assert codes(why_not_register(house.actor(role, unit), house.units[where])) == why


def test_a_closed_unit_registers_nobody_and_the_service_may_everywhere(house):
    by, wing = house.actor("clerk"), house.units["riga_w1"]
    close_unit(by=SERVICE, unit=wing, until=TODAY)
    assert codes(why_not_register(by, wing)) == ["not-your-unit"]
    assert why_not_register(SERVICE, wing) == []


@pytest.mark.parametrize("wrong", ["kept", "gone"])
def test_what_was_entered_in_error_does_not_merge(anna, house, wrong):
    other = person("Ozole", at=house.units["riga"])
    change(anna if wrong == "kept" else other, entered_in_error=True)
    assert codes(why_not_merge(anna, other)) == ["in-error"]
    assert why_not_apart(anna, other) == []


def test_every_reason_is_told_at_once(anna, house):
    other, third = (person(name, at=house.units["riga"]) for name in ("Ozole", "Ozoliņa"))
    change(other, merged_into=third, entered_in_error=True)
    assert codes(why_not_merge(anna, other)) == ["merged-already", "in-error"]
    assert codes(why_not_merge(other, other)) == ["same-record", "merged-already", "in-error"]
