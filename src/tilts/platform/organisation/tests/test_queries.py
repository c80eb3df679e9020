"""What is read of agencies, units, staff and clients, and by whom."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.platform.organisation.actions import (
    admit_client,
    close_unit,
    end_role,
    give_role,
    open_account,
    plan_absence,
    revoke_client,
)
from tilts.platform.organisation.models import Agency, RoleAssignment, Unit
from tilts.platform.organisation.queries import (
    Branch,
    absences_of,
    account_of,
    agencies_seen_by,
    agency_seen_by,
    clients_of,
    colleagues_of,
    names_of,
    roles_of,
    staff_found,
    staff_in,
    staff_seen_by,
    standing_in_for,
    unit_seen_by,
    units_of,
    units_seen_by,
    with_roles,
)
from tilts.platform.parties.actors import SERVICE

from .house import House

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


def codes(rows: Any) -> list[str]:
    return [row.code for row in rows]


def queries(read: Callable[[], object]) -> int:
    """How many queries a read takes."""
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)


def admitted(house: House, name: str, agency: str = "ievp") -> Any:
    place = house.agencies[agency]
    expires = TODAY + timedelta(days=30)
    return admit_client(
        by=SERVICE, agency=place, name=name, role="data_exchange", unit=None, expires=expires
    )[0]


def test_agencies_are_those_of_the_own_country(house):
    latvian, lithuanian = house.actor("clerk"), house.actor("clerk", "vilnius")
    assert codes(agencies_seen_by(latvian)) == ["ievp", "vpd"]
    assert codes(agencies_seen_by(lithuanian)) == ["lkt"]
    assert codes(agencies_seen_by(SERVICE)) == ["ievp", "lkt", "vpd"]
    assert agency_seen_by(latvian, "vpd") == house.agencies["vpd"]
    assert agency_seen_by(latvian, "lkt") is None
    assert agency_seen_by(latvian, "nasa") is None


def test_units_are_those_of_the_own_country_in_the_order_of_the_tree(house):
    clerk = house.actor("clerk")
    assert codes(units_seen_by(clerk, TODAY)) == [
        "olaine",
        "riga",
        "riga_w1",
        "zemgale",
        "jelgava",
    ]
    assert unit_seen_by(clerk, house.units["jelgava"].pk) == house.units["jelgava"]
    assert unit_seen_by(clerk, house.units["vilnius"].pk) is None


def test_a_closed_unit_is_opened_by_its_id_but_not_listed(house):
    clerk, olaine = house.actor("clerk"), house.units["olaine"]
    close_unit(by=SERVICE, unit=olaine, until=TODAY)
    assert "olaine" not in codes(units_seen_by(clerk, TODAY))
    assert codes(units_of(house.agencies["ievp"], TODAY)) == ["riga", "riga_w1"]
    assert unit_seen_by(clerk, olaine.pk) == olaine


def test_a_branch_counts_its_level_from_one():
    branch = Branch(unit=Unit(path="ievp.riga.w1.cell."), staff=0)
    assert (branch.level, list(branch.steps)) == (3, [0, 1])


def test_staff_of_a_unit_are_those_with_a_role_that_day(house):
    clerk, officer = house.member("clerk"), house.member("prison_officer")
    ended = RoleAssignment.objects.get(staff=officer)
    end_role(by=SERVICE, assignment=ended, until=TODAY)
    riga = house.units["riga"]
    assert [row.staff for row in staff_in(riga, TODAY)] == [clerk]
    assert {row.staff for row in staff_in(riga, TODAY - timedelta(days=1))} == {clerk, officer}
    assert list(staff_in(house.units["olaine"], TODAY)) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Bērziņa", "Ozola", "Žagare"]),
        ("zagare", ["Žagare"]),
        ("ILZE ozola", ["Ozola"]),
        ("ozola zagare", []),
        ("@example.lv", ["Bērziņa", "Ozola", "Žagare"]),
    ],
)
def test_staff_are_found_by_every_word(house, words, found):
    asking = house.actor("clerk", "vilnius")
    reader = house.administrator
    for family in ("Žagare", "Ozola", "Bērziņa"):
        house.hire(family=family)
    seen = staff_found(reader, words).exclude(pk=reader.party).order_by("sort_key")
    assert [row.family for row in seen] == found
    others = staff_found(asking, words).exclude(pk=asking.party)
    assert list(others) == []


def test_somebody_of_another_country_is_nobody(house):
    clerk, abroad = house.actor("clerk"), house.member("clerk", "vilnius")
    assert staff_seen_by(clerk, abroad.pk) is None
    assert staff_seen_by(SERVICE, abroad.pk) == abroad


def test_the_same_queries_for_the_roles_of_1_and_3(house):
    clerk = house.actor("clerk")

    def read() -> list[int]:
        return [len(staff.roles_now) for staff in with_roles(staff_found(clerk), TODAY)]

    assert read() == [1]
    before = queries(read)
    for _more in range(2):
        house.member("clerk")
    assert (queries(read), read()) == (before, [1, 1, 1])


def test_an_account_when_there_is_one(house):
    staff = house.hire()
    assert account_of(staff) is None
    opened = open_account(by=SERVICE, staff=staff)
    assert account_of(staff) == opened


def test_roles_that_go_on_come_first_then_the_latest(house):
    staff = house.member("clerk")
    for role, since, until in (
        ("prison_officer", date(2021, 1, 1), date(2022, 1, 1)),
        ("head_of_unit", date(2022, 1, 1), date(2023, 1, 1)),
        ("inspector", date(2024, 1, 1), None),
    ):
        given = give_role(by=SERVICE, staff=staff, role=role, since=since)
        if until:
            end_role(by=SERVICE, assignment=given, until=until)
    assert [row.role for row in roles_of(staff)] == [
        "inspector",
        "clerk",
        "head_of_unit",
        "prison_officer",
    ]


def test_leave_the_latest_first_and_who_stands_in(house):
    away, standing = house.hire(), house.hire(family="Ozola")
    for days in (0, 30):
        since = TODAY + timedelta(days=days)
        plan_absence(
            by=SERVICE,
            staff=away,
            since=since,
            until=since + timedelta(days=5),
            substitute=standing,
        )
    assert [row.since for row in absences_of(away)] == [TODAY + timedelta(days=30), TODAY]
    assert standing_in_for(standing.pk, TODAY) == {away.pk}
    assert standing_in_for(standing.pk, TODAY + timedelta(days=5)) == set()
    assert standing_in_for(away.pk, TODAY) == set()


def test_colleagues_are_everybody_else_of_the_agency_by_name(house):
    staff = house.hire(family="Kalna")
    house.hire("vpd", "Liepa")
    house.hire(family="Ozola")
    house.hire(family="Ābele")
    assert [row.family for row in colleagues_of(staff)] == ["Ābele", "Ozola"]


def test_clients_that_are_let_in_come_first(house):
    first, second = admitted(house, "Archive"), admitted(house, "Courts")
    admitted(house, "Elsewhere", "lkt")
    revoke_client(by=SERVICE, client=first)
    own = Agency.objects.filter(code="ievp")
    assert list(clients_of(own)) == [second, first]


def test_names_of_staff_and_systems_in_two_queries(house):
    staff, client = house.hire(given="Ilze", family="Kalna"), admitted(house, "Courts")
    named = names_of([staff.pk, client.pk, SERVICE.party, staff.pk])
    assert named == {SERVICE.party: "Tilts", staff.pk: "I. Kalna", client.pk: "Courts"}
    assert queries(lambda: names_of([staff.pk])) == 2
    many = [staff.pk, client.pk, house.hire().pk]
    assert queries(lambda: names_of(many)) == 2
