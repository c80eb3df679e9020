"""A case walked at random through real steps: whatever is done, the invariants hold."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.community_service.actions import (
    Words,
    advance,
    approve_hours,
    judge_absence,
    leave_place,
    note_explanation,
    postpone,
    record_decision,
    record_hours,
    send_back,
    send_motion,
    warn,
)
from tilts.casework.community_service.choices import AT_WORK
from tilts.casework.community_service.hours_guards import Day
from tilts.casework.community_service.models import Placement, Service
from tilts.casework.community_service.placing_guards import placement_now
from tilts.casework.community_service.queries import balances
from tilts.casework.community_service.saying import lines_of
from tilts.casework.proceedings.models import Measure
from tilts.platform.access.reasons import Refused
from tilts.platform.workflow.queries import items_of_case
from tilts.platform.workflow.state_check import state_faults

from .at_work import NINE, TODAY, AtWork, days_ago, now

pytestmark = pytest.mark.django_db
STEPS = (
    "place", "worked", "worked", "approve", "absent", "send_back", "leave", "postpone", "take_up",
    "explain", "warn", "motion", "goes-on", "replaced", "cancel", "reopen", "mark_error",
)  # fmt: skip
LATER = TODAY + timedelta(days=20)


class Walk:
    """One case of five days of work, and what is done to it."""

    def __init__(self, at_work: AtWork) -> None:
        self.at, self.day = at_work, 39
        self.provider = at_work.provider()
        case = at_work.received(at_work.measure(minutes=2400))
        self.case = at_work.registered(case)

    def step(self, code: str) -> None:
        """Take it, or be refused; then nothing may have happened."""
        self.case, self.day = now(self.case), self.day - 1
        with suppress(Refused):
            getattr(self, f"do_{code.replace('-', '_')}", lambda: self.move(code))()

    def move(self, code: str) -> None:
        advance(by=self.at.head, case=self.case, code=code, reason="So it was.")

    def words(self) -> dict[str, Any]:
        what = Words(text="So.", said_on=days_ago(max(self.day, 0)), authority="Court")
        return {"by": self.at.officer, "case": self.case, "what": what}

    def do_place(self) -> None:
        self.at.placed(self.case, self.provider)

    def _record(self, **what: Any) -> Any:
        placement = placement_now(self.case)
        if placement is None:
            raise Refused([])
        day = Day(day=days_ago(max(self.day, 0)), **what)
        return record_hours(by=self.at.officer, placement=placement, what=day, signed=True)

    def do_worked(self) -> None:
        self._record(begins=NINE, minutes=480)

    def do_absent(self) -> None:
        event = self._record(went="absent")
        judge_absence(by=self.at.officer, event=event, went="unacceptable", note="Said nothing.")

    def do_approve(self) -> None:
        events = [one for one in lines_of(self.case) if one.step == "confirmed"]
        approve_hours(by=self.at.officer, events=events)

    def do_send_back(self) -> None:
        for event in lines_of(self.case)[:1]:
            send_back(by=self.at.officer, event=event, reason="Another person.")

    def do_leave(self) -> None:
        leave_place(by=self.at.officer, case=self.case, reason="Closed.")

    def do_postpone(self) -> None:
        postpone(by=self.at.officer, case=self.case, until=LATER, reason="Ill.")

    def do_explain(self) -> None:
        note_explanation(**self.words())

    def do_warn(self) -> None:
        warn(**self.words())

    def do_motion(self) -> None:
        send_motion(**self.words())

    def do_goes_on(self) -> None:
        record_decision(**self.words(), outcome="goes-on")

    def do_replaced(self) -> None:
        record_decision(**self.words(), outcome="replaced")

    def hold(self) -> None:
        """What is true of every case at every time."""
        case = now(self.case)
        left = balances([case], TODAY)[case.pk]
        assert left.credited + left.waiting <= case.minutes
        places = Placement.plain.filter(service=case, until=None).count()
        work = [(item.owner_id, item.due is not None) for item in items_of_case(case)]
        if case.is_over:
            assert (places, work) == (0, [])
        else:
            assert work == [(self.at.staff.pk, True)]
            assert places == 1 if case.state in AT_WORK else places <= 1
            assert Measure.objects.get(pk=case.measure_id).ended_on is None
        if case.state == "completed":
            measure = Measure.objects.get(pk=case.measure_id)
            assert (left.remaining, measure.ended_how != "") == (0, True)
        assert state_faults([Service]) == []


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(STEPS), min_size=4, max_size=14))
def test_whatever_is_done_somebody_owns_it_and_knows_when(at_work, steps):
    walk = Walk(at_work)
    for code in ("place", *steps):
        walk.step(code)
    walk.hold()


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (["place", "worked", "approve"] * 1, "working"),
        (["place", *["worked"] * 5, "approve"], "completed"),
        (["place", *["worked"] * 5, "leave", "approve"], "completed"),
        (["place", *["worked"] * 5, "postpone", "approve", "take_up"], "completed"),
        (["place", *["worked"] * 5, "approve", "reopen", "send_back"], "registered"),
        (["place", "absent", "explain", "warn", "motion"], "placed"),
        (["place", "absent", "explain", "warn", "absent", "motion"], "evaded"),
        (["place", "absent", "explain", "warn", "absent", "motion", "goes-on"], "placed"),
        (["place", "absent", "explain", "warn", "absent", "motion", "replaced"], "replaced"),
        (["postpone", "cancel", "reopen"], "postponed"),
        (["place", "mark_error"], "entered_in_error"),
        (["place", "cancel", "mark_error"], "cancelled"),
        (["place", "worked", "cancel", "reopen"], "registered"),
        (["place", "worked", "postpone", "cancel", "reopen", "take_up"], "registered"),
    ],
)
def test_ways_that_people_go(at_work, steps, state):
    walk = Walk(at_work)
    for code in steps:
        walk.step(code)
    assert now(walk.case).state == state
    walk.hold()
