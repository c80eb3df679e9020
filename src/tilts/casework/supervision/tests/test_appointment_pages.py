"""Pages of appointments: agreed, recorded from My day, undone, moved, called off."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.casework.people.tests.desk import looks
from tilts.casework.supervision.actions import record_outcome
from tilts.casework.supervision.forms import OutcomeForm
from tilts.casework.supervision.models import Appointment, ContactNote
from tilts.casework.supervision.my_day import meetings
from tilts.casework.supervision.outcomes import Said
from tilts.casework.supervision.queries import said_of
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import Attendance
from tilts.platform.parties.actors import SERVICE

from .meetings import agreed, begun
from .notes import at, note


def url(name: str, row: Appointment, query: str = "") -> str:
    return reverse(f"supervision:{name}", args=[row.person_id, row.pk]) + query


@pytest.fixture
def row(caseload, anna, all_seen) -> Appointment:
    """An appointment of an hour ago."""
    return begun(anna, caseload.officer, about="Work")


def sent(row: Appointment, **values: Any) -> dict[str, Any]:
    usual = {"choice": "complied", "text": "Found work.", "next": "", "sheet": str(uuid4())}
    return {**usual, **values}


def outcomes() -> list[str]:
    return list(Attendance.plain.order_by("pk").values_list("outcome", flat=True))


def test_an_appointment_is_agreed(desk, caseload, anna):
    page = desk.get(reverse("supervision:agree", args=[anna.pk]))
    proposed = page.context["form"].initial["starts_at"]
    assert proposed > timezone.now()
    form = {
        "starts_at": f"{at(7, 10):%Y-%m-%dT%H:%M}", "minutes": "30", "how": "visit",
        "where": "at home", "about": "Work", "agreed_how": "phone",
    }  # fmt: skip
    answer = desk.post(reverse("supervision:agree", args=[anna.pk]), form)
    with seen_by(SERVICE):
        row = Appointment.objects.get()
    assert answer["Location"] == url("appointment", row)
    told = (row.starts_at, row.how, row.where, row.about, row.agreed_how, row.staff_id)
    assert told == (at(7, 10), "visit", "at home", "Work", "phone", caseload.officer.pk)


def test_a_refusal_says_why_and_loses_nothing(desk, anna):
    form = {"starts_at": "2026-01-05T10:00", "minutes": "30", "how": "office", "about": "Work",
            "agreed_how": "phone"}  # fmt: skip
    page = desk.post(reverse("supervision:agree", args=[anna.pk]), form)
    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [
        "This time has passed. Choose one that is still to come."
    ]
    assert 'value="Work"' in page.content.decode()


def test_from_my_day_to_the_record_and_back(desk, caseload, row):
    """The row leads to the page, the page back to My day, and there it can be undone."""
    (open_row,) = meetings(caseload.actor)
    assert open_row.url == url("outcome", row, "?day")
    answer = desk.post(open_row.url, sent(row, agreed="Bring the contract."))
    assert (answer.status_code, answer["Location"]) == (302, reverse("web:my_day"))
    assert [str(one) for one in get_messages(answer.wsgi_request)] == ["It is recorded."]
    (said_row,) = meetings(caseload.actor)
    assert (said_row.text, said_row.more["undo"]) == (
        "came, and complied",
        url("take_back", row, "?day"),
    )
    home = desk.get(reverse("web:my_day")).content.decode()
    assert f'action="{url("take_back", row, "?day")}"' in home
    undone = desk.post(said_row.more["undo"], {"because": "undone at once"})
    assert (undone["Location"], outcomes()) == (reverse("web:my_day"), [])
    assert meetings(caseload.actor) == [open_row]


def test_after_a_while_it_is_undone_with_a_reason_on_its_own_page(caseload, row):
    with seen_by(SERVICE):
        early = timezone.now() - timedelta(minutes=16)
        record_outcome(
            by=caseload.actor,
            appointment=row,
            said=Said(choice="complied", text="x", said_at=early),
        )
        (said_row,) = meetings(caseload.actor)
    assert (said_row.more["undo"], said_row.url) == ("", url("appointment", row, "?day"))


def test_the_page_shows_what_was_agreed_last_time(desk, caseload, anna, row):
    note(anna, caseload.officer, -9, agreed="Bring the contract.")
    page = desk.get(url("outcome", row))
    assert page.context["before"].agreed == "Bring the contract."
    assert "Bring the contract." in page.content.decode()
    assert looks()[-1][:3] == (caseload.officer.pk, [str(anna.pk)], "page")


def test_a_proposed_time_is_chosen_already_and_is_agreed(desk, row):
    form = desk.get(url("outcome", row)).context["form"]
    assert "choice" not in form.initial
    moment = form.initial["next"]
    desk.post(url("outcome", row), sent(row, next=moment))
    with seen_by(SERVICE):
        new = Appointment.objects.get(follows=row)
    assert (new.starts_at, new.about, new.how) == (datetime.fromisoformat(moment), "Work", "office")


def test_times_are_looked_for_where_the_page_shows_them(desk, row):
    """Opened, and with its faults: what is recorded leads on."""
    found = []
    for values in ({"choice": ""}, {}):
        with CaptureQueriesContext(connection) as asked:
            page = desk.post(url("outcome", row), sent(row, **values))
        looked = any('SELECT "organisation_absence"."since"' in one["sql"] for one in asked)
        found.append((page.status_code, looked))
        if page.status_code == 422:
            assert len(page.context["form"].fields["next"].widget.choices) > 2
    assert found == [(422, True), (302, False)]


def test_before_its_hour_the_page_is_shut(desk, caseload, anna, all_seen):
    ahead = agreed(caseload.actor, anna)
    page = desk.get(url("outcome", ahead))
    text = "The hour has not come yet. What became of an appointment is said from then on."
    assert [str(one.text) for one in page.context["shut"]] == [text]
    assert "<textarea" not in page.content.decode()
    assert desk.post(url("outcome", ahead), sent(ahead)).status_code == 422


def test_the_same_form_sent_twice_counts_once(desk, row):
    form = sent(row)
    answers = [desk.post(url("outcome", row), form).status_code for _ in range(2)]
    with seen_by(SERVICE):
        assert (answers, outcomes(), ContactNote.objects.count()) == ([302, 302], ["complied"], 1)


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"choice": ""}, {"choice": ["Say what became of it."]}),
        ({"next": "on"}, {"next_at": ["Give the day and time, or choose “not agreed”."]}),
        (
            {"next_at": "2031-01-06T10:00"},
            {"next_at": ["Choose “another time” for this, or leave it empty."]},
        ),
        ({"next": "soon"}, {"next": ["Choose one of the times, or another time."]}),
    ],
)
def test_what_the_form_wants(row, values, errors):
    form = OutcomeForm(sent(row, **values), appointment=row)
    assert {name: form.errors.get(name) for name in errors} == errors


def test_it_is_moved_called_off_and_taken_back(desk, caseload, anna, all_seen):
    first = agreed(caseload.actor, anna, 7, about="Work")
    filled = desk.get(url("reschedule", first)).context["form"].initial["about"]
    form = {"starts_at": f"{at(8, 11):%Y-%m-%dT%H:%M}", "minutes": "30", "how": "office",
            "agreed_how": "spoken", "side": "person"}  # fmt: skip
    answer = desk.post(url("reschedule", first), form)
    second = Appointment.objects.get(replaces=first)
    assert (filled, answer["Location"]) == ("Work", url("appointment", second))
    desk.post(url("call_off", second), {"side": "service", "because": "Ill"})
    second.refresh_from_db()
    assert (second.called_off_by, second.called_off_because) == ("service", "Ill")
    pages = [desk.get(url("appointment", one)).content.decode() for one in (first, second)]
    assert [word in page for page, word in zip(pages, ("moved by", "called off by"), strict=True)]
    assert url("appointment", second) in pages[0]


def test_of_a_note_that_belongs_to_one_the_whole_is_taken_back(desk, caseload, row):
    desk.post(url("outcome", row), sent(row))
    with seen_by(SERVICE):
        belonging = ContactNote.objects.get()
    page = reverse("supervision:withdraw", args=[row.person_id, belonging.pk])
    assert desk.get(page)["Location"] == url("take_back", row)


def test_all_of_it_stands_on_the_page_of_contacts(desk, caseload, anna, row):
    with seen_by(SERVICE):
        agreed(caseload.actor, anna, 7)
    page = desk.get(reverse("supervision:contacts", args=[anna.pk]))
    lines = page.context["appointments"]
    assert [(line.state, line.is_ahead, line.is_open) for line in lines] == [
        ("agreed", True, False),
        ("not recorded yet", False, True),
    ]
    assert [said_of(line.row) for line in lines] == [None, None]


def test_one_of_somebody_else_is_not_there(desk, caseload, row):
    berta = caseload.add("Berta")
    wrong = reverse("supervision:appointment", args=[berta.pk, row.pk])
    assert desk.get(wrong).status_code == 404


def test_my_day_asks_as_much_for_one_as_for_three(caseload, anna, row, all_seen):
    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            rows = meetings(caseload.actor)
        return len(rows), len(queries)

    alone = asked()
    for family in ("Berta", "Celma"):
        begun(caseload.add(family), caseload.officer, timezone.now() - timedelta(days=2))
    assert (alone[0], asked()) == (1, (3, alone[1]))


def test_what_nobody_recorded_stays_on_my_day_for_a_month(caseload, anna, all_seen):
    old = begun(anna, caseload.officer, timezone.now() - timedelta(days=29))
    begun(anna, caseload.officer, timezone.now() - timedelta(days=31))
    assert [(row.url, row.more["earlier"]) for row in meetings(caseload.actor)] == [
        (url("outcome", old, "?day"), True)
    ]
