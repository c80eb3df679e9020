"""What the API says of reports: whole bodies, pages of lists, and who is told nothing."""

from datetime import timedelta
from typing import Any

import pytest

from tilts.casework.court_reports.actions import Remarks, Voice, note_voice, review, take_piece
from tilts.casework.court_reports.prefilling import known_for
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.desk import looks
from tilts.doors.api.tests.callers import Caller, reasons, told
from tilts.platform.parties.actors import SERVICE

from .desk import ASKED, FACT, FINE, JUDGED, TODAY, because, now

NOBODY = "00000000-0000-0000-0000-000000000000"


def caller(client: Any) -> Caller:
    return Caller(client)


def of(case, rest=""):
    return f"/court-reports/{case.pk}{rest}"


def out(case) -> dict[str, Any]:
    """A report as it is said when it was just asked for."""
    return {
        "id": str(case.pk),
        "person": str(case.person_id),
        "unit": str(case.unit_id),
        "proceeding": None,
        "state": "requested",
        "stage": "requested",
        "asker": "court",
        "authority": "Zemgales rajona tiesa",
        "reference": "K15-0001",
        "purpose": "sentence",
        "question": "",
        "language": "lv",
        "requested_on": ASKED.isoformat(),
        "due_on": case.due_on.isoformat(),
        "author": None,
        "interview_at": None,
        "interviewed_on": None,
        "no_interview": "",
        "victim": "",
        "signed_by": None,
        "signed_on": None,
        "sent_on": None,
        "document": None,
    }


def test_what_was_just_asked_is_said_whole(desk):
    case = desk.requested()
    answer = caller(because(desk.heads_browser, desk.anna)).get(of(case))
    assert told(answer) == (200, {"report": out(case), "paragraphs": [], "readings": []})


def test_what_was_sent_says_who_signed_it_and_with_which_document(desk):
    case = now(desk.sent())
    _status, body = told(caller(desk.browser).get(of(case)))
    changed = {
        "state": "sent",
        "stage": "sent",
        "author": str(desk.staff.pk),
        "interviewed_on": TODAY.isoformat(),
        "victim": "invited",
        "signed_by": str(desk.staff.pk),
        "signed_on": TODAY.isoformat(),
        "sent_on": TODAY.isoformat(),
        "document": str(case.document_id),
    }
    assert body["report"] == out(case) | changed


def test_paragraphs_are_said_with_their_sources_and_the_victims_are_not(desk):
    case = desk.written()
    _status, body = told(caller(desk.browser).get(of(case)))
    rows = {row.section: row for row in case.paragraphs.all()}
    bare = {"source_row": "", "taken": "", "version": 1}
    fact = {"text": FACT.text, "nature": "fact", "source": "interview", "reliability": "said"}
    judged = {"text": JUDGED.text, "nature": "judgement", "source": "", "reliability": ""}
    sections = [one.code for one in case.form.sections if not one.walled]
    assert body["paragraphs"] == [
        {
            "id": str(rows[section].pk),
            "section": section,
            **(judged if number % 2 else fact),
            **bare,
        }
        for number, section in enumerate(sections)
    ]


def test_what_was_taken_from_the_record_says_from_which_row(desk):
    case = desk.drafting()
    (piece,) = known_for(desk.writer, case)["family"]
    row = take_piece(by=desk.writer, case=case, piece=piece)
    _status, body = told(caller(desk.browser).get(of(case)))
    assert body["paragraphs"] == [
        {
            "id": str(row.pk),
            "section": "family",
            "text": "The person speaks Latvian.",
            "nature": "fact",
            "source": "the record of the person",
            "reliability": "document",
            "source_row": f"people.person:{desk.anna.pk}",
            "taken": "The person speaks Latvian.",
            "version": 1,
        }
    ]


def test_readings_are_said_the_last_first(desk):
    case = desk.handed_in()
    back = Remarks(passed=False, remarks={"family": "Since when?"}, said="Once more.")
    first = review(by=desk.colleague, case=case, what=back)
    whole = told(caller(desk.browser).get(of(case)))[1]
    assert whole["readings"] == [
        {
            "id": str(first.pk),
            "round": 1,
            "reader": str(desk.colleague_staff.pk),
            "on": TODAY.isoformat(),
            "checks": {},
            "remarks": {"family": "Since when?"},
            "said": "Once more.",
            "passed": False,
        }
    ]
    passed = desk.handed_in(desk.add("Kalna"))
    review(by=desk.colleague, case=passed, what=FINE)
    (only,) = told(caller(desk.browser).get(of(passed)))[1]["readings"]
    assert (only["passed"], only["checks"], only["remarks"]) == (True, dict(FINE.checks), {})


def test_the_list_goes_page_by_page_the_next_due_first(desk):
    cases = [
        desk.requested(desk.add(name), reference=name, requested_on=TODAY - timedelta(days=back))
        for name, back in (("Kalna", 2), ("Liepa", 9), ("Priede", 5))
    ]
    desk.sent(desk.add("Bērza"))
    by_day = [str(case.pk) for case in sorted(cases, key=lambda case: case.due_on)]
    client = caller(desk.browser)
    seen: list[str] = []
    cursor: dict[str, str] = {}
    for _page in range(3):
        _status, body = told(client.get("/court-reports", {"size": 1, **cursor}))
        seen += [row["id"] for row in body["items"]]
        cursor = {"cursor": body["next"]}
    assert (seen, body["next"]) == (by_day, None)


def test_each_person_of_the_list_was_looked_at_and_of_an_empty_one_nobody(desk):
    client = caller(desk.browser)
    assert told(client.get("/court-reports")) == (
        200,
        {"items": [], "next": None, "previous": None},
    )
    assert looks() == []
    case = desk.requested()
    client.get("/court-reports")
    assert looks() == [
        (desk.staff.pk, [str(case.person_id)], "api", "request", "court_reports"),
    ]


def test_reports_of_a_merged_record_are_the_persons(desk):
    other = desk.add("Ozoliņa")
    first, second = desk.requested(), desk.requested(other, requested_on=TODAY, reference="2")
    merge_people(by=SERVICE, kept_id=desk.anna.pk, gone_id=other.pk, reason="the same")
    client = caller(because(desk.heads_browser, desk.anna))
    _status, body = told(client.get(f"/people/{desk.anna.pk}/court-reports"))
    assert [row["id"] for row in body["items"]] == [str(second.pk), str(first.pk)]


def test_pieces_are_said_with_their_section_row_and_day(desk):
    case = desk.drafting()
    assert told(caller(desk.browser).get(of(case, "/pieces"))) == (
        200,
        {
            "items": [
                {
                    "section": "family",
                    "row": f"people.person:{desk.anna.pk}",
                    "text": "The person speaks Latvian.",
                    "source": "the record of the person",
                    "day": None,
                    "is_fact": True,
                }
            ],
            "next": None,
            "previous": None,
        },
    )


def test_voices_are_said_whole_to_who_writes_it(desk):
    case, voice = desk.invited()
    heard = Voice(came="wrote", came_on=TODAY, harm="Fear.", wishes="Peace.")
    note_voice(by=desk.writer, voice=voice, what=heard)
    assert told(caller(desk.browser).get(of(case, "/victims"))) == (
        200,
        [
            {
                "id": str(voice.pk),
                "name": "Ilga Straume",
                "contact": "20000009",
                "invited_on": TODAY.isoformat(),
                "by": "letter",
                "came": "wrote",
                "came_on": TODAY.isoformat(),
                "harm": "Fear.",
                "wishes": "Peace.",
                "waived_because": "",
            }
        ],
    )
    assert looks()[-1] == (
        desk.staff.pk,
        [str(desk.anna.pk)],
        "api",
        "request",
        "wall:victims",
    )


@pytest.mark.parametrize("rest", ["", "/pieces", "/victims"])
def test_of_a_report_that_there_is_not_nothing_is_said(desk, rest):
    assert reasons(caller(desk.browser).get(f"/court-reports/{NOBODY}{rest}")) == (
        404,
        ["not-yours"],
    )


def test_somebody_of_another_agency_sees_no_report(desk):
    case = desk.assigned()
    client = caller(desk.house_browser("psychologist", "olaine"))
    assert reasons(client.get(of(case))) == (404, ["not-yours"])
    assert reasons(client.get("/court-reports")) == (403, ["no-role"])
    assert reasons(client.get(of(case, "/pieces"))) == (403, ["no-role"])
    assert reasons(client.get(of(case, "/victims"))) == (403, ["no-role"])


def test_a_report_that_nobody_says_why_they_look_at_stays_shut(desk):
    case = desk.drafting()
    clerk = desk.house_browser("clerk", "jelgava")
    assert reasons(caller(clerk).get(of(case))) == (403, ["purpose"])
    assert caller(because(clerk, desk.anna)).get(of(case)).status_code == 200
