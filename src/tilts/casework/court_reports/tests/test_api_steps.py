"""What the API refuses at each step, with which reasons, and that nothing changes then."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from tilts.casework.court_reports.actions import add_paragraph
from tilts.casework.court_reports.models import Attempt, Paragraph, Report
from tilts.doors.api.tests.callers import Caller, reasons, told
from tilts.platform.documents.models import Document
from tilts.platform.record.state import check_state

from .desk import ASKED, JUDGED, TODAY, because, now

AHEAD = (TODAY + timedelta(days=1)).isoformat()
BEFORE = (ASKED - timedelta(days=1)).isoformat()
YESTERDAY = (TODAY - timedelta(days=1)).isoformat()
DAY = TODAY.isoformat()
KEYS = count()
NOBODY = "00000000-0000-0000-0000-000000000000"
JUDGEMENT = {"text": "It helps.", "nature": "judgement"}


def of(case, rest=""):
    return f"/court-reports/{case.pk}{rest}"


def sent(client, path, body):
    return Caller(client).post(path, body, key=f"key-{next(KEYS)}")


# stage, step, what is sent, and the reasons why not
REFUSED: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("requested", "/appointment", {"day": DAY, "at": "23:59", "place": "1"}, ["not-from-here"]),
    ("requested", "/attempts", {"on": DAY, "how": "phone"}, ["not-written-now"]),
    ("requested", "/sections/family", JUDGEMENT, ["not-written-now"]),
    ("requested", "/victims/waiver", {"because": "Afraid."}, ["protected"]),
    ("assigned", "/appointment", {"day": YESTERDAY, "at": "10:00", "place": "1"}, ["in-past"]),
    ("assigned", "/interview", {"on": AHEAD}, ["in-future"]),
    ("assigned", "/interview", {"on": BEFORE}, ["before-request"]),
    ("assigned", "/attempts", {"on": AHEAD, "how": "phone"}, ["in-future"]),
    ("assigned", "/attempts", {"on": BEFORE, "how": "phone"}, ["before-request"]),
    ("assigned", "/no-interview", {"why": "refused"}, ["too-few-attempts"]),
    ("assigned", "/moves/draft", {}, ["not-from-here"]),
    ("interviewed", "/moves/draft", {}, ["victim-open"]),
    ("interviewed", "/attempts", {"on": DAY, "how": "phone"}, ["not-written-now"]),
    ("drafting", "/moves/hand_in", {}, ["section-empty"] * 9),
    ("drafting", "/sections/weather", JUDGEMENT, ["no-section"]),
    ("drafting", "/readings", {"passed": "yes"}, ["own-report"]),
    ("drafting", "/signature", {"language": "lv"}, ["not-passed"]),
    ("handed_in", "/readings", {"passed": "yes"}, ["own-report"]),
    ("handed_in", "/sections/family", JUDGEMENT, ["not-written-now"]),
    ("handed_in", "/signature", {"language": "lv"}, ["not-passed"]),
    ("passed", "/dispatch", {"on": DAY, "how": "post"}, ["not-from-here"]),
    ("passed", "/moves/revise", {}, ["fields"]),
    ("signed", "/dispatch", {"on": AHEAD, "how": "post"}, ["in-future"]),
    ("refused", "/victims/waiver", {"because": "Afraid."}, ["not-written-now"]),
    ("refused", "/sections/family", JUDGEMENT, ["not-written-now"]),
]


@pytest.mark.parametrize(("stage", "step", "body", "why"), REFUSED)
def test_a_step_out_of_place_or_time_says_why_and_changes_nothing(desk, stage, step, body, why):
    case = getattr(desk, stage)()
    before = (now(case).state, Paragraph.objects.count(), Attempt.objects.count())
    documents = Document.objects.count()
    answer = sent(because(desk.browser, desk.anna), of(case, step), body)
    assert reasons(answer) == (422, why)
    assert (now(case).state, Paragraph.objects.count(), Attempt.objects.count()) == before
    assert Document.objects.count() == documents


# step, what is sent, and the field that is wrong
FIELDS: list[tuple[str, dict[str, Any], str]] = [
    ("/attempts", {"on": DAY, "how": "pigeon"}, "how"),
    ("/attempts", {"on": DAY, "how": "phone", "came_of": "x" * 201}, "came_of"),
    ("/no-interview", {"why": "bored"}, "why"),
    ("/appointment", {"day": DAY, "at": "10:00", "place": ""}, "place"),
    ("/appointment", {"day": DAY, "at": "10:00", "place": "x" * 121}, "place"),
    ("/interview", {"on": DAY, "note": "x" * 2001}, "note"),
    ("/victims", {"name": "", "by": "letter", "invited_on": DAY}, "name"),
    ("/victims", {"name": "Ilga", "by": "pigeon", "invited_on": DAY}, "by"),
    ("/victims/waiver", {"because": " "}, "because"),
    ("/sections/family", {"text": "x", "nature": "rumour"}, "nature"),
    ("/sections/family", {"text": "x", "nature": "fact", "reliability": "said"}, "source"),
    ("/sections/family", {"text": "x", "nature": "fact", "source": "he"}, "reliability"),
    ("/word", {"language": "ru"}, "language"),
    ("/readings", {"passed": "perhaps"}, "passed"),
    ("/dispatch", {"on": DAY, "how": ""}, "how"),
    ("/moves/withdraw", {"reason": ""}, "reason"),
]


@pytest.mark.parametrize(("step", "body", "field"), FIELDS)
def test_a_field_that_is_wrong_is_named(desk, step, body, field):
    case = desk.assigned()
    status, said = told(sent(desk.browser, of(case, step), body))
    assert (status, [reason["code"] for reason in said["reasons"]]) == (422, ["fields"])
    assert [one["field"].rpartition(".")[2] for one in said["errors"]] == [field]
    assert now(case).state == "assigned"


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("/attempts", {"how": "phone"}),
        ("/attempts", {"on": "yesterday", "how": "phone"}),
        ("/attempts", {"on": DAY, "how": "phone", "colour": "red"}),
        ("/appointment", {"day": DAY, "at": "25:00", "place": "1"}),
        ("/writer", {"to": "Ilze"}),
        ("/readings", {"passed": "yes", "checks": ["words"]}),
        ("/pieces", {}),
    ],
)
def test_a_body_of_another_shape_is_not_taken(desk, step, body):
    case = desk.assigned()
    client = desk.heads_browser if step == "/writer" else desk.browser
    status, codes = reasons(sent(because(client, desk.anna), of(case, step), body))
    assert (status, codes, now(case).state) == (422, ["fields"], "assigned")


STEPS: dict[str, dict[str, Any]] = {
    "/writer": {"to": NOBODY},
    "/pass-on": {"to": NOBODY, "reason": "ill"},
    "/appointment": {"day": DAY, "at": "10:00", "place": "1"},
    "/interview": {"on": DAY},
    "/attempts": {"on": DAY, "how": "phone"},
    "/no-interview": {"why": "refused"},
    "/readings": {"passed": "yes"},
    "/signature": {"language": "lv"},
    "/word": {"language": "lv"},
    "/dispatch": {"on": DAY, "how": "post"},
    "/sections/family": JUDGEMENT,
    "/pieces": {"row": "people.person:1"},
    "/victims": {"name": "Ilga", "by": "letter", "invited_on": DAY},
    "/victims/waiver": {"because": "Afraid."},
}


def test_who_only_registers_requests_takes_no_other_step(desk):
    case = desk.assigned()
    clerk = because(desk.house_browser("clerk", "jelgava"), desk.anna)
    found = {step: reasons(sent(clerk, of(case, step), body)) for step, body in STEPS.items()}
    assert found == dict.fromkeys(STEPS, (403, ["no-role"]))
    assert reasons(sent(clerk, of(case, "/moves/draft"), {}))[0] in (403, 422)
    assert now(case).state == "assigned"


def test_of_a_report_that_there_is_not_no_step_is_taken(desk):
    steps = {step: body for step, body in STEPS.items() if step not in ("/writer", "/pass-on")}
    found = {
        step: reasons(sent(desk.browser, f"/court-reports/{NOBODY}{step}", body))
        for step, body in steps.items()
    }
    assert found == dict.fromkeys(steps, (404, ["not-yours"]))


@pytest.mark.parametrize("kind", ["court-report-paragraphs", "court-report-voices"])
def test_of_a_row_that_there_is_not_nothing_is_changed(desk, kind):
    body = {
        "court-report-paragraphs": {**JUDGEMENT, "version": 1},
        "court-report-voices": {"came": "spoke", "came_on": DAY},
    }[kind]
    assert reasons(sent(desk.browser, f"/{kind}/{NOBODY}", body)) == (404, ["not-yours"])


def test_a_paragraph_about_the_victim_is_changed_by_who_writes_the_report_alone(desk):
    case = desk.drafting()
    row = add_paragraph(by=desk.writer, case=case, section="victim", what=JUDGED)
    there = f"/court-report-paragraphs/{row.pk}"
    colleague = because(desk.colleagues_browser, desk.anna)
    body = {**JUDGEMENT, "version": 1}
    assert reasons(sent(colleague, there, body)) == (422, ["protected"])
    assert reasons(sent(colleague, f"{there}/removal", {"version": 1})) == (422, ["protected"])
    assert told(sent(desk.browser, there, body)) == (201, {"id": str(row.pk), "version": 2})
    assert check_state().faults == []


def test_a_writer_who_writes_nothing_there_is_no_choice(desk):
    case = desk.requested()
    elsewhere = desk.house.member("psychologist", "riga")
    head = because(desk.heads_browser, desk.anna)
    for to in (str(elsewhere.pk), NOBODY):
        status, said = told(Caller(head).post(of(case, "/writer"), {"to": to}, key=to))
        assert (status, [one["field"].rpartition(".")[2] for one in said["errors"]]) == (
            422,
            ["to"],
        )
    assert now(case).author is None


def test_the_same_request_sent_twice_makes_one_row(desk):
    case = desk.assigned()
    client, body = Caller(desk.browser), {"on": DAY, "how": "phone", "came_of": "Rang."}
    answers = [told(client.post(of(case, "/attempts"), body, key="once")) for _ in range(2)]
    (row,) = Attempt.objects.all()
    assert answers == [(201, {"id": str(row.pk), "version": None})] * 2
    assert (row.on, row.by, row.came_of) == (TODAY, "phone", "Rang.")


def test_a_request_in_proceedings_of_somebody_else_is_refused(desk):
    body = {
        "asker": "court",
        "authority": "Dobeles tiesa",
        "reference": "D-1",
        "purpose": "sentence",
        "wished": "lv",
        "requested_on": DAY,
        "unit": str(desk.house.units["jelgava"].pk),
        "proceeding": NOBODY,
    }
    head = because(desk.heads_browser, desk.anna)
    status, said = told(sent(head, f"/people/{desk.anna.pk}/court-reports", body))
    assert (status, [one["field"].rpartition(".")[2] for one in said["errors"]]) == (
        422,
        ["proceeding"],
    )
    assert Report.objects.count() == 0


def test_what_was_asked_already_is_refused_with_its_reason(desk):
    desk.requested()
    body = {
        "asker": "court",
        "authority": "Zemgales rajona tiesa",
        "reference": "K15-0001",
        "purpose": "sentence",
        "wished": "lv",
        "requested_on": DAY,
        "unit": str(desk.house.units["jelgava"].pk),
    }
    head = because(desk.heads_browser, desk.anna)
    there = f"/people/{desk.anna.pk}/court-reports"
    assert reasons(sent(head, there, body)) == (422, ["asked-already"])
