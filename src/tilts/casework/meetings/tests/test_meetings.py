"""A meeting from its call to its last decision, as the record keeps it."""

from datetime import timedelta

import pytest

from tilts.casework.meetings import actions
from tilts.casework.meetings.content import Guest
from tilts.casework.meetings.models import Decision, Invitee, Meeting
from tilts.casework.people.tests.desk import recorded
from tilts.platform.organisation.actions import end_role
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import RoleAssignment
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state

from .desk import AGREED, TODAY, plan, police, refused


def attended() -> list[tuple[object, object]]:
    return list(Invitee.objects.order_by("pk").values_list("staff", "attended"))


def test_from_the_call_to_the_last_decision(desk):
    meeting = desk.held()
    row = desk.decide(meeting)
    desk.move(meeting, "approve")
    assert refused(lambda: desk.move(meeting, "close")) == ["decision-open"]
    done = actions.follow_up(by=desk.other, decision=row, outcome="A room was found.")
    desk.move(meeting, "close")
    kept = Meeting.objects.get()
    assert (kept.state, kept.minutes, kept.minutes_version) == ("closed", AGREED, 2)
    assert (kept.approved_on, kept.approved_by) == (TODAY, desk.officer)
    assert (done.pk, done.done_on, done.outcome) == (row.pk, TODAY, "A room was found.")
    assert attended() == [(desk.colleague.pk, False), (None, True)]
    assert check_state().faults == []


def test_who_calls_a_meeting_chairs_it_where_the_person_is_worked_with(desk):
    meeting = desk.planned(length=90, agenda="Who does what.")
    kept = Meeting.objects.get()
    assert (kept.chair, kept.unit, kept.person) == (
        desk.officer,
        desk.house.units["riga"],
        desk.anna,
    )
    assert (kept.starts_at, kept.ends_at - kept.starts_at) == (
        meeting.starts_at,
        timedelta(minutes=90),
    )
    assert (kept.about, kept.basis, kept.shareable, kept.agenda, kept.place) == (
        "Housing",
        "Regulation",
        "The plan",
        "Who does what.",
        "Room 3",
    )
    assert (kept.state, kept.minutes_version, kept.approved_by) == ("planned", 0, None)


def test_minutes_and_attendance_are_written_anew_until_they_are_approved(desk):
    meeting = desk.held()
    own = meeting.invitees.get(staff=desk.colleague)
    desk.write(meeting, "They agreed on a room.", attended={own.pk}, seen=1)
    assert attended() == [(desk.colleague.pk, True), (None, False)]
    desk.move(meeting, "approve")
    assert refused(lambda: desk.write(meeting, "x")) == ["only-while-held"]
    desk.move(meeting, "correct", "A name was wrong.")
    desk.write(meeting, "They agreed on a flat.", seen=2)
    kept = Meeting.objects.get()
    assert (kept.state, kept.minutes, kept.minutes_version) == ("held", "They agreed on a flat.", 3)
    assert check_state().faults == []


def test_minutes_are_not_written_over_what_one_has_not_read(desk):
    meeting = desk.held()
    desk.write(meeting, "Theirs.", seen=1)
    assert refused(lambda: desk.write(meeting, "Mine.", seen=1)) == ["written-meanwhile"]
    assert Meeting.objects.get().minutes == "Theirs."


def test_what_is_decided_stands_with_who_sees_to_it(desk):
    row = desk.decide(desk.held(), other="State Police", due=TODAY)
    kept = Decision.objects.get()
    assert (kept, kept.person, kept.meeting) == (row, desk.anna, Meeting.objects.get())
    assert (kept.what, kept.responsible, kept.other, kept.due) == (
        "Find a room",
        desk.colleague,
        "State Police",
        TODAY,
    )
    assert (kept.done_on, kept.outcome) == (None, "")


def test_each_write_stands_on_the_record_with_its_author(desk):
    meeting = desk.held()
    desk.write(meeting, "Anew.")
    actions.follow_up(by=desk.other, decision=desk.decide(meeting), outcome="Found.")
    kinds = ("begin", "add_invitee", "note_attendance", "write_minutes", "decide")
    written = {kind: recorded(f"meetings.{kind}") for kind in kinds}
    by = {kind: {(row[0], row[1]) for row in rows} for kind, rows in written.items()}
    assert by == {kind: {(desk.officer.pk, desk.anna.pk)} for kind in kinds}
    ((who, whom, _wall, _why, changes),) = recorded("meetings.follow_up")
    assert (who, whom) == (desk.colleague.pk, desk.anna.pk)
    assert changes == [
        (
            "meetings.decision",
            {"done_on": None, "outcome": ""},
            {"done_on": str(TODAY), "outcome": "Found."},
        )
    ]


def test_a_meeting_that_is_reopened_goes_on_from_where_it_was(desk):
    meeting = desk.approved()
    desk.move(meeting, "close")
    head = actor_for(desk.house.member("head_of_unit"), TODAY)
    actions.advance(by=head, meeting=meeting, code="reopen", reason="Something was forgotten.")
    desk.move(meeting, "correct", "A decision is missing.")
    desk.decide(meeting)
    assert (meeting.state, check_state().faults) == ("held", [])


def test_a_colleague_approves_once_the_chair_holds_meetings_no_more(desk):
    meeting = desk.held()
    approve = {"by": desk.other, "meeting": meeting, "code": "approve", "seen": 1}
    assert refused(lambda: actions.advance(**approve)) == ["not-chair"]
    held = RoleAssignment.objects.get(staff=desk.officer)
    end_role(by=SERVICE, assignment=held, until=TODAY)
    actions.advance(**approve)
    assert (meeting.state, Meeting.objects.get().approved_by) == ("approved", desk.colleague)


@pytest.mark.parametrize("staff", [True, False], ids=["a colleague", "another agency"])
def test_who_is_invited_has_a_name_to_show(desk, staff):
    guest = Guest(sector="own", staff=desk.colleague) if staff else police()
    row = desk.add(desk.planned(), guest)
    assert row.who == (desk.colleague.name if staff else "J. Vanags, State Police")


def test_meetings_are_called_in_the_unit_of_who_works_with_the_person(desk):
    elsewhere = actor_for(desk.house.member("head_of_unit"), TODAY)
    meeting = actions.plan_meeting(by=elsewhere, person=desk.anna, what=plan(length=10))
    assert (meeting.unit_id, meeting.chair_id) == (desk.house.units["riga"].pk, elsewhere.party)
    assert meeting.ends_at - meeting.starts_at == timedelta(minutes=10)
