"""What stands in the way, each with its reason; nothing is written then."""

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tilts.casework.meetings import actions
from tilts.casework.meetings.content import Guest, Record
from tilts.casework.meetings.guards import all_followed_up, by_chair, has_guests, is_ahead
from tilts.casework.meetings.models import Decision, Invitee, Meeting
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .desk import DAY, HOUR, TODAY, WEEK, at_hour, plan, police, refused


def barred(desk: Any, staff: Any) -> None:
    ground = BarGround.RELATIVE
    bar(by=SERVICE, staff=staff.pk, person=desk.anna.pk, ground=ground, since=TODAY)


def test_nobody_calls_a_meeting_for_a_time_that_is_over(desk):
    now, _anna = timezone.now(), desk.anna  # whom no refusal takes back
    assert refused(lambda: desk.planned(starts_at=now)) == ["meeting-past"]
    assert refused(lambda: desk.planned(starts_at=now - WEEK)) == ["meeting-past"]
    assert Meeting.objects.count() == 0


def test_only_staff_call_a_meeting(desk):
    call = {"by": SERVICE, "person": desk.anna, "what": plan()}
    assert refused(lambda: actions.plan_meeting(**call)) == ["no-chair"]


@pytest.mark.parametrize("attempt", ["plan", "add", "hold", "write", "decide", "follow_up", "move"])
def test_whoever_does_not_see_the_person_does_nothing(desk, attempt):
    far = actor_for(desk.house.member("probation_officer", "jelgava"), TODAY)
    meeting = desk.held()
    row, record = desk.decide(meeting), Record(minutes="x")
    tries = {
        "plan": lambda: actions.plan_meeting(by=far, person=desk.anna, what=plan()),
        "add": lambda: actions.add_invitee(by=far, meeting=meeting, who=police()),
        "hold": lambda: actions.hold_meeting(by=far, meeting=meeting, what=record),
        "write": lambda: actions.write_minutes(by=far, meeting=meeting, what=record),
        "decide": lambda: actions.decide(by=far, meeting=meeting, what=desk.resolution()),
        "follow_up": lambda: actions.follow_up(by=far, decision=row, outcome="x"),
        "move": lambda: actions.advance(by=far, meeting=meeting, code="approve"),
    }
    assert refused(tries[attempt])[0] == "not-yours"
    assert (Meeting.objects.get().state, Invitee.objects.count()) == ("held", 2)


def test_who_only_reads_calls_no_meeting(desk):
    clerk = actor_for(desk.house.member("clerk"), TODAY)
    call = {"by": clerk, "person": desk.anna, "what": plan()}
    assert refused(lambda: actions.plan_meeting(**call)) == ["no-role"]


def test_a_colleague_is_invited_once(desk):
    meeting = desk.planned()
    own = Guest(sector="own", staff=desk.colleague)
    desk.add(meeting, own)
    assert refused(lambda: desk.add(meeting, own)) == ["invited-already"]
    desk.add(meeting, police()), desk.add(meeting, police())  # of the police two may come
    assert Invitee.objects.count() == 3


def test_who_is_barred_from_the_case_is_not_invited(desk):
    meeting = desk.planned()
    barred(desk, desk.colleague)
    own = Guest(sector="own", staff=desk.colleague)
    assert refused(lambda: desk.add(meeting, own)) == ["barred"]


def test_nobody_is_invited_to_what_was_held_or_cancelled(desk):
    held, cancelled = desk.held(), desk.move(desk.planned(), "cancel", "Not needed.")
    assert refused(lambda: desk.add(held, police())) == ["settled"]
    assert refused(lambda: desk.add(cancelled, police())) == ["settled"]


def test_nobody_is_invited_to_an_empty_table_or_to_what_is_over(desk):
    meeting = desk.planned()
    assert refused(lambda: desk.move(meeting, "invite")) == ["nobody-invited"]
    desk.add(meeting, police())
    at_hour(meeting, -WEEK)
    assert refused(lambda: desk.move(meeting, "invite")) == ["meeting-past"]


def test_a_meeting_is_recorded_when_it_has_begun(desk):
    meeting = at_hour(desk.invited(), HOUR)
    hold = partial(actions.hold_meeting, by=desk.by, meeting=meeting, what=Record(minutes="x"))
    assert refused(hold) == ["not-yet"]
    at_hour(meeting, 0 * HOUR)
    assert hold().state == "held"


def test_what_nobody_was_invited_to_is_not_recorded(desk):
    meeting = at_hour(desk.planned(), -HOUR)
    hold = {"by": desk.by, "meeting": meeting, "what": Record(minutes="x")}
    assert refused(lambda: actions.hold_meeting(**hold)) == ["not-from-here"]


@pytest.mark.parametrize("state", ["invited", "approved"])
def test_decisions_are_noted_while_the_minutes_are_written(desk, state):
    meeting = getattr(desk, state)()
    assert refused(lambda: desk.decide(meeting)) == ["only-while-held"]
    assert refused(lambda: desk.write(meeting)) == ["only-while-held"]


def test_a_decision_is_for_a_day_to_come(desk):
    meeting = desk.held()
    assert refused(lambda: desk.decide(meeting, due=TODAY - DAY)) == ["due-past"]


def test_who_sees_to_a_decision_can_say_what_came_of_it(desk):
    meeting = desk.held()
    far = desk.house.member("probation_officer", "jelgava")
    clerk, without = desk.house.member("clerk"), desk.house.hire()
    found = [refused(partial(desk.decide, meeting, responsible=one))
             for one in (far, clerk, without)]  # fmt: skip
    assert found == [["cannot-follow-up"]] * 3
    barred(desk, desk.colleague)
    assert refused(lambda: desk.decide(meeting)) == ["cannot-follow-up"]
    assert Decision.objects.count() == 0


def test_what_came_of_a_decision_is_said_once(desk):
    row = desk.decide(desk.held())
    actions.follow_up(by=desk.by, decision=row, outcome="Done.")
    again = {"by": desk.by, "decision": row, "outcome": "Not done."}
    assert refused(lambda: actions.follow_up(**again)) == ["done-already"]
    assert Decision.objects.get().outcome == "Done."


def test_a_meeting_that_moved_meanwhile_is_looked_at_again(desk):
    meeting = desk.planned()
    stale = Meeting.objects.get()
    desk.move(meeting, "cancel", "Not needed.")
    assert refused(lambda: desk.add(stale, police())) == ["moved-meanwhile"]
    held = desk.held()
    stale = Meeting.objects.get(pk=held.pk)
    desk.write(held, "Anew.")
    assert refused(lambda: desk.write(stale, "Over it.")) == ["moved-meanwhile"]
    assert refused(lambda: desk.decide(stale)) == ["moved-meanwhile"]
    assert refused(lambda: desk.move(stale, "approve")) == ["moved-meanwhile"]


@pytest.mark.parametrize(
    ("minutes", "chair", "reasons"),
    [
        (" ", True, ["The minutes are empty. Write them."]),
        ("Said.", True, []),
        ("Said.", False, ["Kalna Ilze chaired the meeting and approves."]),
        ("", False, ["The minutes are empty. Write them.",
                     "Kalna Ilze chaired the meeting and approves."]),
    ],
    ids=["empty", "by the chair", "by another", "both"],
)  # fmt: skip
def test_who_approves_what(desk, minutes, chair, reasons):
    meeting = Meeting(person=desk.anna, chair=desk.officer, minutes=minutes)
    found = [str(one.text) for one in by_chair(meeting, desk.by if chair else desk.other)]
    assert found == [text.replace("Kalna Ilze", desk.officer.name) for text in reasons]


def test_the_service_approves_nothing_in_the_name_of_the_chair(desk):
    meeting = Meeting(person=desk.anna, chair=desk.house.hire(), minutes="Said.")
    assert [one.code for one in by_chair(meeting, SERVICE)] == ["not-chair"]
    assert by_chair(meeting, desk.other) == []


def test_each_open_decision_is_a_reason_what_is_due_first_comes_first(desk):
    meeting = desk.held()
    desk.decide(meeting, what="Later", due=TODAY + WEEK)
    desk.decide(meeting, what="Sooner", due=TODAY + DAY)
    done = desk.decide(meeting, what="Done")
    actions.follow_up(by=desk.by, decision=done, outcome="Done.")
    found = [str(one.text) for one in all_followed_up(meeting, desk.by)]
    assert found == ["Say what came of “Sooner”.", "Say what came of “Later”."]


def test_each_move_says_what_it_asks_for(desk):
    asked = [str(one.asks) for one in (has_guests, is_ahead, by_chair, all_followed_up)]
    assert asked == [
        "somebody is invited",
        "the time lies ahead",
        "whoever chaired it approves, and there are minutes",
        "every decision is followed up",
    ]


@pytest.mark.parametrize("who", [
    {"sector": "police", "organisation": "State Police"},
    {"sector": "police", "name": "J. Vanags"},
    {"sector": "own"},
], ids=["no name", "no organisation", "nobody"])  # fmt: skip
def test_the_database_keeps_nobody_without_a_name(desk, who):
    meeting = desk.planned()
    with pytest.raises(IntegrityError), transaction.atomic():
        desk.add(meeting, Guest(**who))


@pytest.mark.parametrize("change", [
    {"done_on": TODAY}, {"outcome": "Found."},
], ids=["a day without an outcome", "an outcome without a day"])  # fmt: skip
def test_the_database_keeps_no_half_outcome(desk, change):
    row = desk.decide(desk.held())
    vars(row).update(change)
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.half", by=SERVICE):
        row.save()


def test_the_database_keeps_no_meeting_that_ends_before_it_begins(desk):
    _anna = desk.anna
    with pytest.raises(IntegrityError), transaction.atomic():
        desk.planned(length=0)
