"""What became of an appointment: open at its hour, said once, taken back, nothing by default."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from tilts.casework.people.tests.desk import recorded
from tilts.casework.supervision.actions import (
    call_off,
    record_outcome,
    reschedule,
    take_back_outcome,
    withdraw_contact,
)
from tilts.casework.supervision.models import Appointment, ContactNote
from tilts.casework.supervision.outcomes import CAME, EXCUSED, MISSED, Said, in_words
from tilts.casework.supervision.queries import agreed_before, last_seen, one_appointment, said_of
from tilts.platform.gatherings.models import Attendance, Booking
from tilts.platform.gatherings.tests.groups import told
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state

from .meetings import agreed, begun, wanted
from .notes import at

pytestmark = pytest.mark.usefixtures("all_seen")
KEY = UUID(int=7)


@pytest.fixture
def row(caseload, anna) -> Appointment:
    """An appointment of an hour ago."""
    return begun(anna, caseload.officer)


def say(caseload, row, choice="complied", **values: Any) -> Appointment:
    said = Said(choice=choice, **{"text": "Found work.", **values})
    return record_outcome(by=caseload.actor, appointment=row, said=said)


def refused(caseload, row, choice="complied", **values: Any) -> list[str]:
    return told(lambda: say(caseload, row, choice, **values))


def stands(row: Appointment) -> list[tuple[Any, ...]]:
    """What is marked of an appointment, and its standing notes."""
    marks = Attendance.plain.filter(session=row.session_id)
    notes = ContactNote.objects.filter(appointment=row, withdrawn=False)
    return [
        *marks.values_list("outcome", "excuse", "minutes", "note"),
        *notes.values_list("text", "agreed", "behaviour", "concerns", "with_whom"),
    ]


def test_nothing_is_said_by_default(row):
    assert stands(row) == []


def test_who_came_has_a_contact_note(caseload, anna, row):
    say(
        caseload, row, agreed="Bring the contract.", behaviour="Calm", concerns="Debts",
        with_whom="her mother",
    )  # fmt: skip
    assert stands(row) == [
        ("complied", "", 30, ""),
        ("Found work.", "Bring the contract.", "Calm", "Debts", "her mother"),
    ]
    note = ContactNote.objects.get()
    told_of_it = (note.happened_at, note.how, note.staff_id, last_seen([anna.pk]))
    assert told_of_it == (row.starts_at, "office", caseload.officer.pk, {anna.pk: row.starts_at})
    assert agreed_before([anna.pk]) == note
    assert Attendance.plain.get().said_by_id == caseload.officer.pk


def test_every_choice_is_kept_as_it_was_said(caseload, anna):
    """Whoever did not come has no contact: only what was said of the absence."""
    found = {}
    for number, choice in enumerate([*CAME, *EXCUSED, *MISSED]):
        one = begun(anna, caseload.officer, timezone.now() - timedelta(days=number + 1))
        say(caseload, one, choice)
        read = one_appointment(anna.pk, one.pk)
        assert read
        mark = said_of(read)
        assert mark
        found[choice] = (*stands(one)[0], str(in_words(mark, late=read.late)), len(stands(one)))
    assert found == {
        "complied": ("complied", "", 30, "", "came, and complied", 2),
        "late": ("complied", "", 30, "", "came late", 2),
        "not-complied": ("not-complied", "", 30, "", "came, did not comply", 2),
        "sent-home": ("sent-home", "", 0, "", "sent home", 2),
        **{
            f"excused:{kind}": (
                "excused", kind, 0, "Found work.", f"acceptable absence: {label}", 1,
            )
            for kind, label in {
                "medical": "health",
                "religious": "religious day",
                "leave": "leave or holiday",
                "work": "work or study",
                "family": "family",
                "court": "court or authority",
                "other": "another reason",
            }.items()
        },
        "unacceptable": (
            "unacceptable", "", 0, "Found work.", "did not come: no acceptable reason", 1,
        ),
        "not-brought": (
            "not-brought", "", 0, "Found work.", "did not come: the service's fault", 1,
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "values", "codes"),
    [
        ("complied", {"text": " "}, ["text-wanted"]),
        ("unacceptable", {"text": "x" * 501}, ["note-long"]),
        ("excused:mood", {}, ["excuse-wanted"]),
        ("excused", {}, ["excuse-wanted"]),
    ],
)
def test_what_must_be_said(caseload, row, choice, values, codes):
    assert (refused(caseload, row, choice, **values), stands(row)) == (codes, [])


def test_an_absence_needs_no_words(caseload, row):
    say(caseload, row, "unacceptable", text="")
    assert stands(row) == [("unacceptable", "", 0, "")]


def test_it_opens_at_its_hour(caseload, anna):
    ahead = agreed(caseload.actor, anna, 1)
    assert refused(caseload, ahead) == ["not-begun"]
    assert refused(caseload, ahead, "excused:medical") == ["not-begun"]
    just_now = begun(anna, caseload.officer, timezone.now())
    assert refused(caseload, just_now) == []


def test_nothing_becomes_of_what_was_called_off(caseload, anna):
    row = agreed(caseload.actor, anna)
    call_off(by=caseload.actor, appointment=row, side="person", because="Ill")
    assert refused(caseload, row) == ["called-off", "not-begun"]


def test_the_same_word_twice_counts_once(caseload, row):
    for _ in range(2):
        say(caseload, row, key=KEY, next=wanted(7, 10))
    assert stands(row) == [("complied", "", 30, ""), ("Found work.", "", "", "", "")]
    assert Appointment.objects.filter(follows=row).count() == 1


def test_another_word_wants_the_first_taken_back(caseload, row):
    say(caseload, row)
    assert refused(caseload, row, "unacceptable") == ["recorded"]
    take_back_outcome(by=caseload.actor, appointment=row, because="The wrong line")
    say(caseload, row, "unacceptable")
    assert stands(row) == [("unacceptable", "", 0, "Found work.")]


def test_the_next_one_is_agreed_there(caseload, anna, row):
    say(caseload, row, next=wanted(14, 10, about="Work"))
    new = Appointment.objects.get(follows=row)
    assert (new.starts_at, new.about, new.person_id) == (at(14, 10), "Work", anna.pk)


def test_with_a_next_one_that_cannot_be_nothing_is_recorded(caseload, row):
    agreed(caseload.actor, caseload.add("Berta"), 14, 10)
    assert refused(caseload, row, next=wanted(14, 10)) == ["clash"]
    assert (stands(row), Appointment.objects.filter(follows=row).count()) == ([], 0)


def test_taken_back_it_is_as_if_nothing_had_been_said(caseload, anna, row):
    say(caseload, row, "late", next=wanted(14, 10))
    take_back_outcome(by=caseload.actor, appointment=row, because="The wrong person")
    row.refresh_from_db()
    new = Appointment.objects.get(follows=row)
    assert (stands(row), row.late, last_seen([anna.pk])) == ([], False, {})
    assert (new.called_off_by, Booking.objects.filter(session=new.session_id).count()) == (
        "service",
        0,
    )
    note = ContactNote.objects.get()
    assert (note.withdrawn, note.withdrawn_because) == (True, "The wrong person")
    [(by, about, _wall, reason, _changes)] = recorded("supervision.take_back_outcome")
    assert (by, about, reason) == (caseload.officer.pk, anna.pk, "The wrong person")


def test_what_was_agreed_there_stays_once_it_has_begun(caseload, anna, row):
    say(caseload, row)
    later = begun(anna, caseload.officer, timezone.now() - timedelta(minutes=10), follows=row)
    take_back_outcome(by=caseload.actor, appointment=row, because="The wrong line")
    later.refresh_from_db()
    assert later.is_called_off is False


def test_where_nothing_was_said_there_is_nothing_to_take_back(caseload, row):
    do = partial(take_back_outcome, by=caseload.actor, appointment=row, because="x")
    assert told(do) == ["nothing-recorded"]


def test_its_note_is_not_taken_back_alone(caseload, row):
    say(caseload, row)
    note = ContactNote.objects.get()
    do = partial(withdraw_contact, by=caseload.actor, note=note, reason="x")
    assert told(do) == ["of-appointment"]


def test_who_stands_in_records_it(caseload, row):
    head = actor_for(caseload.house.member("head_of_unit", "jelgava"), timezone.localdate())
    said = Said(choice="complied", text="Came to me.")
    record_outcome(by=head, appointment=row, said=said)
    assert ContactNote.objects.get().staff_id == head.party
    assert Attendance.plain.get().said_by_id == head.party


def test_the_next_one_is_with_the_officer_whoever_stood_in(caseload, row):
    head = actor_for(caseload.house.member("head_of_unit", "jelgava"), timezone.localdate())
    said = Said(choice="complied", text="Came to me.", next=wanted(14, 10))
    record_outcome(by=head, appointment=row, said=said)
    assert Appointment.objects.get(follows=row).staff_id == caseload.officer.pk


def test_of_a_moved_next_one_the_newest_is_called_off_with_what_led_to_it(caseload, row):
    say(caseload, row, next=wanted(14, 10))
    first = Appointment.objects.get(follows=row)
    new = reschedule(by=caseload.actor, appointment=first, side="person", wanted=wanted(15, 10))
    take_back_outcome(by=caseload.actor, appointment=row, because="The wrong line")
    rows = Appointment.objects.filter(pk__in=[first.pk, new.pk]).order_by("starts_at")
    assert [(one.called_off_by, one.called_off_because) for one in rows] == [
        ("person", "moved"),
        ("service", "taken-back"),
    ]
    assert Booking.objects.count() == 0


@pytest.mark.parametrize("because", ["", " "])
def test_it_is_not_taken_back_without_a_word(caseload, row, because):
    say(caseload, row)
    do = partial(take_back_outcome, by=caseload.actor, appointment=row, because=because)
    assert (told(do), len(stands(row))) == (["reason-missing"], 2)


def test_no_system_was_there(row):
    said = Said(choice="complied", text="x")
    assert told(lambda: record_outcome(by=SERVICE, appointment=row, said=said)) == ["not-staff"]


def test_the_record_tells_all_of_it_in_order(caseload, row):
    say(caseload, row, "late", next=wanted(14, 10))
    take_back_outcome(by=caseload.actor, appointment=row, because="The wrong line")
    say(caseload, row, next=wanted(15, 10))
    kinds = Act.objects.filter(kind__startswith="supervision.").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "supervision.record_outcome",
        "supervision.agree_appointment",
        "supervision.take_back_outcome",
        "supervision.record_outcome",
        "supervision.agree_appointment",
    ]
    assert check_state().faults == []
