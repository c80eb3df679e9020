"""Two people at the same meeting in the same moment."""

from collections.abc import Iterator
from functools import partial

import pytest

from tilts.casework.meetings import actions
from tilts.casework.meetings.content import Guest, Record
from tilts.casework.meetings.models import Decision, Invitee, Meeting
from tilts.casework.meetings.queries import one_decision, one_meeting
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.at_once import Write, at_once
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record
from tilts.platform.workflow.models import WorkItem

from .desk import TODAY, Desk, open_work, told

__all__ = ["flushable_record"]  # a fixture
MEANWHILE = {"moved-meanwhile", "not-from-here", "only-while-held", "settled"}


@pytest.fixture
def at_desk(flushable_record: None) -> Iterator[Desk]:
    """The desk, committed: threads see it."""
    with seen_by(SERVICE):
        yield Desk()


def test_a_meeting_is_held_once(at_desk):
    meeting, by = at_desk.begun(), at_desk.by
    hold = partial(
        actions.hold_meeting, by=by, meeting=one_meeting(meeting.pk), what=Record(minutes="Said.")
    )
    done, other = at_once(hold, hold)
    assert (done, other in MEANWHILE) == ("done", True)
    assert WorkItem.objects.filter(kind="meetings.approve").count() == 1


def test_of_two_who_write_the_minutes_one_reads_what_the_other_wrote(at_desk):
    meeting, by = at_desk.held(), at_desk.by
    both = [one_meeting(meeting.pk), one_meeting(meeting.pk)]

    def write(mine: Meeting, text: str) -> Write:
        what = Record(minutes=text, seen=1)
        return lambda: actions.write_minutes(by=by, meeting=mine, what=what)

    assert at_once(write(both[0], "One."), write(both[1], "Other.")) == ["done", "moved-meanwhile"]
    assert Meeting.objects.get().minutes_version == 2


def test_nothing_is_decided_behind_the_back_of_who_approves(at_desk):
    meeting, by = at_desk.held(), at_desk.by
    what = at_desk.resolution()
    both = [one_meeting(meeting.pk), one_meeting(meeting.pk)]
    found = at_once(
        lambda: actions.decide(by=by, meeting=both[0], what=what),
        lambda: actions.advance(by=by, meeting=both[1], code="approve", seen=1),
    )
    decided, work = Decision.objects.count(), WorkItem.objects.filter(kind="meetings.decided")
    state = "held" if decided else "approved"
    assert (found.count("done"), set(found) - MEANWHILE) == (1, {"done"})
    assert (work.count(), Meeting.objects.get().state) == (decided, state)


def test_a_colleague_invited_twice_at_once_comes_once(at_desk):
    meeting, by = at_desk.planned(), at_desk.by
    guest = Guest(sector="own", staff=at_desk.colleague)
    both = [one_meeting(meeting.pk), one_meeting(meeting.pk)]
    found = at_once(*(lambda one=one: actions.add_invitee(by=by, meeting=one, who=guest)
                      for one in both))  # fmt: skip
    assert (found, Invitee.objects.count()) == (["done", "invited-already"], 1)


def test_what_came_of_a_decision_is_said_by_one(at_desk):
    row, by = at_desk.decide(at_desk.held()), at_desk.by
    both = [one_decision(row.pk), one_decision(row.pk)]

    def say(mine: Decision, text: str) -> Write:
        return lambda: actions.follow_up(by=by, decision=mine, outcome=text)

    assert at_once(say(both[0], "Found."), say(both[1], "Not found.")) == ["done", "done-already"]


def test_invitations_go_out_once(at_desk):
    meeting, by = at_desk.planned(), at_desk.by
    at_desk.add(meeting, Guest(sector="own", staff=at_desk.colleague))
    both = [one_meeting(meeting.pk), one_meeting(meeting.pk)]
    done, other = at_once(*(lambda one=one: actions.advance(by=by, meeting=one, code="invite")
                            for one in both))  # fmt: skip
    assert (done, other in MEANWHILE) == ("done", True)
    assert [code for code, *_ in told()] == ["meetings.invited"]


def test_what_is_decided_as_the_meeting_turns_out_an_error_is_nobodys_work(at_desk):
    meeting, by, what = at_desk.held(), at_desk.by, at_desk.resolution()
    head = actor_for(at_desk.house.member("head_of_unit"), TODAY)
    both, wrong = [one_meeting(meeting.pk), one_meeting(meeting.pk)], "mark_error"
    found = at_once(
        lambda: actions.decide(by=by, meeting=both[0], what=what),
        lambda: actions.advance(by=head, meeting=both[1], code=wrong, reason="Not hers."),
    )
    assert set(found) <= {"done", *MEANWHILE}
    assert Decision.objects.count() == found.count("done") - 1
    assert (Meeting.objects.get().state, open_work()) == ("entered_in_error", [])
