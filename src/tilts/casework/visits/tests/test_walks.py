"""Random ways through a visit: whoever is out is waited for, whatever becomes of the case.

An oracle in plain Python keeps the clock of the check-in; alarms must come when it says so, no
sooner, no oftener, and never after the alarm was closed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tilts.casework.visits.actions import (
    advance,
    close_alarm,
    extend,
    raise_alarms,
    say_safe,
    take_alarm,
)
from tilts.casework.visits.models import CheckIn, HomeVisit
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import person_event

from .desk import Desk, check_in

MINUTE = timedelta(minutes=1)
AGAIN = 15 * MINUTE


@dataclass
class Oracle:
    """When the next alarm is due, and what was said so far."""

    next_at: datetime
    safe: bool = False
    alarmed: bool = False
    closed: bool = False
    alarms: int = 0


class Walk(RuleBasedStateMachine):
    """One visit under way, who is out, their head, the worker, and what happens to the person."""

    desk: Desk

    def __init__(self) -> None:
        super().__init__()
        self.scope = seen_by(SERVICE)
        self.scope.__enter__()
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        self.scope.__exit__(None, None, None)

    @initialize()
    def somebody_goes(self) -> None:
        self.officer, self.head = self.desk.officer, self.desk.head
        self.visit = self.desk.under_way()
        self.told = Oracle(check_in(self.visit).ends_at)

    def tried(self, do: Any, **what: Any) -> bool:
        self.visit = HomeVisit.objects.select_related("unit__agency").get(pk=self.visit.pk)
        try:
            with transaction.atomic():
                do(visit=self.visit, **what)
        except Refused:
            return False
        return True

    @rule(minutes=st.sampled_from([15, 30, 60]))
    def stays_longer(self, minutes: int) -> None:
        done = self.tried(extend, by=self.officer, minutes=minutes)
        assert done == (not self.told.alarmed and not self.told.closed)
        if done:
            self.told.next_at += minutes * MINUTE

    @rule()
    def says_safe(self) -> None:
        assert self.tried(say_safe, by=self.officer)
        if not self.told.safe:
            self.told.safe = True
            self.told.closed |= not self.told.alarmed

    @rule(later=st.sampled_from([-1, 1, 20]))
    def the_worker_looks(self, later: int) -> None:
        now = self.told.next_at + later * MINUTE
        due = later > 0 and not self.told.safe and not self.told.closed
        assert raise_alarms(by=SERVICE, now=now) == int(due)
        if due:
            self.told.alarmed, self.told.alarms = True, self.told.alarms + 1
            self.told.next_at = now + AGAIN

    @rule()
    def the_head_finds_out(self) -> None:
        done = self.tried(take_alarm, by=self.head)
        assert done == (self.told.alarmed and not self.told.closed)
        if done:
            self.told.next_at = check_in(self.visit).next_alarm_at

    @rule(words=st.sampled_from(["", "She rang."]))
    def the_head_closes_it(self, words: str) -> None:
        done = self.tried(close_alarm, by=self.head, done=words)
        assert done == (bool(words) and self.told.alarmed and not self.told.closed)
        self.told.closed |= done

    @rule(code=st.sampled_from(["person_escaped", "person_returned", "person_died"]))
    def something_happens_to_the_person(self, code: str) -> None:
        person_event(person=self.visit.person_id, code=code, by=SERVICE)

    @rule(code=st.sampled_from(["mark_error", "reopen", "cancel"]))
    def somebody_moves_the_case(self, code: str) -> None:
        self.tried(advance, by=SERVICE, code=code, reason="so it is")

    @invariant()
    def the_check_in_is_as_it_was_told(self) -> None:
        row = CheckIn.objects.get(visit=self.visit)
        assert (row.safe_at is not None, row.alarms, row.is_open) == (
            self.told.safe,
            self.told.alarms,
            not self.told.closed,
        )
        assert (row.alarmed_at is not None) == self.told.alarmed
        assert row.closed_at is None or bool(row.closed_by)


def test_nobody_who_is_out_is_forgotten_whatever_happens(desk):
    assert [desk.anna, desk.staff, desk.head_staff] != []
    walk = type("WalkHere", (Walk,), {"desk": desk})
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=10,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
