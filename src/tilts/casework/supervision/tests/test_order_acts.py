"""What the record says of each act about orders, duties and breaches: who, of whom, which rows."""

from dataclasses import replace
from typing import Any

import pytest

from tilts.casework.people.tests.desk import plain, recorded
from tilts.casework.proceedings.actions import end_measure
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.moments import midnight
from tilts.casework.supervision.actions.breaches import Decision, decide_breach, go_to_court
from tilts.casework.supervision.actions.duties import Found, change_duty, check_duties, lift_duty
from tilts.casework.supervision.actions.orders import advance_supervision, end, receive
from tilts.casework.supervision.models import Outcome, Supervision
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state

from .ordered import TODAY, Orders, again, codes, day
from .test_breaches import MOTION, noted
from .test_duties import BY_COURT, imposed

NOW = replace(BY_COURT, imposed_by="officer", decision="12", on=TODAY)


def rows(kind: str) -> list[tuple[str, bool]]:
    """Which rows the only act of a kind wrote, and whether each was new."""
    ((_by, _about, _wall, _reason, changes),) = recorded(kind)
    return [(row, before is None) for row, before, _after in changes]


def test_a_duty_that_is_changed_ends_one_row_and_begins_another(orders: Orders) -> None:
    duty = imposed(orders, orders.received(), "attend", days=7)
    assert rows("supervision.impose_duty") == [("supervision.duty", True)]
    new = change_duty(by=orders.by, duty=duty, slots={"days": 14}, decided=NOW)
    ((by, about, wall, reason, changes),) = recorded("supervision.change_duty")
    assert (by, about, wall, reason) == (orders.by.party, duty.person_id, "", "")
    (_row, before, after), (_other, nothing, begun) = changes
    ended = {"ended_how": "changed", "ended_by": "officer", "ended_basis": "Reg. 107/2015",
             "ended_decision": "12"}  # fmt: skip
    assert (before, after) == (
        plain(until=None, **dict.fromkeys(ended, "")),
        plain(until=TODAY, **ended),
    )
    assert (nothing, begun["replaces_id"], begun["slots"]) == (None, str(duty.pk), {"days": 14})
    assert (begun["since"], begun["id"]) == (str(TODAY), str(new.pk))


def test_lifting_writes_one_row_and_a_check_one_for_each_duty(orders: Orders) -> None:
    case = orders.active()
    one, two = imposed(orders, case, "cooperate"), imposed(orders, case, "attend", days=7)
    found = {duty.pk: Found(kept="kept") for duty in (one, two)}
    check_duties(by=orders.by, case=case, on=TODAY, found=found)
    assert rows("supervision.check_duties") == [("supervision.dutycheck", True)] * 2
    lift_duty(by=orders.by, duty=two, decided=NOW)
    assert rows("supervision.lift_duty") == [("supervision.duty", False)]
    assert check_state().faults == []


def test_each_act_takes_effect_on_the_day_of_what_happened(orders: Orders) -> None:
    case = orders.received(orders.measure(unit=None), ago=4)
    end(by=orders.by, case=case, code="revoke", on=day(2), decision="K-1")
    kinds = ("supervision.receive", "supervision.revoke")
    found = Act.objects.filter(kind__in=kinds).values_list("kind", "effective_at")
    assert dict(found) == {
        "supervision.receive": midnight(day(4)),
        "supervision.revoke": midnight(day(2)),
    }


def test_reopening_writes_the_measure_only_when_it_ended_with_the_order(orders: Orders) -> None:
    pardoned, revoked = orders.registered(), orders.registered()
    end(by=orders.by, case=revoked, code="revoke", on=TODAY, decision="K-1")
    with act("test.corrected", by=SERVICE):
        row = Measure.objects.get(pk=revoked.measure_id)
        row.ended_on = day(1)
        row.save()
    advance_supervision(by=orders.by, case=revoked, code="reopen", reason="quashed")
    assert (recorded("supervision.resume_measure"), again(row).ended_on) == ([], day(1))
    how: dict[str, Any] = {"ended_on": TODAY, "how": Ending.PARDONED, "reason": "so"}
    end_measure(by=SERVICE, measure=again(pardoned.measure), **how)
    advance_supervision(by=orders.by, case=again(pardoned), code="reopen", reason="quashed")
    assert rows("supervision.resume_measure") == [("proceedings.measure", False)]


def test_what_a_court_decided_brings_all_that_follows_for_the_order(orders: Orders) -> None:
    breach = noted(orders)
    go_to_court(by=orders.by, case=breach, what=replace(MOTION, because="He hides."))
    before = set(Act.objects.values_list("pk", flat=True))
    what = Decision(on=TODAY, outcome=Outcome.REVOKED, decision="K-9")
    decide_breach(by=orders.by, case=breach, what=what)
    new = Act.objects.exclude(pk__in=before).values_list("kind", flat=True)
    assert sorted(new) == [
        "proceedings.end_running", "supervision.decide", "supervision.revoke",
        "workflow.close_work", "workflow.close_work",
    ]  # fmt: skip
    ((_by, _about, _wall, reason, _changes),) = recorded("supervision.revoke")
    assert (reason, again(breach.supervision).decision) == ("K-9", "K-9")


def test_a_decision_that_cannot_be_carried_over_is_not_noted_at_all(orders: Orders) -> None:
    breach = noted(orders)
    go_to_court(by=orders.by, case=breach, what=replace(MOTION, because="He hides."))
    order = Supervision.objects.get(pk=breach.supervision_id)
    end(by=orders.by, case=order, code="convert", on=TODAY, decision="K-1")
    what = Decision(on=TODAY, outcome=Outcome.REVOKED, decision="K-9")
    with pytest.raises(Refused) as refused:  # the breach was read before the order ended
        decide_breach(by=orders.by, case=breach, what=what)
    assert codes(refused) == ["moved-meanwhile"]
    assert (again(breach).state, again(breach).outcome) == ("before_court", "")
    decide_breach(by=orders.by, case=again(breach), what=what)
    assert (again(breach).state, again(order).state) == ("decided", "converted")
    assert check_state().faults == []


def test_whoever_read_the_measure_before_it_ended_receives_nothing(orders: Orders) -> None:
    measure = orders.measure(unit=None)
    seen: Any = again(measure)
    end_measure(by=SERVICE, measure=measure, ended_on=day(1), how=Ending.PARDONED, reason="so")
    with pytest.raises(Refused) as refused:
        receive(by=orders.by, measure=seen, unit=orders.unit, received_on=TODAY)
    assert codes(refused) == ["measure-ended"]
    kept = again(measure)
    assert (kept.ended_on, kept.ended_how, kept.unit) == (day(1), "pardoned", None)
    assert Supervision.objects.count() == 0
