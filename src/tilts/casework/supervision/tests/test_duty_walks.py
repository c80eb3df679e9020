"""Whatever is imposed, changed, lifted in which order: the rows of duties follow each other."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tilts.casework.supervision.actions.duties import (
    NewDuty,
    change_duty,
    impose_duty,
    lift_duty,
)
from tilts.casework.supervision.models import Duty, Supervision
from tilts.casework.supervision.queries.duties import standing_duties
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state

from .ordered import Orders, again, codes, day
from .test_duties import BY_COURT

KINDS = st.sampled_from(["attend", "leave_home"])
SAID = st.sampled_from([7, 14])
AGO = st.integers(0, 2)
WHICH = st.integers(0, 50)


@dataclass
class Held:
    """What an order should look like: since when each duty stands, and what it says."""

    standing: dict[Any, tuple[str, int, int]] = field(default_factory=dict)  # code, says, ago
    over: list[Any] = field(default_factory=list)


class Walk(RuleBasedStateMachine):
    """One order, on which a court decides again and again."""

    orders: Orders

    def __init__(self) -> None:
        super().__init__()
        self.case: Supervision = self.orders.received()
        self.held = Held()

    def told(self, do: Any, ago: int, **what: Any) -> Any:
        """The row that was made, or the codes of the reasons."""
        before = Duty.objects.count()
        decided = replace(BY_COURT, on=day(ago))
        try:
            return do(decided, **what)
        except Refused as refused:
            assert Duty.objects.count() == before
            return [reason.code for reason in refused.reasons]

    def says_the_same(self, code: str, says: int) -> bool:
        return (code, says) in {row[:2] for row in self.held.standing.values()}

    @rule(code=KINDS, says=SAID, ago=AGO)
    def impose(self, code: str, says: int, ago: int) -> None:
        twin = self.says_the_same(code, says)
        made = self.told(
            lambda decided: impose_duty(
                by=SERVICE,
                case=self.case,
                what=NewDuty(code=code, slots={"days": says}, decided=decided),
            ),
            ago,
        )
        assert (made == ["stands-already"]) is twin
        if not twin:
            self.held.standing[made.pk] = (code, says, ago)

    @precondition(lambda self: self.held.standing)
    @rule(which=WHICH, says=SAID, ago=AGO)
    def change(self, which: int, says: int, ago: int) -> None:
        pk = self.chosen(which)
        code, said, since = self.held.standing[pk]
        made = self.told(
            lambda decided: change_duty(
                by=SERVICE, duty=Duty.objects.get(pk=pk), slots={"days": says}, decided=decided
            ),
            ago,
        )
        if ago > since:
            assert made == ["too-early"]
        elif says == said:
            assert made == ["unchanged"]
        elif self.says_the_same(code, says):
            assert made == ["stands-already"]
        else:
            self.ends(pk)
            self.held.standing[made.pk] = (code, says, ago)

    @precondition(lambda self: self.held.standing)
    @rule(which=WHICH, ago=AGO)
    def lift(self, which: int, ago: int) -> None:
        pk = self.chosen(which)
        duty = Duty.objects.get(pk=pk)
        made = self.told(lambda decided: lift_duty(by=SERVICE, duty=duty, decided=decided), ago)
        if ago > self.held.standing[pk][2]:
            assert made == ["too-early"]
        else:
            self.ends(pk)

    @precondition(lambda self: self.held.over)
    @rule(which=WHICH)
    def touch_what_is_over(self, which: int) -> None:
        duty = Duty.objects.get(pk=self.held.over[which % len(self.held.over)])
        for do in (lift_duty, lambda **how: change_duty(**how, slots={"days": 1})):
            with pytest.raises(Refused) as refused:
                do(by=SERVICE, duty=duty, decided=replace(BY_COURT, on=day(0)))
            assert codes(refused) == ["duty-ended"]

    def chosen(self, which: int) -> Any:
        return list(self.held.standing)[which % len(self.held.standing)]

    def ends(self, pk: Any) -> None:
        del self.held.standing[pk]
        self.held.over.append(pk)

    @invariant()
    def what_stands_is_what_was_decided_and_nothing_stands_twice(self) -> None:
        rows = standing_duties(self.case)
        assert {row.pk: (row.code, row.slots["days"]) for row in rows} == {
            pk: (code, says) for pk, (code, says, _) in self.held.standing.items()
        }
        assert set(Counter((row.code, row.slots["days"]) for row in rows).values()) <= {1}

    @invariant()
    def a_change_begins_where_the_former_row_ends(self) -> None:
        rows = {row.pk: row for row in Duty.objects.filter(supervision=self.case)}
        changed = {row.pk for row in rows.values() if row.ended_how == "changed"}
        replaced = [row.replaces_id for row in rows.values() if row.replaces_id]
        assert (len(replaced), set(replaced)) == (len(changed), changed)
        for row in rows.values():
            if row.replaces_id:
                former = rows[row.replaces_id]
                assert (former.until, former.code) == (row.since, row.code)
                assert former.slots != row.slots
            assert row.until is None or row.since <= row.until

    def teardown(self) -> None:
        assert again(self.case).state == "received"
        assert check_state().faults == []


def test_the_rows_of_duties_follow_each_other_whatever_is_decided(orders: Orders) -> None:
    run_state_machine_as_test(
        type("WalkOf", (Walk,), {"orders": orders}),
        settings=settings(
            max_examples=8,
            stateful_step_count=14,
            deadline=None,
            phases=[Phase.generate],  # to shrink a walk over the database takes many minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
