"""Random ways through a meeting: it can always be left, and always has its work and its day."""

from functools import partial
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.meetings import actions
from tilts.casework.meetings.content import Record
from tilts.casework.meetings.models import Meeting
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import person_event
from tilts.platform.workflow.machines import work_at
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.state_check import state_faults

from .desk import HOUR, TODAY, Desk, at_hour, police

STEPS = ("add", "invite", "hour", "hold", "write", "decide", "follow_up", "approve", "correct",
         "close", "cancel", "reopen", "mark_error",
         "person_escaped", "person_returned", "person_died")  # fmt: skip


def step(desk: Desk, meeting: Meeting, name: str) -> None:
    """Take a step if it can be taken."""
    record = Record(minutes="Said.")
    head = actor_for(desk.house.member("head_of_unit"), TODAY)
    own: dict[str, Any] = {
        "add": lambda: desk.add(meeting, police()),
        "hour": lambda: at_hour(meeting, -HOUR),
        "hold": lambda: actions.hold_meeting(by=desk.by, meeting=meeting, what=record),
        "write": lambda: desk.write(meeting),
        "decide": lambda: desk.decide(meeting),
        "follow_up": lambda: [
            actions.follow_up(by=desk.by, decision=row, outcome="Found.")
            for row in meeting.decisions.filter(done_on=None)[:1]
        ],
    }
    by = head if name in ("reopen", "mark_error") else desk.by
    read = meeting.minutes_version
    move = partial(actions.advance, by=by, meeting=meeting, code=name, reason="Why.", seen=read)
    if name.startswith("person_"):
        person_event(person=meeting.person_id, code=name, by=SERVICE)
        return meeting.refresh_from_db()
    before = dict(vars(meeting))
    try:
        with transaction.atomic():
            own.get(name, move)()
    except Refused:
        vars(meeting).update(before)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(STEPS), min_size=6, max_size=14))
def test_wherever_a_meeting_is_led_it_has_one_thing_to_do_and_a_day(all_seen, steps):
    with transaction.atomic():
        desk = Desk()
        meeting = desk.planned()
        for name in ("add", "invite", *steps):
            step(desk, meeting, name)
        items = WorkItem.objects.filter(case=meeting.case_ref(), closed_at=None)
        wanted = [kind.code for kind in work_at(meeting.machine, meeting.state)]
        if meeting.state != "suspended":  # what was to be done waits
            assert [item.kind for item in items] == wanted
        assert all(item.due and item.owner == desk.officer for item in items)
        assert (check_state().faults, state_faults([Meeting])) == ([], [])
        transaction.set_rollback(True)
