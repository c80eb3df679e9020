"""Forms of appointments: what they offer, and what they hand to the actions."""

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from tilts.casework.people.tests.desk import kept
from tilts.casework.supervision.appointment_verbs import moved_form
from tilts.casework.supervision.appointments import Wanted
from tilts.casework.supervision.forms import (
    AppointmentForm,
    CallOffForm,
    OutcomeForm,
    RescheduleForm,
    TakeBackForm,
)
from tilts.casework.supervision.forms.appointments import WAYS
from tilts.casework.supervision.models import Appointment
from tilts.casework.supervision.outcomes import CAME, EXCUSED, MISSED
from tilts.casework.supervision.queries import appointments_of, one_appointment
from tilts.platform.gatherings.models import Place

from .meetings import agreed, begun
from .notes import at

pytestmark = pytest.mark.usefixtures("all_seen")
SHEET = "00000000-0000-0000-0000-000000000007"
USUAL = {"minutes": "30", "how": "office", "agreed_how": "spoken"}


@pytest.fixture
def room(caseload) -> Place:
    unit = caseload.house.units["jelgava"]
    made: Place = kept(Place(unit=unit, name="Room 2", seats=4, since=timezone.localdate()))
    return made


@pytest.fixture
def row(caseload, anna) -> Appointment:
    return begun(anna, caseload.officer, how="visit", where="at home", about="Work")


def outcome(row: Appointment, **values: Any) -> OutcomeForm:
    sent = {"choice": "complied", "text": "Found work.", "next": "", "sheet": SHEET, **values}
    form = OutcomeForm(sent, appointment=row)
    form.propose([at(7, 10), at(14, 10)])
    return form


def test_nobody_is_met_in_writing():
    assert [code for code, _label in WAYS] == ["office", "phone", "visit", "video", "prison"]


def test_rooms_of_the_office_are_offered(caseload, room):
    other = kept(
        Place(unit=caseload.house.units["riga"], name="Cell", seats=1, since=timezone.localdate())
    )
    form = AppointmentForm(unit=caseload.house.units["jelgava"])
    choices: Any = form.fields["place"]
    assert list(choices.choices) == [("", "–"), (str(room.pk), "Room 2")]
    assert str(other.pk) not in form.rooms


def test_what_was_said_is_what_is_wanted(caseload, room):
    sent = {
        **USUAL, "starts_at": f"{at(7, 10):%Y-%m-%dT%H:%M}", "minutes": "45", "how": "video",
        "place": str(room.pk), "where": "the link", "about": "Work", "agreed_how": "phone",
    }  # fmt: skip
    form = AppointmentForm(sent, unit=caseload.house.units["jelgava"])
    assert form.is_valid(), form.errors
    assert form.wanted() == Wanted(
        starts_at=at(7, 10), minutes=45, how="video", place=room, where="the link",
        about="Work", agreed_how="phone",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_at": ""}, "starts_at"),
        ({"starts_at": "soon"}, "starts_at"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "721"}, "minutes"),
        ({"how": "letter"}, "how"),
        ({"agreed_how": "dreamt"}, "agreed_how"),
        ({"place": SHEET}, "place"),
        ({"about": "x" * 301}, "about"),
        ({"where": "x" * 121}, "where"),
    ],
)
def test_what_an_appointment_cannot_be(caseload, values, field):
    sent = {**USUAL, "starts_at": "2031-01-06T10:00", **values}
    form = AppointmentForm(sent, unit=caseload.house.units["jelgava"])
    assert list(form.errors) == [field]


def test_a_move_is_filled_in_with_what_stands(caseload, anna, room):
    first = agreed(caseload.actor, anna, 7, how="office", place=room, about="Work", minutes=45)
    assert moved_form(None, first).initial == {
        "starts_at": at(7, 10),
        "minutes": 45,
        "how": "office",
        "place": str(room.pk),
        "where": "",
        "about": "Work",
    }


def test_only_who_moves_one_reads_where_it_belongs(caseload, anna):
    """A list of appointments says nothing of the series and its unit."""
    agreed(caseload.actor, anna)
    (listed,) = appointments_of([anna.pk])
    one = one_appointment(anna.pk, listed.pk)
    assert one
    read = ["series" in row.session._state.fields_cache for row in (listed, one)]
    assert read == [False, True]


def test_who_asked_is_said_and_is_asked_first():
    fields = ("starts_at", "side", "because")
    assert RescheduleForm.field_order == fields
    assert list(CallOffForm({}).errors) == ["side", "because"]
    assert CallOffForm({"side": "person", "because": "Ill"}).is_valid()
    assert list(CallOffForm({"side": "nobody", "because": "Ill"}).errors) == ["side"]


def test_taking_back_wants_a_reason():
    assert list(TakeBackForm({"because": " "}).errors) == ["because"]
    assert list(TakeBackForm({"because": "x" * 201}).errors) == ["because"]


def test_every_choice_stands_under_its_heading_and_none_is_chosen(row):
    groups = OutcomeForm(appointment=row).groups()
    found = {str(title): [one.data["value"] for one in of] for title, of in groups}
    assert found == {
        "Came": list(CAME),
        "Acceptable absence": list(EXCUSED),
        "Did not come": list(MISSED),
    }
    chosen = [
        one.data["selected"] for _t, of in OutcomeForm(appointment=row).groups() for one in of
    ]
    assert not any(chosen)


def test_the_next_one_is_like_this_one(row):
    form = outcome(row, next=at(14, 10).isoformat())
    assert form.is_valid(), form.errors
    assert form.said().next == Wanted(
        starts_at=at(14, 10), how="visit", where="at home", about="Work"
    )


def test_another_time_is_given_by_hand(row):
    form = outcome(row, next="on", next_at=f"{at(9, 15):%Y-%m-%dT%H:%M}")
    assert form.is_valid(), form.errors
    following = form.said().next
    assert following
    assert following.starts_at == at(9, 15)


def test_a_time_that_was_chosen_is_offered_again_with_the_faults(row):
    """What was proposed when the page was opened may be proposed no more."""
    gone = at(21, 10)
    form = outcome(row, next=gone.isoformat(), choice="")
    widget: Any = form.fields["next"].widget
    assert [value for value, _label in widget.choices] == [
        at(7, 10).isoformat(),
        at(14, 10).isoformat(),
        gone.isoformat(),
        "on",
        "",
    ]


def test_the_same_word_of_a_sheet_has_one_key_and_another_word_another(row):
    def key(**values: Any) -> UUID:
        form = outcome(row, **values)
        assert form.is_valid(), form.errors
        return form.said().key

    words = [{}, {}, {"text": "Lost it."}, {"choice": "late"}, {"sheet": str(UUID(int=8))}]
    keys = [key(**one) for one in words]
    assert (keys[0] == keys[1], len(set(keys))) == (True, 4)


def test_without_room_for_a_proposal_nothing_is_chosen(row):
    form = OutcomeForm(appointment=row)
    widget: Any = form.fields["next"].widget
    assert (form.initial["next"], [value for value, _label in widget.choices]) == ("", ["on", ""])
