"""The same tables through the API."""

import pytest

from tilts.doors.api.tests.callers import browser

FEW, NEAR = {"people": None, "hidden": "few"}, {"people": None, "hidden": "near"}


def number(people: int) -> dict[str, object]:
    return {"people": people, "hidden": ""}


@pytest.fixture
def caller(service):
    return browser(service.head)


def test_levels(caller):
    assert caller.get("/statistics/assessments").json() == {
        "rows": [
            {"code": "low", "name": "Low"},
            {"code": "medium", "name": "Medium"},
            {"code": "high", "name": "High"},
        ],
        "columns": [{"code": "people", "name": "People"}],
        "cells": [[NEAR], [FEW], [number(13)]],
        "of_rows": None,
        "of_columns": [number(20)],
        "of_all": None,
        "rounded": False,
    }


def test_filters_and_a_second_division(caller, service):
    unit = str(service.house.units["riga_w1"].pk)
    asked = {"by": "quarter", "then": "level", "unit": unit, "period": "2025", "sex": "male"}
    assert caller.get("/statistics/assessments", asked).json() == {
        "rows": [{"code": "2025-4", "name": "2025, quarter 4"}],
        "columns": [{"code": "high", "name": "High"}],
        "cells": [[number(6)]],
        "of_rows": [number(6)],
        "of_columns": None,
        "of_all": None,
        "rounded": False,
    }


def test_an_analyst_gets_multiples_of_three(service):
    told = browser(service.analyst).get("/statistics/assessments").json()
    numbers = [one["people"] for (one,) in told["cells"]]
    assert (told["rounded"], numbers[0], numbers[2] in (12, 15)) == (True, 6, True)


def test_what_cannot_be_asked(caller):
    answer = caller.get("/statistics/assessments", {"by": "shoe size"})
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (
        422,
        ["body.by"],
    )


def test_who_may_not(service):
    caller = browser(service.house.member("clerk"))
    assert caller.get("/statistics/assessments").status_code == 403
