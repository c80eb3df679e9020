"""What can be said of a meeting, and what the reader is told where it cannot."""

from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.meetings.content import Guest, Plan, Record, Resolution
from tilts.casework.meetings.forms import DecideForm, GuestForm, HoldForm, MinutesForm, PlanForm
from tilts.casework.meetings.verbs import MINUTES, deciding, inviting
from tilts.platform.organisation.models import Staff

from .desk import AGREED, POLICE, TODAY, WEEK, police

EITHER = "Choose one of our staff, or else a name and an organisation."
WHENCE = "Say from where they come."
CALL = {"about": "Housing", "length": 90, "place": "Room 3", "basis": "Law", "shareable": "Plan"}


def faults(form):
    return {name: [str(text) for text in texts] for name, texts in form.errors.items()}


def test_a_meeting_is_called_with_all_that_the_others_must_know(db):
    at = timezone.now().replace(microsecond=0) + WEEK
    form = PlanForm({**CALL, "starts_at": at.isoformat(), "agenda": "Who does what."})
    assert form.is_valid()
    assert form.plan() == Plan(
        about="Housing",
        basis="Law",
        shareable="Plan",
        place="Room 3",
        starts_at=at,
        length=90,
        agenda="Who does what.",
    )
    assert set(PlanForm({}).errors) == {*CALL, "starts_at"}


@pytest.mark.parametrize(("length", "told"), [
    (9, ["Ensure this value is greater than or equal to 10."]),
    (10, []),
    (600, []),
    (601, ["Ensure this value is less than or equal to 600."]),
])  # fmt: skip
def test_a_meeting_has_a_length_that_can_be(length, told):
    form = PlanForm({**CALL, "starts_at": "2026-12-01T10:00", "length": length})
    assert faults(form).get("length", []) == told


@pytest.mark.parametrize(
    ("sent", "own", "found"),
    [
        (POLICE, False, {}),
        ({"sector": "own"}, True, {}),
        ({"sector": "police"}, True, {}),
        ({"sector": "own", "name": "J. Vanags"}, True, {"__all__": [EITHER]}),
        ({"sector": "police", "name": "J. Vanags"}, False, {"__all__": [EITHER]}),
        ({"sector": "own"}, False, {"__all__": [EITHER]}),
        ({**POLICE, "sector": "own"}, False, {"sector": [WHENCE]}),
    ],
    ids=["outside", "staff", "sector follows", "both", "no organisation", "nobody", "no sector"],
)
def test_who_can_be_invited(desk, sent, own, found):
    staff = Staff.objects.filter(pk=desk.colleague.pk)
    form = GuestForm({**sent, **({"staff": desk.colleague.pk} if own else {})}, staff=staff)
    assert faults(form) == found
    if not found:
        assert form.guest() == (Guest(sector="own", staff=desk.colleague) if own else police())


def test_only_staff_of_ones_own_agency_are_offered(desk):
    desk.house.member("probation_officer", "jelgava")
    offered = inviting(desk.by).form(None, desk.planned()).fields["staff"].queryset
    assert set(offered) == {desk.officer}
    _later = desk.colleague
    names = [inviting(desk.by).form(None, None).fields["staff"].label_from_instance(one)
             for one in offered.all()]  # fmt: skip
    assert names == [f"{one.family} {one.given}" for one in (desk.officer, desk.colleague)]


def test_a_decision_is_offered_to_the_unit_and_first_to_the_chair(desk):
    meeting = desk.held()
    desk.house.member("prison_officer", "olaine")
    form = deciding(desk.by).form(None, meeting)
    assert set(form.fields["responsible"].queryset) == {desk.officer, desk.colleague}
    assert form.initial == {"responsible": desk.officer.pk, "due": TODAY + 2 * WEEK}


def test_what_is_decided_is_said_as_the_action_takes_it(desk):
    staff = Staff.objects.filter(pk=desk.colleague.pk)
    sent = {"what": "Find a room", "responsible": desk.colleague.pk, "due": str(TODAY)}
    form = DecideForm(sent, staff=staff)
    assert form.is_valid()
    assert form.resolution() == Resolution(
        what="Find a room", responsible=desk.colleague, due=TODAY, other=""
    )
    stranger = DecideForm({**sent, "responsible": desk.officer.pk}, staff=staff)
    assert set(stranger.errors) == {"responsible"}


def test_the_agenda_stands_where_the_minutes_are_to_be_written(desk):
    meeting = desk.planned(agenda="Who does what.")
    form = HoldForm(None, meeting=meeting)
    assert form.initial == {"attended": [], "minutes": "Who does what."}


def test_minutes_that_are_written_anew_begin_with_what_stands(desk):
    meeting = desk.held()
    police = meeting.invitees.get(staff=None)
    form = MINUTES.form(None, meeting)
    assert form.initial == {"attended": [police.pk], "minutes": AGREED, "seen": 1}
    offered: Any = form.fields["attended"]
    assert [text for _key, text in offered.choices] == [
        desk.colleague.name,
        "J. Vanags, State Police",
    ]
    anew = {"minutes": "Anew.", "attended": [police.pk]}
    sent = MinutesForm({**anew, "seen": "1"}, meeting=meeting)
    assert sent.is_valid()
    assert sent.record() == Record(minutes="Anew.", attended={police.pk}, seen=1)
    assert set(MinutesForm(anew, meeting=meeting).errors) == {"seen"}


def test_who_was_not_invited_did_not_come(desk):
    other = desk.invited().invitees.first()
    form = HoldForm({"minutes": "x", "attended": [other.pk]}, meeting=desk.held())
    assert set(form.errors) == {"attended"}
