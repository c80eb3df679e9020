"""Instruments as other systems read and decide on them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.doors.api.tests.callers import browser, reasons, system, told
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import known, own_folder
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
            "requires": "",
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


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"level": "best"}, ["body.level"]),
        ({"last_day": "2025-01-01"}, ["body.last_day"]),
        ({"last_day": "9999-12-31"}, ["body.last_day"]),
        ({"since": "0001-01-01", "decided_by": ""}, ["body.decided_by", "body.since"]),
        ({"since": None}, ["body.since"]),
        ({"level": "use", "until": "2026-12-31"}, ["body.until"]),
    ],
    ids=["level", "backwards", "far ahead", "two faults", "no day", "unknown field"],
)
def test_faults_of_a_decision_are_told_by_field(house, needs, fields, places):
    caller = browser(house.member("quality_manager"))
    status, body = told(caller.post("/instruments/needs/1/decisions", {**BODY, **fields}))
    assert (status, sorted(one["field"] for one in body["errors"])) == (422, places)
    assert list(Standing.objects.all()) == []


def test_a_decision_without_a_last_day_holds_until_the_next(house, needs):
    caller = browser(house.member("quality_manager"))
    body = {name: value for name, value in BODY.items() if name != "last_day"}
    for since in ("2026-01-01", "2026-06-01"):
        assert (
            caller.post("/instruments/needs/1/decisions", {**body, "since": since}).status_code
            == 201
        )
    rows = [(row.since, row.until) for row in Standing.objects.order_by("since")]
    assert rows == [(date(2026, 1, 1), date(2026, 6, 1)), (date(2026, 6, 1), None)]


def test_a_decision_on_what_is_not_there(house, needs):
    caller = browser(house.member("quality_manager"))
    assert told(caller.post("/instruments/needs/9/decisions", BODY))[0] == 404


def test_another_agency_reads_its_own_standing(house, needs):
    decide(by=SERVICE, agency="ievp", of=needs, decision=USED)
    _, body = told(system(house, unit="vilnius").get("/instruments"))
    (row,) = [one for one in body["items"] if one["id"] == "needs"]
    assert (row["level"], row["changed"], row["standing"]) == ("reference", False, None)


def test_a_list_says_which_file_changed(caller, needs):
    decide(by=SERVICE, agency="ievp", of=needs, decision=USED)
    file = own_folder() / "needs.yaml"
    file.write_text(file.read_text().replace("total / 12", "total / 13"))
    _, body = told(caller.get("/instruments"))
    (row,) = [one for one in body["items"] if one["id"] == "needs"]
    assert (row["level"], row["changed"]) == ("use", True)


def test_a_list_asks_as_much_for_one_decision_as_for_three(caller, needs):
    counts = []
    for some in (("needs",), ("psa", "ogrs3")):
        for of in (one for one in known().values() if one.id in some):
            decide(by=SERVICE, agency="ievp", of=of, decision=USED)
        with CaptureQueriesContext(connection) as asked:
            caller.get("/instruments")
        counts.append(len(asked))
    assert counts[0] == counts[1]
