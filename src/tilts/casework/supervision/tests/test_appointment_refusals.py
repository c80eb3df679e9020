"""What the API of appointments refuses: with which status, for which reasons; and to whom."""

from typing import Any

import pytest
from django.urls import reverse

from tilts.casework.people.tests.desk import browser as signed_in
from tilts.casework.people.tests.desk import with_purpose
from tilts.casework.supervision.actions import record_outcome
from tilts.casework.supervision.models import Appointment, ContactNote
from tilts.casework.supervision.outcomes import Said
from tilts.doors.api.tests.callers import Caller, browser
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import Attendance
from tilts.platform.parties.actors import SERVICE

from .meetings import agreed, begun
from .notes import at

OPERATIONS = ("reschedulings", "calling-off", "outcome", "outcome/taking-back")
TIME = {"starts_at": at(9, 10).isoformat()}


@pytest.fixture
def officer(caseload) -> Caller:
    return browser(caseload.officer)


@pytest.fixture
def ahead(caseload, anna, all_seen) -> Appointment:
    return agreed(caseload.actor, anna, about="Work")


@pytest.fixture
def past(caseload, anna, all_seen) -> Appointment:
    return begun(anna, caseload.officer, about="Work")


def path(row: Appointment, operation: str = "", person: Any = None) -> str:
    return f"/people/{person or row.person_id}/appointments/{row.pk}/{operation}"


def answers(officer: Caller, row: Appointment, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Status and codes of the reasons of each call."""
    found = []
    for operation, body in calls:
        answer = officer.post(path(row, operation), body)
        found.append((answer.status_code, [one["code"] for one in answer.json()["reasons"]]))
    return found


def test_what_is_ahead(officer, ahead):
    assert answers(
        officer,
        ahead,
        ("reschedulings", {"starts_at": at(-1).isoformat(), "side": "person"}),
        ("outcome", {"choice": "complied", "text": "x"}),
        ("outcome/taking-back", {"because": "x"}),
    ) == [(422, ["in-the-past"]), (422, ["not-begun"]), (422, ["nothing-recorded"])]


def test_what_has_begun(officer, past):
    assert answers(
        officer,
        past,
        ("reschedulings", {**TIME, "side": "person"}),
        ("calling-off", {"side": "person", "because": "Ill"}),
        ("outcome", {"choice": "complied", "text": " "}),
    ) == [(422, ["begun"]), (422, ["begun"]), (422, ["text-wanted"])]
    with seen_by(SERVICE):
        assert (Attendance.plain.count(), ContactNote.objects.count()) == (0, 0)


def test_what_is_recorded(officer, caseload, past):
    record_outcome(
        by=caseload.actor, appointment=past, said=Said(choice="complied", text="Found work.")
    )
    assert answers(officer, past, ("outcome", {"choice": "unacceptable"})) == [(422, ["recorded"])]


@pytest.mark.parametrize(
    ("operation", "body", "fields"),
    [
        ("reschedulings", {**TIME, "side": "nobody"}, ["side"]),
        ("reschedulings", {**TIME, "side": "person", "minutes": 725}, ["minutes"]),
        ("reschedulings", {**TIME, "side": "person", "how": "letter"}, ["how"]),
        ("reschedulings", {**TIME, "side": "person", "place": str(SERVICE.party)}, ["place"]),
        ("calling-off", {"side": "person", "because": ""}, ["because"]),
        ("outcome", {"choice": "excused"}, ["choice"]),
        ("outcome", {"choice": "excused:stood-down"}, ["choice"]),
        ("outcome/taking-back", {"because": " "}, ["because"]),
    ],
)
def test_what_is_no_answer(officer, ahead, operation, body, fields):
    answer = officer.post(path(ahead, operation), body)
    named = [one["field"] for one in answer.json()["errors"]]
    assert (answer.status_code, named) == (422, [f"body.{field}" for field in fields])


def test_of_another_person_it_is_not_there(officer, caseload, ahead):
    berta = caseload.add("Berta")
    bodies = {
        "reschedulings": {**TIME, "side": "person"},
        "calling-off": {"side": "person", "because": "Ill"},
        "outcome": {"choice": "unacceptable"},
        "outcome/taking-back": {"because": "x"},
    }
    found = [officer.post(path(ahead, one, berta.pk), bodies[one]).status_code for one in bodies]
    assert (list(bodies), found) == (list(OPERATIONS), [404] * 4)


def test_whoever_only_reads_writes_nothing(caseload, ahead):
    inspector = browser(caseload.house.member("inspector", "jelgava"))
    body = {"side": "person", "because": "Ill"}
    assert inspector.post(path(ahead, "calling-off"), body).status_code == 403
    ahead.refresh_from_db()
    assert ahead.is_called_off is False


def test_a_reader_sees_it_without_buttons(caseload, ahead):
    """And the page of contacts says nothing of the standard: it would tell the level of risk."""
    clerk = signed_in(caseload.house.member("clerk", "jelgava"))
    with_purpose(clerk, ahead.person)
    page = clerk.get(reverse("supervision:appointment", args=[ahead.person_id, ahead.pk]))
    assert page.status_code == 200
    text = page.content.decode()
    assert [word in text for word in ("Work", "Another time", "Call off")] == [True, False, False]
    contacts = clerk.get(reverse("supervision:contacts", args=[ahead.person_id]))
    assert contacts.context["standing"] is None
