"""Whom a role reaches through the people room."""

import pytest

from tilts.casework.people.models import Person
from tilts.casework.people.rules import in_the_country, registered_in_unit
from tilts.platform.access.authority import reaches_person
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import Grant, Scope

from .people import person

PLACES = ["riga", "riga_w1", "olaine", "jelgava", "vilnius"]


@pytest.fixture
def spread(house) -> dict[str, Person]:
    """One person in each place."""
    return {
        code: person(code, at=house.units[code], country=house.units[code].agency.country)
        for code in PLACES
    }


def seen(actor) -> list[str]:
    with seen_by(actor):
        return sorted(Person.objects.values_list("family", flat=True))


@pytest.mark.parametrize(("role", "unit", "expected"), [
    ("prison_officer", "riga", ["riga", "riga_w1"]),
    ("prison_officer", "riga_w1", ["riga_w1"]),
    ("head_of_unit", "olaine", ["olaine"]),
    ("probation_officer", "zemgale", ["jelgava"]),
    ("clerk", "riga_w1", ["olaine", "riga", "riga_w1"]),
    ("clerk", "vilnius", ["vilnius"]),
    ("mediator", "jelgava", []),
    ("inspector", "jelgava", ["jelgava", "olaine", "riga", "riga_w1"]),
    ("data_protection_officer", "vilnius", ["vilnius"]),
    ("administrator", "riga", []),
    ("analyst", "riga", []),
])  # fmt: skip
def test_each_role_reaches_as_the_table_says(house, spread, role, unit, expected):
    assert seen(house.actor(role, unit)) == expected


def test_a_role_that_has_not_begun_reaches_nobody(house, spread):
    staff = house.member("head_of_unit", since=LONG_AGO)
    assert seen(actor_for(staff, LONG_AGO.replace(year=2019))) == []


@pytest.mark.parametrize(("reach", "grant", "expected"), [
    (registered_in_unit, ("ievp.riga.", Scope.UNIT), ["riga", "riga_w1"]),
    (registered_in_unit, ("lkt.", Scope.UNIT), ["vilnius"]),
    (in_the_country, ("LT", Scope.COUNTRY), ["vilnius"]),
    (in_the_country, ("", Scope.COUNTRY), []),
])  # fmt: skip
def test_a_reach_gives_rows_with_the_persons_id(house, spread, reach, grant, expected):
    path, scope = grant
    rows = reach(house.actor("analyst"), Grant("people.see", scope, "clerk", path))
    names = {row.pk: code for code, row in spread.items()}
    assert sorted(names[row.person_id] for row in rows) == expected


def test_each_capability_has_its_own_reach(house, spread):
    """An officer sees the unit, registers there, and corrects their own caseload alone."""
    officer, here = house.actor("prison_officer"), spread["riga_w1"].pk
    codes = ["people.see", "people.register", "people.alert", "people.correct", "people.merge"]
    found = [code for code in codes if reaches_person(officer, code, here)]
    assert found == ["people.see", "people.register", "people.alert"]
