"""The API of contacts: the same form, the same action, the same reasons as the page."""

from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.people.tests.desk import looks, recorded
from tilts.casework.supervision.models import ContactNote
from tilts.doors.api.tests.callers import Caller, browser
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .notes import at, note

NOTE = {"happened_at": "2026-03-02T10:30:00+02:00", "how": "office", "text": "Found work."}


@pytest.fixture
def officer(caseload) -> Caller:
    return browser(caseload.officer)


def address(whom: Any, *more: Any) -> str:
    return "/".join(["", "people", str(whom.pk), "contact-notes", *map(str, more)])


def notes() -> list[ContactNote]:
    with seen_by(SERVICE):
        return list(ContactNote.objects.order_by("pk"))


def reasons(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, [reason["code"] for reason in answer.json()["reasons"]]


def test_a_contact_is_recorded_as_by_the_page(officer, caseload, anna):
    body = {**NOTE, "with_whom": "her mother", "next_on": "2026-03-16T07:00:00Z"}
    made = officer.post(address(anna), body)
    (row,) = notes()
    assert (made.status_code, made.json()["id"]) == (201, str(row.pk))
    assert (row.staff_id, row.with_whom, row.withdrawn) == (
        caseload.officer.pk, "her mother", False,
    )  # fmt: skip
    local = timezone.localtime(row.happened_at), timezone.localtime(row.next_on)
    assert [f"{moment:%d %H:%M}" for moment in local] == ["02 10:30", "16 09:00"]
    assert [who for who, *_ in recorded("supervision.record_contact")] == [caseload.officer.pk]


def test_the_same_key_records_once(officer, anna):
    first, again = (officer.post(address(anna), NOTE, key="one") for _ in range(2))
    assert (first.json(), len(notes())) == (again.json(), 1)


@pytest.mark.parametrize(("body", "expected"), [
    ({"next_on": "2026-03-01T09:00:00Z"}, ["next-before"]),
    ({"next_on": "2999-03-01T09:00:00Z"}, ["next-far"]),
    ({"next_on": "9999-12-31T23:59:59Z"}, ["next-far"]),
    ({"happened_at": "0026-03-02T10:30:00Z"}, ["long-ago"]),
    ({"happened_at": "2999-03-02T10:30:00Z"}, ["in-future"]),
    ({"happened_at": "9999-12-31T23:59:59Z"}, ["in-future"]),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_its_reason(officer, anna, body, expected):
    answer = officer.post(address(anna), {**NOTE, **body})
    assert (reasons(answer), notes()) == ((422, expected), [])


@pytest.mark.parametrize("body", [
    {"text": ""}, {"text": "a" * 10001}, {"how": "dream"}, {"happened_at": "2026-03-02T10:30:00"},
    {"happened_at": "noon"}, {"with_whom": "a" * 121}, {"unknown": 1}, {"next_on": "2026-03-16"},
])  # fmt: skip
def test_what_the_form_refuses_names_its_field(officer, anna, body):
    answer = officer.post(address(anna), {**NOTE, **body})
    assert (answer.status_code, notes()) == (422, [])
    assert str(next(iter(body))) in answer.content.decode()


def test_all_contacts_newest_first_a_page_at_a_time(officer, caseload, anna):
    rows = [note(anna, caseload.officer, -days) for days in (1, 2, 3)]
    first = officer.get(address(anna), {"size": 2}).json()
    assert [item["id"] for item in first["items"]] == [str(row.pk) for row in rows[:2]]
    rest = officer.get(address(anna), {"size": 2, "cursor": first["next"]}).json()
    assert ([item["id"] for item in rest["items"]], rest["next"]) == ([str(rows[2].pk)], None)


def test_reading_and_writing_are_looks(officer, caseload, anna):
    officer.get(address(anna))
    officer.post(address(anna), NOTE)
    look = (caseload.officer.pk, [str(anna.pk)], "api", "caseload", "")
    assert looks() == [look, look]


def test_a_note_is_taken_back_with_a_reason(officer, caseload, anna):
    row = note(anna, caseload.officer, -5)
    empty = officer.post(address(anna, row.pk, "withdrawal"), {"reason": " "})
    assert (empty.status_code, notes()[0].withdrawn) == (422, False)
    done = officer.post(address(anna, row.pk, "withdrawal"), {"reason": "written twice"})
    assert (done.status_code, notes()[0].withdrawn_because) == (201, "written twice")
    again = officer.post(address(anna, row.pk, "withdrawal"), {"reason": "again"})
    assert reasons(again) == (404, ["not-there"])


def test_a_note_of_another_person_is_not_there(officer, caseload, anna):
    row = note(anna, caseload.officer, -5)
    other = caseload.add("Liepa")
    answer = officer.post(address(other, row.pk, "withdrawal"), {"reason": "x"})
    assert (reasons(answer), notes()[0].withdrawn) == ((404, ["not-there"]), False)


def test_who_may_not_records_nothing_and_reads_why(house, anna):
    clerk = browser(house.member("clerk", "jelgava"))
    answer = clerk.post(address(anna), NOTE)
    assert (answer.status_code, notes()) == (403, [])


def test_the_next_day_of_an_agreed_contact_is_on_my_day(officer, caseload, anna):
    body = {**NOTE, "happened_at": at(-1).isoformat(), "next_on": at(0, 23).isoformat()}
    assert officer.post(address(anna), body).status_code == 201
    page = officer.client.get("/")
    assert b"23:00" in page.content
