"""Who stands for the minutes, which of them, and whose work what was decided is then."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.meetings import actions
from tilts.casework.meetings.guards import by_chair
from tilts.casework.meetings.models import Meeting
from tilts.platform.access.actions import bar, lift_bar
from tilts.platform.access.models import Bar, BarGround
from tilts.platform.organisation.actions import end_role, give_role
from tilts.platform.organisation.models import RoleAssignment
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state

from .desk import DAY, TODAY, WEEK, Desk, refused, work

APPROVE = "Approve the minutes of the meeting"
FOLLOW = "Follow up the decisions of the meeting"


def moved(desk: Desk) -> None:
    """The chair works with other people from today."""
    held = RoleAssignment.objects.get(staff=desk.officer)
    end_role(by=SERVICE, assignment=held, until=TODAY)
    there: dict[str, Any] = {"role": "prison_officer", "unit": desk.house.units["olaine"]}
    give_role(by=SERVICE, staff=desk.officer, since=TODAY, **there)
    how = Handover(on=TODAY, reason="arrived")
    reassign(by=SERVICE, person=desk.anna.pk, to=desk.colleague, how=how)


def barred(desk: Desk, since: date = TODAY) -> None:
    ground = BarGround.RELATIVE
    bar(by=SERVICE, staff=desk.officer.pk, person=desk.anna.pk, ground=ground, since=since)


@pytest.mark.parametrize("leave", [moved, barred])
def test_a_colleague_stands_in_for_a_chair_who_no_longer_reaches_the_person(desk, leave):
    meeting = desk.held()
    desk.decide(meeting)
    approve = {"by": desk.other, "meeting": meeting, "code": "approve", "seen": 2}
    assert refused(lambda: actions.advance(**approve)) == ["not-chair"]
    leave(desk)
    actions.advance(**approve)
    kept = Meeting.objects.get()
    assert (kept.state, kept.chair, kept.approved_by) == ("approved", desk.officer, desk.colleague)
    opened = [row for row in work() if row[0] in (APPROVE, FOLLOW)]
    assert [(title, owner, is_open) for title, owner, _due, is_open in opened] == [
        (APPROVE, desk.officer, False),
        (FOLLOW, desk.colleague, True),
    ]
    assert (opened[1][2], check_state().faults) == (TODAY + WEEK, [])


def test_a_chair_who_is_back_stands_for_the_minutes_alone(desk):
    meeting = desk.held()
    barred(desk, TODAY - DAY)
    assert by_chair(meeting, desk.other) == []
    lift_bar(by=SERVICE, barred=Bar.objects.get(), until=TODAY)
    assert [one.code for one in by_chair(meeting, desk.other)] == ["not-chair"]


def test_nobody_approves_what_was_written_or_decided_since_they_read_it(desk):
    meeting, approve = desk.held(), {"by": desk.by, "code": "approve"}
    desk.write(meeting, "Anew.")
    desk.decide(meeting)
    assert meeting.minutes_version == 3
    for seen in (None, 1, 2, 4):
        late = {**approve, "meeting": meeting, "seen": seen}
        assert refused(partial(actions.advance, **late)) == ["written-meanwhile"]
    actions.advance(**approve, meeting=meeting, seen=3)
    assert (meeting.state, check_state().faults) == ("approved", [])


def test_minutes_are_written_anew_over_what_was_read_only(desk):
    meeting = desk.held()
    for seen in (None, 0, 2):
        late = partial(desk.write, meeting, "Anew.", seen=seen)
        assert refused(late) == ["written-meanwhile"]
    assert desk.write(meeting, "Anew.", seen=1).minutes_version == 2
