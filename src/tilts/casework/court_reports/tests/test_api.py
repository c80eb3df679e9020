"""The API of reports: the same steps as the pages, and the victim only through the slice."""

import json
from itertools import count
from typing import Any

import pytest

from tilts.casework.court_reports.models import Report
from tilts.doors.api.tests.callers import told

from .desk import ASKED, FACT, TODAY, because, now

ROOT = "/api/v1"
KEYS = count()
CHECKS = ("sources", "apart", "both", "words", "innocence", "needless")


def post(client, path, **body):
    sent = {"Idempotency-Key": f"key-{next(KEYS)}"}
    text = json.dumps(body)
    return client.post(f"{ROOT}{path}", text, content_type="application/json", headers=sent)


def get(client, path):
    return client.get(f"{ROOT}{path}")


def at(case, rest=""):
    return f"/court-reports/{case.pk}{rest}"


def request_body(desk, **more):
    return {
        "asker": "court",
        "authority": "Dobeles tiesa",
        "reference": "D-1",
        "purpose": "sentence",
        "wished": "lv",
        "requested_on": ASKED.isoformat(),
        "unit": str(desk.house.units["jelgava"].pk),
        **more,
    }


def test_a_request_is_registered_and_read(desk):
    head = because(desk.heads_browser, desk.anna)
    made = post(head, f"/people/{desk.anna.pk}/court-reports", **request_body(desk))
    case = Report.objects.get()
    assert (made.status_code, made.json()["id"]) == (201, str(case.pk))
    rows = get(head, f"/people/{desk.anna.pk}/court-reports").json()["items"]
    assert [(row["id"], row["state"], row["victim"]) for row in rows] == [
        (str(case.pk), "requested", "")
    ]
    due = get(head, "/court-reports").json()["items"]
    assert [(row["id"], row["due_on"]) for row in due] == [(str(case.pk), case.due_on.isoformat())]


@pytest.mark.parametrize(
    "wrong",
    [
        {"asker": "king"},
        {"purpose": "fun"},
        {"wished": "xx"},
        {"requested_on": "tomorrow"},
        {"unit": "00000000-0000-0000-0000-000000000000"},
        {"colour": "red"},
    ],
)
def test_a_wrong_request_is_refused_and_nothing_is_made(desk, wrong):
    head = because(desk.heads_browser, desk.anna)
    answer = post(head, f"/people/{desk.anna.pk}/court-reports", **request_body(desk, **wrong))
    assert (answer.status_code, Report.objects.count()) == (422, 0)


def test_a_report_is_taken_through_its_steps(desk):
    case = desk.requested()
    head, writer, reader = desk.heads_browser, desk.browser, desk.colleagues_browser
    steps: list[tuple[Any, str, dict[str, Any], str]] = [
        (head, "/writer", {"to": str(desk.staff.pk)}, "assigned"),
        (
            writer,
            "/appointment",
            {"day": TODAY.isoformat(), "at": "10:00", "place": "Room 1"},
            "interview_scheduled",
        ),
        (writer, "/attempts", {"on": TODAY.isoformat(), "how": "phone"}, "interview_scheduled"),
        (writer, "/interview", {"on": TODAY.isoformat()}, "interviewed"),
        (writer, "/victims/waiver", {"because": "Nobody is known."}, "interviewed"),
        (writer, "/moves/draft", {}, "drafting"),
    ]
    for client, path, body, state in steps:
        answer = post(client, at(case, path), **body)
        assert (path, answer.status_code, now(case).state) == (path, 201, state)
    for section in case.form.sections:
        said = {"text": "Nothing is known.", "nature": "judgement"}
        assert post(writer, at(case, f"/sections/{section.code}"), **said).status_code == 201
    rest: list[tuple[Any, str, dict[str, Any], str]] = [
        (writer, "/moves/hand_in", {}, "quality_review"),
        (reader, "/readings", {"passed": "no", "remarks": {"family": "More."}}, "drafting"),
        (writer, "/moves/hand_in", {}, "quality_review"),
        (reader, "/readings", {"passed": "yes", "checks": dict.fromkeys(CHECKS, True)}, "passed"),
        (writer, "/word", {"language": "lv"}, "passed"),
        (writer, "/signature", {"language": "lv"}, "signed"),
        (writer, "/dispatch", {"on": TODAY.isoformat(), "how": "e-address"}, "sent"),
    ]
    for client, path, body, state in rest:
        answer = post(client, at(case, path), **body)
        assert (path, answer.status_code, now(case).state) == (path, 201, state)
    whole = get(writer, at(case)).json()
    assert [(one["round"], one["passed"]) for one in whole["readings"]] == [(2, True), (1, False)]
    assert len(whole["paragraphs"]) == 8


def test_there_is_no_interview_and_another_writer(desk):
    case = desk.assigned()
    other = {"to": str(desk.colleague_staff.pk), "reason": "ill"}
    head = because(desk.heads_browser, desk.anna)
    assert post(head, at(case, "/pass-on"), **other).status_code == 201
    reader = desk.colleagues_browser
    few = post(reader, at(case, "/no-interview"), why="refused")
    assert (few.status_code, now(case).state) == (422, "assigned")
    tried = {"on": TODAY.isoformat(), "how": "visit", "came_of": "No."}
    assert post(reader, at(case, "/attempts"), **tried).status_code == 201
    assert post(reader, at(case, "/no-interview"), why="refused").status_code == 201
    assert now(case).state == "letter"


def test_paragraphs_are_written_changed_and_taken_from_the_record(desk):
    case = desk.drafting()
    said = {
        "text": FACT.text,
        "nature": "fact",
        "source": "interview",
        "reliability": "said",
    }
    made = post(desk.browser, at(case, "/sections/family"), **said)
    row = case.paragraphs.get()
    assert made.json() == {"id": str(row.pk), "version": 1}
    there = f"/court-report-paragraphs/{row.pk}"
    changed = post(desk.browser, there, **{**said, "text": "Alone.", "version": 1})
    assert changed.json() == {"id": str(row.pk), "version": 2}
    late = post(desk.browser, there, **{**said, "version": 1})
    assert late.status_code == 422
    assert post(desk.browser, f"{there}/removal", version=2).status_code == 201
    known = get(desk.browser, at(case, "/pieces")).json()["items"]
    assert [(one["section"], one["text"]) for one in known] == [
        ("family", "The person speaks Latvian.")
    ]
    taken = post(desk.browser, at(case, "/pieces"), row=known[0]["row"])
    assert taken.status_code == 201
    whole = get(desk.browser, at(case)).json()
    assert [(one["text"], one["taken"]) for one in whole["paragraphs"]] == [
        ("The person speaks Latvian.", "The person speaks Latvian.")
    ]
    assert post(desk.browser, at(case, "/pieces"), row="no.such:row").status_code == 404


def test_the_victim_is_read_only_through_the_slice(desk):
    case = desk.interviewed()
    body = {"name": "Ilga Straume", "by": "letter", "invited_on": TODAY.isoformat()}
    made = post(desk.browser, at(case, "/victims"), **body).json()
    voice = f"/court-report-voices/{made['id']}"
    heard = {"came": "spoke", "came_on": TODAY.isoformat(), "harm": "Fear.", "wishes": "Peace."}
    assert post(desk.browser, voice, **heard).status_code == 201
    rows = get(desk.browser, at(case, "/victims")).json()
    assert [(one["name"], one["came"], one["harm"], one["wishes"]) for one in rows] == [
        ("Ilga Straume", "spoke", "Fear.", "Peace.")
    ]
    colleague = because(desk.colleagues_browser, desk.anna)
    assert get(colleague, at(case, "/victims")).status_code == 422
    seen = get(colleague, at(case))
    assert (seen.status_code, b"Straume" in seen.content, b"Fear." in seen.content) == (
        200,
        False,
        False,
    )
    assert post(colleague, voice, **heard).status_code == 422
    assert post(colleague, at(case, "/victims"), **body).status_code == 422


def test_a_move_that_there_is_not_or_that_has_a_form_is_not_found(desk):
    case = desk.assigned()
    for code in ("fly", "sign", "person_died"):
        assert told(post(desk.browser, at(case, f"/moves/{code}")))[0] == 404
