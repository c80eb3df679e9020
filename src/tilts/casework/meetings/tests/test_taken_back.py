"""What is taken back and what goes on after it: decisions, and what staff were told."""

import pytest

from tilts.casework.meetings import actions
from tilts.casework.meetings.content import Guest
from tilts.casework.meetings.models import Decision, Invitee, Meeting
from tilts.casework.meetings.telling import CALLED_OFF, INVITED
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import person_event
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.state_check import state_faults

from .desk import DAY, HOUR, TODAY, WEEK, at_hour, html, open_work, told, url, work

APPROVE = ("Approve the minutes of the meeting", due_date("LV", "meeting_minutes", TODAY))
ON, OFF = INVITED.code, CALLED_OFF.code


@pytest.fixture
def head(desk):
    """Moves a meeting as whoever may mark and reopen it."""
    by = actor_for(desk.house.member("head_of_unit"), TODAY)

    def moved(meeting: Meeting, *codes: str) -> Meeting:
        for code in codes:
            actions.advance(by=by, meeting=meeting, code=code, reason="Looked at again.")
        return meeting

    return moved


def happened(desk, meeting, *codes):
    """The same, after these events in the life of the person."""
    for code in codes:
        person_event(person=desk.anna.pk, code=code, by=SERVICE)
    meeting.refresh_from_db()
    return meeting


def codes():
    return [code for code, *_ in told()]


def on_list(desk):
    """One that is only planned, with a colleague on the list."""
    meeting = desk.planned()
    desk.add(meeting, Guest(sector="own", staff=desk.colleague))
    return meeting


@pytest.mark.parametrize("code", ["mark_error", "mark_wrong_person"])
def test_what_was_no_error_after_all_is_followed_up_again(desk, head, code):
    meeting = desk.held()
    desk.decide(meeting, what="Later", due=TODAY + WEEK)
    desk.decide(meeting, what="Sooner", due=TODAY + DAY, responsible=desk.officer)
    done = desk.decide(meeting, what="Done")
    actions.follow_up(by=desk.by, decision=done, outcome="Done.")
    head(meeting, code, "reopen")
    assert meeting.state == "held"
    assert [row[:3] for row in work() if row[3]] == [
        (APPROVE[0], desk.officer, APPROVE[1]),
        ("Decided at a meeting: Sooner", desk.officer, TODAY + DAY),
        ("Decided at a meeting: Later", desk.colleague, TODAY + WEEK),
    ]
    assert (check_state().faults, state_faults([Meeting])) == ([], [])


def test_a_decision_that_was_taken_up_again_is_done_once_and_lets_the_meeting_close(desk, head):
    meeting = desk.held()
    row = desk.decide(meeting)
    head(meeting, "mark_error", "reopen")
    actions.follow_up(by=desk.other, decision=row, outcome="Found.")
    desk.move(meeting, "approve")
    desk.move(meeting, "close")
    assert (meeting.state, open_work()) == ("closed", [])
    assert WorkItem.objects.filter(kind="meetings.decided").count() == 2


@pytest.mark.parametrize("way", ["death", "correction", "return"])
def test_what_is_still_to_be_followed_up_is_asked_for_once(desk, head, way):
    meeting = desk.held()
    desk.decide(meeting)
    if way == "death":
        head(happened(desk, meeting, "person_died"), "reopen")
    elif way == "return":
        happened(desk, meeting, "person_escaped", "person_returned")
    else:
        desk.move(meeting, "approve")
        desk.move(meeting, "correct", "A name was wrong.")
    assert meeting.state == "held"
    assert sorted(open_work()) == [APPROVE, ("Decided at a meeting: Find a room", TODAY + WEEK)]


@pytest.mark.parametrize(("make", "before", "after"), [
    (on_list, [], []),
    (lambda desk: desk.invited(), [ON], [ON, OFF]),
    (lambda desk: desk.held(), [ON], [ON]),
], ids=["planned", "invited", "held"])  # fmt: skip
def test_an_error_found_while_the_person_is_at_large_is_told_to_who_expects_a_meeting(
    desk, head, make, before, after
):
    meeting = happened(desk, make(desk), "person_escaped")
    assert (meeting.state, codes()) == ("suspended", before)
    head(meeting, "mark_error")
    assert (meeting.state, codes()) == ("entered_in_error", after)


def test_who_waited_twice_for_the_person_is_told_of_the_last_time(desk, head):
    meeting = happened(desk, on_list(desk), "person_escaped", "person_returned")
    desk.move(meeting, "invite")
    happened(desk, meeting, "person_escaped")
    head(meeting, "mark_wrong_person")
    assert [(code, to, off) for code, to, _at, off in told()] == [
        (ON, desk.colleague, False),
        (OFF, desk.colleague, True),
    ]


@pytest.mark.parametrize(("away", "after"), [
    (HOUR, [ON, OFF, ON]),
    (-HOUR / 2, [ON, OFF, ON]),  # it is under way
    (-HOUR, [ON, OFF]),
], ids=["ahead", "under way", "over"])  # fmt: skip
def test_nobody_is_asked_again_to_what_is_over(desk, head, away, after):
    meeting = desk.invited()
    desk.move(meeting, "cancel", "The police cannot come.")
    head(at_hour(meeting, away), "reopen")
    assert (meeting.state, codes()) == ("invited", after)


def test_who_came_unasked_is_put_on_the_list_afterwards_and_told_nothing(desk):
    meeting, late = desk.begun(), desk.house.member("prison_officer")
    row = desk.add(meeting, Guest(sector="own", staff=late))
    assert (Invitee.objects.filter(staff=late).get(), codes()) == (row, [ON])
    assert [to for _code, to, _at, _off in told()] == [desk.colleague]


def test_what_was_planned_and_cancelled_is_reopened_in_silence(desk, head):
    meeting = on_list(desk)
    desk.move(meeting, "cancel", "Not needed.")
    head(meeting, "reopen")
    assert (meeting.state, codes()) == ("planned", [])
    desk.move(meeting, "invite")
    assert (codes(), check_state().faults) == ([ON], [])


def test_where_it_was_an_error_nobody_is_asked_what_came_of_it(desk, head):
    meeting = desk.held()
    desk.decide(meeting)
    asked = []
    for code in ("mark_error", "reopen"):
        head(meeting, code)
        page = html(desk.browser.get(url("one", meeting)))
        asked.append(("Find a room" in page, "What came of it" in page))
    assert (asked, Decision.objects.get().done_on) == ([(True, False), (True, True)], None)
