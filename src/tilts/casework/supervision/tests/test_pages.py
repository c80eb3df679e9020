"""The pages of contacts, and a contact recorded from My day."""

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from tilts.casework.people.tests.desk import browser, looks, recorded, with_purpose
from tilts.casework.people.tests.people import change, person
from tilts.casework.supervision.contacts import Contact
from tilts.casework.supervision.forms import ContactForm, WithdrawForm
from tilts.casework.supervision.models import ContactNote
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .notes import at, note

REQUIRED = "This field is required."
TOLD = {"how": "phone", "text": "Found work.", "next": "", "happened_at": "2026-03-02T10:30"}


def moment(*parts: int) -> datetime:
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_current_timezone())


def url(name: str, *args: Any) -> str:
    return reverse(f"supervision:{name}", args=[arg.pk for arg in args])


def notes() -> list[ContactNote]:
    with seen_by(SERVICE):
        return list(ContactNote.objects.order_by("pk"))


def errors(**values: str) -> Any:
    return ContactForm({**TOLD, **values}).errors


DAY = "2026-04-01T13:15"


@pytest.mark.parametrize(("choice", "day", "expected"), [
    ("", "", None),
    ("7", "", moment(2026, 3, 9, 9)),
    ("14", "", moment(2026, 3, 16, 9)),
    ("28", "", moment(2026, 3, 30, 9)),
    ("on", DAY, moment(2026, 4, 1, 13, 15)),
    ("", DAY, moment(2026, 4, 1, 13, 15)),  # a day that was typed is not lost
])  # fmt: skip
def test_when_the_next_contact_is(choice, day, expected):
    form = ContactForm({**TOLD, "next": choice, "next_on": day})
    assert form.is_valid()
    assert form.contact() == Contact(
        happened_at=moment(2026, 3, 2, 10, 30), how="phone", text="Found work.", next_on=expected
    )


@pytest.mark.parametrize(("values", "expected"), [
    ({}, {}),
    ({"text": ""}, {"text": [REQUIRED]}),
    ({"happened_at": ""}, {"happened_at": [REQUIRED]}),
    ({"happened_at": "noon"}, {"happened_at": ["Enter a valid date/time."]}),
    ({"next": "on"}, {"next_on": ["Give the day and time, or choose “not agreed”."]}),
    ({"next": "on", "next_on": "soon"}, {"next_on": ["Enter a valid date/time."]}),
    ({"next": "7", "next_on": DAY},
     {"next_on": ["Choose “on a day” for this, or leave it empty."]}),
    ({"next": "3"}, {"next": ["Select a valid choice. 3 is not one of the available choices."]}),
    ({"how": "dream"},
     {"how": ["Select a valid choice. dream is not one of the available choices."]}),
])  # fmt: skip
def test_what_the_form_says(values, expected):
    assert errors(**values) == expected


def test_a_note_is_taken_back_with_a_reason():
    assert dict(WithdrawForm({"reason": ""}).errors) == {"reason": [REQUIRED]}
    assert WithdrawForm({"reason": "written twice"}).is_valid()


class TestRecording:
    def test_a_contact_is_recorded(self, desk, caseload, anna):
        answer = desk.post(url("record", anna), {**TOLD, "with_whom": "her mother"})
        assert (answer.status_code, answer.url) == (302, url("contacts", anna))
        said = [str(message) for message in get_messages(answer.wsgi_request)]
        (row,) = notes()
        assert said == ["The contact is recorded."]
        assert (row.person_id, row.staff_id, row.text, row.with_whom, row.next_on) == (
            anna.pk, caseload.officer.pk, "Found work.", "her mother", None,
        )  # fmt: skip
        assert looks() == [(caseload.officer.pk, [str(anna.pk)], "page", "caseload", "")]

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, desk, anna):
        page = desk.post(url("record", anna), {**TOLD, "next": "on"})
        html = page.content.decode()
        wanted = "Give the day and time, or choose “not agreed”."
        assert (page.status_code, page.context["form"].errors) == (422, {"next_on": [wanted]})
        assert escape(wanted) in html[html.index('name="next_on"') :]
        assert ("Found work." in html, notes()) == (True, [])

    def test_a_contact_to_come_is_refused_in_words(self, desk, anna):
        tomorrow = timezone.localtime(at(1)).strftime("%Y-%m-%dT%H:%M")
        page = desk.post(url("record", anna), {**TOLD, "happened_at": tomorrow})
        why = "A contact is recorded once it has taken place."
        assert (page.status_code, page.context["form"].non_field_errors()) == (422, [why])
        assert (escape(why) in page.content.decode(), notes()) == (True, [])

    def test_from_my_day_in_three_interactions(self, desk, caseload, anna):
        """The link in the row, the text, and Save: everything else has its answer already."""
        note(anna, caseload.officer, -7, next_on=at(0, 15))
        day = desk.get(reverse("web:my_day")).content.decode()
        (link,) = set(re.findall(rf'href="({re.escape(url("record", anna))}[^"]*)"', day))
        form = desk.get(link).context["form"]
        begun: dict[str, Any] = {field.name: field.value() or "" for field in form}
        begun["happened_at"] = begun["happened_at"].strftime("%Y-%m-%dT%H:%M")
        answer = desk.post(link, {**begun, "text": "Came on time."})
        assert (answer.status_code, answer.url) == (302, reverse("web:my_day"))
        assert [(row.how, row.text) for row in notes()[1:]] == [("office", "Came on time.")]

    def test_who_may_only_read_does_not_enter(self, house, anna):
        client = with_purpose(browser(house.member("clerk", "jelgava")), anna)
        page = client.get(url("contacts", anna))
        assert (page.status_code, url("record", anna) in page.content.decode()) == (200, False)
        assert client.post(url("record", anna), TOLD).status_code == 403
        assert notes() == []


class TestContacts:
    def test_newest_first_with_what_was_taken_back(self, desk, caseload, anna):
        old = note(anna, caseload.officer, -9, with_whom="her mother", next_on=at(-2))
        back = note(anna, caseload.officer, -1, withdrawn=True)
        page = desk.get(url("contacts", anna))
        html = page.content.decode()
        assert (page.status_code, page.context["page"].items) == (200, [back, old])
        told = ["taken back", "written twice", "her mother", "day -9", "day -1", "Kalna"]
        assert [text for text in told if text not in html] == []
        offered = [url("withdraw", anna, row) in html for row in (old, back)]
        assert offered == [True, False]

    def test_nothing_yet(self, desk, anna):
        html = desk.get(url("contacts", anna)).content.decode()
        assert "No contact is recorded yet." in html

    def test_notes_of_merged_records_are_among_them(self, desk, caseload, anna):
        gone = caseload.add("Ozolina")
        row = note(gone, caseload.officer, -3)
        change(gone, merged_into=anna)
        assert desk.get(url("contacts", anna)).context["page"].items == [row]

    def test_as_many_queries_for_three_as_for_one(self, desk, caseload, anna):
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert desk.get(url("contacts", anna)).status_code == 200
            return len(captured)

        note(anna, caseload.officer, -9)
        one = queries()
        note(anna, caseload.officer, -8)
        note(anna, caseload.officer, -7)
        assert queries() == one

    def test_a_longer_history_is_paged(self, desk, caseload, anna):
        rows = [note(anna, caseload.officer, -days) for days in range(1, 23)]
        page = desk.get(url("contacts", anna)).context["page"]
        more = desk.get(url("contacts", anna), {"cursor": page.next}).context["page"]
        assert (page.items, more.items) == (rows[:20], rows[20:])


class TestTakingBack:
    def test_a_note_is_taken_back(self, desk, caseload, anna):
        row = note(anna, caseload.officer, -5)
        page = desk.get(url("withdraw", anna, row))
        assert (page.status_code, "day -5" in page.content.decode()) == (200, True)
        answer = desk.post(url("withdraw", anna, row), {"reason": "about another person"})
        assert (answer.status_code, answer.url) == (302, url("contacts", anna))
        assert [(n.withdrawn, n.withdrawn_because) for n in notes()] == [
            (True, "about another person")
        ]

    def test_without_a_reason_it_stands(self, desk, caseload, anna):
        row = note(anna, caseload.officer, -5)
        page = desk.post(url("withdraw", anna, row), {"reason": ""})
        html = page.content.decode()
        assert (page.status_code, page.context["form"].errors) == (422, {"reason": [REQUIRED]})
        assert REQUIRED in html[html.index('name="reason"') :]
        assert [n.withdrawn for n in notes()] == [False]

    def test_once(self, desk, caseload, anna):
        row = note(anna, caseload.officer, -5, withdrawn=True)
        assert desk.get(url("withdraw", anna, row)).status_code == 404
        assert desk.post(url("withdraw", anna, row), {"reason": "again"}).status_code == 404
        assert recorded("supervision.withdraw_contact") == []

    def test_a_note_of_the_other_person_is_not_there(self, desk, caseload, anna):
        row = note(anna, caseload.officer, -5)
        other = caseload.add("Liepa")
        page = desk.post(url("withdraw", other, row), {"reason": "x"})
        assert (page.status_code, [n.withdrawn for n in notes()]) == (404, [False])


@pytest.mark.parametrize("name", ["contacts", "record"])
def test_somebody_elsewhere_is_nobody(desk, house, name):
    far = person("Tālais", at=house.units["riga"])
    page = desk.get(url(name, far))
    assert (page.status_code, "Tālais" in page.content.decode(), looks()) == (404, False, [])


@pytest.mark.parametrize("name", ["contacts", "record"])
def test_a_colleague_says_why_they_look(house, anna, name):
    client = browser(house.member("probation_officer", "jelgava"))
    assert client.get(url(name, anna)).status_code == 403
    assert client.get(url(name, anna)).content.decode().count("Why do you open this record?") > 0
    assert with_purpose(client, anna).get(url(name, anna)).status_code == 200
    assert [(way, purpose) for _, _, way, purpose, _ in looks()] == [("page", "check")]


def test_my_day_shows_all_three_sections_and_names_people_at_once(desk, caseload, anna):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(reverse("web:my_day")).status_code == 200
        return len(captured)

    note(anna, caseload.officer, -50, next_on=at(0, 15))
    html = desk.get(reverse("web:my_day")).content.decode()
    told = ["Ozola", "15:00", "not seen for 50 days", "1 person"]
    assert [text for text in told if text not in html] == []
    one = queries()
    for family in ("Egle", "Liepa"):
        note(caseload.add(family), caseload.officer, -50, next_on=at(0, 15))
    assert queries() == one


def test_an_office_opens_at_nine_in_summer_and_in_winter():
    """A day that is agreed across the change of the clocks keeps the hour of the office."""
    form = ContactForm({**TOLD, "happened_at": "2026-03-25T16:00", "next": "7"})
    assert form.is_valid()
    agreed = form.contact().next_on
    assert agreed is not None
    local = timezone.localtime(agreed)
    assert (local.date() - timedelta(days=7), local.time()) == (moment(2026, 3, 25).date(), time(9))
