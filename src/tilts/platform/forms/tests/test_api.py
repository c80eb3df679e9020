"""Instruments as other systems read and decide on them."""

from datetime import date

import pytest

from tilts.doors.api.tests.callers import browser, reasons, system, told
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.models import Standing
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.usefixtures("all_seen")
USED = Decision("use", "The director", "Sixty people.", date(2024, 1, 1), date(2999, 1, 1))


@pytest.fixture
def caller(house):
    return system(house)


def test_instruments_are_listed_with_their_standing(caller, needs):
    decide(by=SERVICE, agency="ievp", of=needs, decision=USED)
    status, body = told(caller.get("/instruments"))
    (row,) = [one for one in body["items"] if one["id"] == "needs"]
    assert status == 200
    assert row == {
        "id": "needs",
        "version": "1",
        "title": {"en": "Needs", "lv": "Vajadzības"},
        "licence": "CC0-1.0",
        "source": "Made for tests",
        "own": True,
        "level": "use",
        "changed": False,
        "standing": {
            "since": "2024-01-01",
            "until": "2999-01-01",
            "decided_by": "The director",
            "evidence": "Sixty people.",
        },
    }


def test_what_nobody_decided_upon_is_a_reference(caller):
    _, body = told(caller.get("/instruments"))
    rows = {one["id"]: (one["own"], one["level"], one["standing"]) for one in body["items"]}
    assert rows["psa"] == (False, "reference", None)


def test_a_definition_is_what_its_file_says(caller, needs):
    status, body = told(caller.get("/instruments/needs/1"))
    assert status == 200
    assert list(body) == [
        "id", "version", "title", "languages", "licence", "source", "sections", "derived",
        "scores", "refusals",
    ]  # fmt: skip
    assert body["scores"][0]["bands_by"]["groups"]["female"] == [
        {"id": "low", "label": {"en": "Low", "lv": "Zems"}, "to": 2.0},
        {"id": "high", "label": {"en": "High", "lv": "Augsts"}, "from": 3.0},
    ]


def test_an_instrument_that_is_not_there(caller):
    assert told(caller.get("/instruments/needs/9"))[0] == 404


BODY = {
    "level": "trial", "since": "2026-01-01", "last_day": "2026-12-31",
    "decided_by": "The commission", "evidence": "Sixty people.",
}  # fmt: skip


def test_a_decision_is_made_once(house, needs):
    caller = browser(house.member("quality_manager"))
    made = [caller.post("/instruments/needs/1/decisions", BODY, key="again") for _ in range(2)]
    (row,) = Standing.objects.all()
    assert [told(one) for one in made] == [(201, {"id": str(row.pk), "version": None})] * 2
    assert (row.level, row.since, row.until) == ("trial", date(2026, 1, 1), date(2027, 1, 1))


def test_a_decision_says_what_the_form_wants(house, needs):
    caller = browser(house.member("quality_manager"))
    status, body = told(caller.post("/instruments/needs/1/decisions", {**BODY, "evidence": ""}))
    assert (status, [one["field"] for one in body["errors"]]) == (422, ["body.evidence"])
    assert list(Standing.objects.all()) == []


def test_who_may_not_decide_is_told_so(caller, needs):
    assert reasons(caller.post("/instruments/needs/1/decisions", BODY)) == (403, ["no-role"])
