"""A page that is handed back keeps what was typed, says every reason, and writes nothing."""

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from tilts.casework.proceedings.actions import place
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

from .pages import looks_at, page, send, signed_in
from .world import days_ago, imprisoned, judged, opened, sentenced

pytestmark = pytest.mark.usefixtures("pages")
NOT_YET = "This day has not come yet. Give the day when it happened."
LONG_AGO = "This day lies before 1900. Look at the year."


@pytest.fixture
def client(prison, person) -> Client:
    client = signed_in(prison, "head_of_unit")
    looks_at(client, person)
    return client


def handed_back(client: Client, name: str, *args: Any, **said: str) -> str:
    """The page with the form again; fails when something was written."""
    before = Act.objects.count()
    status, html = send(client, name, *args, **said)
    assert (status, Act.objects.count()) == (422, before)
    return html


def kept(html: str, **said: str) -> dict[str, bool]:
    """Of each field, whether the page still has its value."""
    return {name: f'name="{name}" value="{escape(value)}"' in html for name, value in said.items()}


def whole(found: dict[str, bool]) -> dict[str, bool]:
    return dict.fromkeys(found, True)


def test_opening(client, person, prison):
    said = {"authority": "Court “A & B”", "reference": "K-7", "received_on": "1899-12-31"}
    html = handed_back(client, "open", person.pk, **said, unit=str(prison.pk))
    found = kept(html, **said)
    assert (found, LONG_AGO in html) == (whole(found), True)
    assert f'<option value="{prison.pk}" selected>' in html


def test_an_offence_keeps_its_story(client, person, prison):
    story = "He said: “<b>never</b> & again”."
    said = {"code": "175", "committed_on": "2024-11-05", "committed_until": "2024-11-04"}
    pk = opened(person, prison).pk
    html = handed_back(client, "offence", pk, **said, circumstances=story, attempt="on")
    found = kept(html, **said)
    assert found == whole(found)
    assert escape(story) in html
    assert "<b>never</b>" not in html
    assert 'name="attempt"' in html
    assert "checked" in html
    assert "The last day lies before the first." in html


def test_an_offence_says_all_that_is_wrong(client, person, prison):
    said = {"code": "175", "committed_on": "2999-01-01", "committed_until": "1899-01-01"}
    html = handed_back(client, "offence", opened(person, prison).pk, **said)
    texts = (NOT_YET, LONG_AGO, "The last day lies before the first.")
    assert [text in html for text in texts] == [True, True, True]


def test_a_measure_keeps_every_number(client, person, prison):
    numbers = {
        "years": "101",
        "months": "2",
        "days": "3",
        "hours": "4",
        "amount": "5.67",
        "probation_months": "6",
        "remand_days": "7",
        "imposed_on": "2025-03-03",
        "start": "9999-12-31",
    }
    html = handed_back(client, "measure", judged(person, prison).pk, kind="imprisonment", **numbers)
    found = kept(html, **numbers)
    assert found == whole(found)
    assert '<option value="imprisonment" selected>' in html
    texts = (
        "This day is more than fifty years away. Look at the year.",
        "Only a suspended sentence has a probation period.",
        "Nobody serves so much.",
    )
    assert [text in html for text in texts] == [True, True, True]


@pytest.mark.parametrize(
    ("name", "said", "text"),
    [
        ("start", {"start": "9999-12-31"}, "This day is more than fifty years away."),
        ("remand", {"days": "32768", "reason": "the judgment"}, "Nobody serves so much."),
        ("remand", {"days": "-1", "reason": "the judgment"}, "greater than or equal to 0"),
        ("end", {"ended_on": "1899-01-01", "reason": "it says so"}, "This field is required."),
    ],
)
def test_a_step_of_a_measure(client, person, prison, name, said, text):
    html = handed_back(client, name, sentenced(person, prison).pk, **said)
    found = kept(html, **said)
    assert (found, text in html) == (whole(found), True)


def test_what_follows_another_has_no_first_day_to_give(client, person, prison):
    first = imprisoned(judged(person, prison))
    second = imprisoned(first.proceeding, follows=first)
    html = handed_back(client, "start", second.pk, start="2025-04-01")
    assert "It follows another measure: its first day is derived." in html


@pytest.mark.parametrize(
    ("name", "day", "texts"),
    [
        ("judgment", "2999-01-01", [NOT_YET]),
        ("judgment", "1899-01-01", [LONG_AGO]),
        ("in_force", "2999-01-01", [NOT_YET]),
        ("in_force", "1899-01-01", [LONG_AGO]),
        ("judgment", "2025-01-20", ["No offence is recorded."]),
    ],
)
def test_a_day_of_a_stage(client, person, prison, name, day, texts):
    html = handed_back(client, name, opened(person, prison).pk, day=day)
    assert kept(html, day=day) == {"day": True}
    assert [text in html for text in texts] == [True] * len(texts)


def test_a_step_that_asks_nothing_takes_no_reason(client, person, prison):
    html = handed_back(client, "move", judged(person, prison).pk, "appeal", reason="late")
    assert "No reason is kept for this step. Leave it out." in html


def test_whose_they_are(client, person, prison):
    said = {"file_number": "26-99999", "reason": "a namesake"}
    html = handed_back(client, "wrong", sentenced(person, prison).proceeding_id, **said)
    found = kept(html, **said)
    assert found == whole(found)


@pytest.mark.parametrize(
    ("verb", "said", "texts"),
    [
        ("admit", {"day": "1899-01-01"}, [LONG_AGO, "This unit is not open on that day."]),
        ("move", {"day": "1999-01-01", "reason": "court"}, ["This unit is not open on that day."]),
        ("leave", {"day": "1999-01-01", "how": "release"}, ["Before that day the person"]),
        ("leave", {"day": "1999-01-01", "how": "escape"}, ["Before that day the person"]),
        ("return", {"day": "2025-01-01"}, ["No escape is noted"]),
    ],
)
def test_a_place(client, person, prison, other_prison, verb, said, texts):
    if verb != "admit":
        place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(9))
    unit = {} if verb == "leave" else {"unit": str(other_prison.pk)}
    html = handed_back(client, "place", person.pk, verb, **said, **unit)
    assert kept(html, day=said["day"]) == {"day": True}
    assert [text in html for text in texts] == [True] * len(texts)
    chosen = [*unit.values(), *(said[name] for name in ("reason", "how") if name in said)]
    assert [f'<option value="{one}" selected>' in html for one in chosen] == [True] * len(chosen)


def test_a_stranger_who_sends_a_step_meets_nobody(person, prison, probation):
    measure, stranger = sentenced(person, prison), signed_in(probation, "clerk")
    before = Act.objects.count()
    answers = [
        send(stranger, "start", measure.pk, start="2025-04-01")[0],
        send(stranger, "judgment", measure.proceeding_id, day="2025-04-01")[0],
        send(stranger, "open", person.pk)[0],
        send(stranger, "place", person.pk, "leave", day="2025-04-01", how="release")[0],
    ]
    assert (answers, Act.objects.count()) == ([404] * 4, before)


def test_a_step_without_a_purpose_asks_for_it_and_does_nothing(person, prison):
    clerk, pk = signed_in(prison, "clerk"), judged(person, prison).pk
    before = Act.objects.count()
    status, html = send(clerk, "move", pk, "appeal")
    assert (status, Act.objects.count()) == (403, before)
    assert "Why do you open this record?" in html
    assert "Note an appeal" in page(signed_for(clerk, person), "move", pk, "appeal")


def signed_for(client: Client, person) -> Client:
    looks_at(client, person)
    return client
