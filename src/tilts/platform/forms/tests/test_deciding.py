"""The pages on which an agency decides: nothing that was written is lost, nobody else decides."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tilts.casework.people.tests.desk import browser, recorded
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import own_folder
from tilts.platform.forms.forms import DecisionForm
from tilts.platform.forms.models import Standing
from tilts.platform.forms.queries import history, standings
from tilts.platform.forms.templatetags.words import last_day
from tilts.platform.parties.actors import SERVICE

from .conftest import USED
from .reading import attribute, having, text, texts

pytestmark = pytest.mark.usefixtures("all_seen")
DECIDE = "/instruments/needs/1/decide/"
FIELDS = {
    "level": "trial", "since": "2026-01-01", "last_day": "2026-12-31",
    "decided_by": "The commission", "evidence": "Sixty people,\nAUC 0.7.",
}  # fmt: skip


@pytest.fixture
def quality(house, needs) -> Client:
    return browser(house.member("quality_manager"))


def rows():
    return [
        (one.agency_id, one.level, one.since, one.until) for one in Standing.objects.order_by("pk")
    ]


def test_a_refused_decision_keeps_everything_that_was_written(quality):
    page = quality.post(DECIDE, {**FIELDS, "last_day": "2025-01-01"})
    assert page.status_code == 422
    said = {
        name: attribute(having(page, "name", name)[0], "value")
        for name in ("since", "last_day", "decided_by")
    }
    assert said == {
        "since": "2026-01-01", "last_day": "2025-01-01", "decided_by": "The commission",
    }  # fmt: skip
    assert texts(page, "name", "evidence") == ["Sixty people, AUC 0.7."]
    chosen = [attribute(one, "value") for one in having(page, "checked")]
    assert chosen == ["trial"]
    assert rows() == []
    assert recorded("forms.decide") == []


def test_nothing_sent_is_refused_field_by_field(quality):
    page = quality.post(DECIDE, {"last_day": ""})
    assert (page.status_code, texts(page, "class", "ds-link")) == (
        422,
        [
            "It is here: This field is required.", "From: This field is required.",
            "Who decided: This field is required.",
            "On which local evidence: This field is required.",
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"last_day": "9999-12-31"},
         {"last_day": ["Ensure this value is less than or equal to 2999-12-31."]}),
        ({"since": "0001-01-01"},
         {"since": ["Ensure this value is greater than or equal to 1900-01-01."]}),
        ({"last_day": "2025-12-31"}, {"last_day": ["The last day is before the first."]}),
        ({"decided_by": "x" * 201},
         {"decided_by": ["Ensure this value has at most 200 characters (it has 201)."]}),
        ({"evidence": "x" * 10_001},
         {"evidence": ["Ensure this value has at most 10000 characters (it has 10001)."]}),
        ({"evidence": "a\0b"}, {"evidence": ["Null characters are not allowed."]}),
    ],
    ids=["far ahead", "long ago", "backwards", "who", "long", "null"],
)  # fmt: skip
def test_what_a_decision_may_not_say(fields, faults):
    assert DecisionForm({**FIELDS, **fields}).errors == faults


@pytest.mark.parametrize(
    ("until", "free"),
    [("", None), ("2026-01-01", date(2026, 1, 2)), ("2999-12-31", date(3000, 1, 1))],
)
def test_a_last_day_holds_and_the_day_after_does_not(until, free):
    form = DecisionForm({**FIELDS, "last_day": until})
    assert form.is_valid()
    assert form.decision() == Decision(
        "trial", "The commission", "Sixty people,\nAUC 0.7.", date(2026, 1, 1), free
    )
    assert last_day(Standing(until=free)) == (date.fromisoformat(until) if until else None)


def test_nothing_has_a_last_day_where_nothing_stands():
    assert last_day(None) is None


@pytest.mark.parametrize("role", ["prison_officer", "head_of_unit", "administrator", "inspector"])
def test_others_see_no_button_and_cannot_decide(house, needs, role):
    client = browser(house.member(role))
    page: Any = client.get("/instruments/needs/1/")
    assert "Decide on its use" not in texts(page, "class", "ds-button")
    assert [client.get(DECIDE).status_code, client.post(DECIDE, FIELDS).status_code] == [403, 403]
    assert rows() == []


def test_a_quality_manager_decides_for_their_own_agency_only(house, needs):
    browser(house.member("quality_manager", "vilnius")).post(DECIDE, FIELDS)
    until = date(2027, 1, 1)
    (row,) = rows()
    assert row[1:] == ("trial", date(2026, 1, 1), until)
    assert row[0] == house.units["vilnius"].agency_id
    assert standings("ievp", date(2026, 6, 1)) == {}


def test_a_decision_ends_what_stood_and_leaves_other_versions(house, needs):
    by = house.actor("quality_manager")
    file = own_folder() / "second.yaml"
    file.write_text((own_folder() / "needs.yaml").read_text().replace('"1"', '"2"', 1))
    for of in (needs, needs.model_copy(update={"version": "2"})):
        decide(by=by, agency="ievp", of=of, decision=USED)
    file.unlink()
    withdrawn = Decision("withdrawn", "The director", "AUC 0.5.", date(2025, 1, 1))
    decide(by=by, agency="ievp", of=needs, decision=withdrawn)
    assert [(one.version, one.level, one.until) for one in history("ievp", "needs")] == [
        ("1", "withdrawn", None), ("2", "use", None), ("1", "use", date(2025, 1, 1)),
    ]  # fmt: skip
    assert history("vpd", "needs") == []


@pytest.mark.parametrize(
    ("since", "spans"),
    [
        (date(2023, 1, 1), [(date(2024, 1, 1), date(2024, 1, 1)), (date(2023, 1, 1), None)]),
        (date(2024, 1, 1), [(date(2024, 1, 1), None), (date(2024, 1, 1), date(2024, 1, 1))]),
        (date(2025, 1, 1), [(date(2025, 1, 1), None), (date(2024, 1, 1), date(2025, 1, 1))]),
    ],
    ids=["before", "same day", "after"],
)
def test_only_one_decision_is_in_force(house, needs, since, spans):
    for first in (date(2024, 1, 1), since):
        decided = Decision("use", "The director", "Sixty people.", first)
        decide(by=SERVICE, agency="ievp", of=needs, decision=decided)
    assert [(one.since, one.until) for one in history("ievp", "needs")] == spans
    assert len(Standing.objects.on(date(2026, 1, 1))) == 1


def test_no_other_role_decides_by_the_action_either(house, needs):
    by = house.actor("prison_officer")
    with pytest.raises(Refused) as refused:
        decide(by=by, agency="ievp", of=needs, decision=USED)
    assert [one.code for one in refused.value.reasons] == ["no-role"]
    assert rows() == []


def test_the_history_stands_on_the_page_the_latest_first(quality, needs):
    for level, year in (("trial", 2024), ("use", 2025)):
        made = Decision(level, f"The director, {year}", "Sixty people.", date(year, 1, 1))
        decide(by=SERVICE, agency="ievp", of=needs, decision=made)
    decide(by=SERVICE, agency="vpd", of=needs, decision=USED)
    (timeline,) = texts(quality.get("/instruments/needs/1/"), "class", "timeline")
    assert timeline == (
        "1 January 2025 in use version 1 The director, 2025 Sixty people. "
        "1 January 2024 – 31 December 2024 on trial version 1 The director, 2024 Sixty people."
    )


def test_nobody_decided_yet(quality):
    whole = text(having(quality.get("/instruments/needs/1/"), "id", "content")[0])
    assert "Nobody decided yet: it is a reference, and cannot be answered." in whole


def test_a_page_asks_as_much_for_one_decision_as_for_three(quality, needs):
    counts = []
    for years in ((2021,), (2022, 2023)):
        for year in years:
            made = Decision("trial", "The director", "Sixty people.", date(year, 1, 1))
            decide(by=SERVICE, agency="ievp", of=needs, decision=made)
        with CaptureQueriesContext(connection) as asked:
            quality.get("/instruments/needs/1/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
