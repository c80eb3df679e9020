"""Agencies, units and staff as other systems read them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.doors.api.tests.callers import Caller, admitted, reasons, system, told
from tilts.platform.organisation.actions import (
    close_unit,
    end_role,
    give_role,
    revoke_client,
)
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate()


@pytest.fixture
def caller(house) -> Caller:
    return system(house)


def items(answer: Any) -> list[dict[str, Any]]:
    """The rows of a list."""
    status, body = told(answer)
    assert status == 200
    found: list[dict[str, Any]] = body["items"]
    return found


def test_agencies_of_the_country_are_listed(caller):
    assert told(caller.get("/agencies")) == (
        200,
        [
            {"code": "ievp", "country": "LV", "kind": "prison", "names": {"en": "ievp"}},
            {"code": "vpd", "country": "LV", "kind": "probation", "names": {"en": "vpd"}},
        ],
    )


def test_units_that_are_open_are_listed_as_a_tree(house, caller):
    close_unit(by=SERVICE, unit=house.units["olaine"], until=TODAY)
    rows = items(caller.get("/units"))
    assert [row["path"] for row in rows] == [
        "ievp.riga.",
        "ievp.riga.riga_w1.",
        "vpd.zemgale.",
        "vpd.zemgale.jelgava.",
    ]
    assert rows[1] == {
        "id": str(house.units["riga_w1"].pk),
        "agency": "ievp",
        "code": "riga_w1",
        "kind": "wing",
        "names": {"en": "Riga_W1"},
        "parent": str(house.units["riga"].pk),
        "path": "ievp.riga.riga_w1.",
        "since": "2020-01-01",
        "until": None,
    }


@pytest.mark.parametrize(
    ("agency", "expected"),
    [("vpd", ["zemgale", "jelgava"]), ("lkt", []), ("VPD", []), ("nasa", [])],
)
def test_units_of_an_agency(caller, agency, expected):
    assert [row["code"] for row in items(caller.get("/units", {"agency": agency}))] == expected


def test_units_come_in_pages_that_join(caller):
    codes, cursor = [], None
    for _ in range(3):
        query = {"size": 2, **({"cursor": cursor} if cursor else {})}
        status, body = told(caller.get("/units", query))
        assert status == 200
        codes += [row["code"] for row in body["items"]]
        cursor = body["next"]
    assert (codes, cursor) == (["olaine", "riga", "riga_w1", "zemgale", "jelgava"], None)


def test_one_unit_is_read_also_when_it_is_closed_but_none_abroad(house, caller):
    close_unit(by=SERVICE, unit=house.units["olaine"], until=TODAY)
    status, unit = told(caller.get(f"/units/{house.units['olaine'].pk}"))
    assert (status, unit["code"], unit["until"]) == (200, "olaine", TODAY.isoformat())
    for absent in (house.units["vilnius"].pk, house.hire().pk):
        assert reasons(caller.get(f"/units/{absent}"))[0] == 404


def test_staff_are_listed_with_the_roles_of_today(house, caller):
    staff = house.member("clerk", "riga")
    give_role(by=SERVICE, staff=staff, role="analyst", since=TODAY)
    give_role(by=SERVICE, staff=staff, role="inspector", since=TODAY + timedelta(days=1))
    house.member("clerk", "vilnius")
    assert items(caller.get("/staff")) == [
        {
            "id": str(staff.pk),
            "agency": "ievp",
            "given": "Ilze",
            "family": "Kalna",
            "email": staff.email,
            "phone": "",
            "roles": [
                {"role": "analyst", "unit": None},
                {"role": "clerk", "unit": str(house.units["riga"].pk)},
            ],
        }
    ]


def test_staff_of_a_unit_are_those_who_work_there_today(house, caller):
    here, below = house.member("clerk", "riga"), house.member("clerk", "riga_w1")
    left = house.member("clerk", "riga")
    end_role(by=SERVICE, assignment=left.assignments.get(), until=TODAY)
    house.member("clerk", "olaine")

    def found(unit: Any) -> set[str]:
        return {row["id"] for row in items(caller.get("/staff", {"unit": str(unit)}))}

    assert found(house.units["riga"].pk) == {str(here.pk), str(below.pk)}
    assert found(house.units["riga_w1"].pk) == {str(below.pk)}
    assert found(house.units["vilnius"].pk) == found(here.pk) == set()


def test_a_longer_list_of_staff_asks_the_database_no_more(house, caller):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            items(caller.get("/staff"))
        return len(asked)

    house.member("clerk")
    one = queries()
    house.member("clerk")
    house.member("clerk", "olaine")
    assert queries() == one


def test_a_system_is_let_in_until_its_last_day_and_not_when_shut_out(house):
    client, token = admitted(house)
    caller = Caller(system(house).client, {"Authorization": f"Bearer {token}"})
    assert told(caller.get("/me"))[1]["id"] == str(client.pk)
    with act("test.late", by=SERVICE):
        client.expires = TODAY
        client.save()
    assert reasons(caller.get("/me"))[0] == 401
    with act("test.late", by=SERVICE):
        client.expires = TODAY + timedelta(days=1)
        client.save()
    assert told(caller.get("/me"))[0] == 200
    revoke_client(by=SERVICE, client=client)
    assert reasons(caller.get("/me"))[0] == 401


def test_a_system_whose_unit_closed_is_known_and_may_do_nothing(house):
    caller = system(house, unit="olaine")
    assert told(caller.get("/people"))[0] == 200
    with act("test.pack", by=SERVICE):
        unit = house.units["olaine"]
        unit.until = TODAY
        unit.save()
    for path in ("/me", "/people", "/units", "/staff"):
        assert reasons(caller.get(path)) == (403, ["no-role"])


@pytest.mark.parametrize("path", ["/agencies", "/units", "/staff"])
def test_without_a_token_nothing_is_told(caller, path):
    stranger = Caller(caller.client)
    assert reasons(stranger.get(path))[0] == 401
    for wrong in ("Bearer ", "Bearer nonsense", "Basic abc", "Bearer " + "x" * 43):
        assert reasons(stranger.get(path, Authorization=wrong))[0] == 401
