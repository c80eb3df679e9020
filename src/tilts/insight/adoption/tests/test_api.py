"""The same through the API."""

import pytest

from tilts.doors.api.tests.callers import browser
from tilts.engines.calendars.months import add_months
from tilts.insight.adoption.months import code_of, months, short_month
from tilts.insight.adoption.tests.conftest import DAY, LICENCE, TODAY, TWO_YEARS, ago

EQUIP = {
    "kind": "programme",
    "code": "equip",
    "title": "EQUIP",
    "standing": "licensed",
    "in_force": True,
    "usable_since": TWO_YEARS.isoformat(),
    "usable_until": (add_months(TWO_YEARS, LICENCE) - DAY).isoformat(),
    "first_use": code_of(ago(0)),
    "last_use": code_of(ago(0)),
    "last_12_months": {"uses": 1, "hidden": ""},
    "learnt": 1,
    "not_using": 1,
    "shelved_because": [],
}


@pytest.fixture
def used(service):
    service.license()
    service.give(ago(0))
    service.learnt("equip")
    return service


def test_every_tool(used):
    rows = browser(used.analyst).get("/statistics/adoption").json()
    assert [row for row in rows if row["code"] == "equip"] == [EQUIP]
    assert {row["code"] for row in rows if row["shelved_because"]} == set()
    assert {"psa", "vrp"} < {row["code"] for row in rows}


def test_one_tool_by_unit_and_month(used):
    none, once = {"uses": 0, "hidden": ""}, {"uses": 1, "hidden": ""}
    assert browser(used.analyst).get("/statistics/adoption/programme/equip").json() == {
        **EQUIP,
        "units": [{"code": str(used.house.units["riga"].pk), "name": "Riga"}],
        "months": [{"code": code_of(one), "name": short_month(one)} for one in months(TODAY)],
        "cells": [[*[none] * 11, once]],
        "of_units": [once],
        "of_months": [*[none] * 11, once],
        "rounded": False,
    }


def test_small_numbers_of_people_are_hidden(service):
    service.use()
    service.assess("riga", ago(0), 3)
    told = browser(service.analyst).get("/statistics/adoption/instrument/rvn-demo").json()
    few = {"uses": None, "hidden": "few"}
    assert (told["rounded"], told["last_12_months"], told["cells"][0][-1]) == (True, few, few)
    assert (told["of_units"], told["of_months"][-1]) == ([few], few)


def test_why_a_tool_lies_on_the_shelf(service):
    service.license()
    rows = browser(service.head).get("/statistics/adoption").json()
    assert {row["code"]: row["shelved_because"][1:2] for row in rows if row["shelved_because"]} == {
        "equip": ["It was never used."]
    }


def test_what_is_not_there(service):
    for address in ("instrument/chalk", "chalk/psa"):
        assert browser(service.head).get(f"/statistics/adoption/{address}").status_code == 404


def test_who_may_not(service):
    caller = browser(service.house.member("clerk"))
    assert caller.get("/statistics/adoption").status_code == 403
