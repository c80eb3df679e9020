"""Random ways through an occurrence: every step stands at most once, and nothing is lost.

An oracle in plain Python keeps what was said; the record must agree with it after each try.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

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

from tilts.casework.protocols.actions import (
    Taken,
    advance,
    alarm_overdue,
    take_step,
    undo_step,
)
from tilts.casework.protocols.models import Occurrence, Taking
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state

from .desk import Desk, steps

NAMES = UUID(int=1)
NUMBERS = st.integers(min_value=1, max_value=6)
OPEN = ("open", "suspended")


@dataclass
class Oracle:
    """What stands of each step, what was taken back, which keys are known, who was alarmed."""

    standing: dict[int, UUID] = field(default_factory=dict)
    undone: list[UUID] = field(default_factory=list)
    alarmed: set[int] = field(default_factory=set)

    @property
    def keys(self) -> set[UUID]:
        return {*self.standing.values(), *self.undone}


class Walk(RuleBasedStateMachine):
    """One occurrence, two who act, and everything that they can try."""

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
    def something_happens(self) -> None:
        self.actors = (self.desk.officer, self.desk.colleague)
        self.case = self.desk.opened()
        self.steps = {step.number: step for step in steps(self.case)}
        self.told = Oracle()

    @property
    def goes_on(self) -> bool:
        return self.case.state in OPEN

    def tried(self, do: Any, **what: Any) -> Any:
        try:
            with transaction.atomic():
                return do(**what)
        except Refused:
            return None

    @rule(number=NUMBERS, who=st.integers(0, 1), again=st.integers(0, 2), done=st.booleans())
    def somebody_takes_a_step(self, number: int, who: int, again: int, done: bool) -> None:
        key = uuid5(NAMES, f"{number} {again}")
        what = Taken(done=done, words="" if done else "No.", key=key)
        made = self.tried(take_step, by=self.actors[who], step=self.steps[number], what=what)
        known = key in self.told.keys
        free = self.goes_on and number not in self.told.standing
        assert (made is not None) == (known or free)
        if made is not None and not known:
            self.told.standing[number] = key

    @rule(number=NUMBERS, who=st.integers(0, 1))
    def somebody_takes_it_back(self, number: int, who: int) -> None:
        key = self.told.standing.get(number)
        if key is None:
            return
        taking = Taking.objects.select_related("step__occurrence").get(key=key)
        made = self.tried(undo_step, by=self.actors[who], taking=taking)
        assert (made is not None) == self.goes_on
        if made is not None:
            self.told.undone.append(self.told.standing.pop(number))

    @rule(code=st.sampled_from(["handle", "call_off", "debrief", "reopen", "take_over"]))
    def somebody_moves_it(self, code: str) -> None:
        state = self.case.state
        made = self.tried(advance, by=SERVICE, case=self.case, code=code, reason="so it is")
        if made is None:
            self.case.refresh_from_db()
            assert self.case.state == state
        if made is not None and code == "handle":
            assert len(self.told.standing) == len(self.steps)

    @rule(minutes=st.sampled_from([0, 5, 12, 60, 2000]))
    def the_worker_looks(self, minutes: int) -> None:
        now = self.case.opened_at + timedelta(minutes=minutes)
        late = {n for n, step in self.steps.items() if step.due_at < now}
        new = late - self.told.standing.keys() - self.told.alarmed if self.goes_on else set()
        assert alarm_overdue(by=SERVICE, now=now) == len(new)
        self.told.alarmed |= new

    @invariant()
    def what_stands_is_what_was_said(self) -> None:
        rows = Taking.objects.filter(step__occurrence=self.case).select_related("step")
        standing = {row.step.number: row.key for row in rows if row.undone_at is None}
        undone = sorted(row.key for row in rows if row.undone_at)
        assert (standing, undone) == (self.told.standing, sorted(self.told.undone))

    @invariant()
    def whatever_is_not_over_has_an_owner_and_a_next_date(self) -> None:
        case = Occurrence.objects.get(pk=self.case.pk)
        if case.goes_on:
            assert case.leader_id is not None
        if case.state == "handled":
            assert case.debrief_on is not None


def test_every_step_stands_at_most_once_whatever_is_tried(desk):
    assert [desk.anna, desk.staff, desk.colleague_staff] != []
    walk = type("WalkHere", (Walk,), {"desk": desk})
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=8,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert check_state().faults == []
