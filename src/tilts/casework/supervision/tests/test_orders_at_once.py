"""Two at the same order at the same time: nothing is doubled, and nothing is lost unsaid."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from tilts.casework.plans.tests.test_at_once import flushable_record
from tilts.casework.supervision.actions.breaches import note_breach
from tilts.casework.supervision.actions.duties import (
    Found,
    NewDuty,
    change_duty,
    check_duties,
    impose_duty,
    lift_duty,
)
from tilts.casework.supervision.actions.orders import (
    advance_supervision,
    end,
    receive,
    register,
)
from tilts.casework.supervision.models import Breach, Duty, DutyCheck, Identity, Supervision
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.at_once import at_once
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state

from .conftest import Caseload
from .ordered import TODAY, Orders, again, day
from .test_breaches import MISSED
from .test_duties import BY_COURT

__all__ = ["flushable_record"]  # a fixture


@pytest.fixture
def there(flushable_record: None) -> Iterator[Orders]:
    """Orders, committed: threads see them."""
    with seen_by(SERVICE):
        house = build_house()
        yield Orders(Caseload(house, house.member("probation_officer", "jelgava")))


def test_one_of_two_receives(there: Orders) -> None:
    measure = there.measure()
    how: dict[str, Any] = {"measure": measure, "unit": there.unit, "received_on": TODAY}
    begin = partial(receive, by=SERVICE, **how)
    assert at_once(begin, begin) == ["begun-already", "done"]
    assert Supervision.objects.count() == 1


def test_one_of_two_registers(there: Orders) -> None:
    case = there.received()
    papers = (Identity.CARD, Identity.PASSPORT)
    seen = [(again(case), paper) for paper in papers]
    found = at_once(
        *(lambda one=one: register(by=SERVICE, case=one[0], on=TODAY, identity=one[1])
          for one in seen)
    )  # fmt: skip
    assert (found, again(case).state) == (["done", "moved-meanwhile"], "registered")


def test_the_same_duty_is_imposed_once(there: Orders) -> None:
    case = there.received()
    what = NewDuty(code="attend", slots={"days": 7}, decided=BY_COURT)
    impose = lambda: impose_duty(by=SERVICE, case=again(case), what=what)  # noqa: E731 - a write
    assert at_once(impose, impose) == ["done", "stands-already"]
    assert list(Duty.objects.values_list("slots", flat=True)) == [{"days": 7}]


def test_a_duty_is_changed_or_lifted_but_not_both(there: Orders) -> None:
    case = there.received()
    what = NewDuty(code="attend", slots={"days": 7}, decided=BY_COURT)
    duty = impose_duty(by=SERVICE, case=case, what=what)
    found = at_once(
        lambda: change_duty(by=SERVICE, duty=duty, slots={"days": 14}, decided=BY_COURT),
        lambda: lift_duty(by=SERVICE, duty=duty, decided=BY_COURT),
    )
    assert found == ["done", "duty-ended"]
    standing = Duty.objects.filter(until=None).count()
    assert (standing, again(duty).ended_how) in ((1, "changed"), (0, "lifted"))


def test_changed_and_imposed_it_says_the_same_only_once(there: Orders) -> None:
    case = there.received()
    what = NewDuty(code="attend", slots={"days": 7}, decided=BY_COURT)
    duty = impose_duty(by=SERVICE, case=case, what=what)
    more = NewDuty(code="attend", slots={"days": 14}, decided=BY_COURT)
    found = at_once(
        lambda: change_duty(by=SERVICE, duty=duty, slots={"days": 14}, decided=BY_COURT),
        lambda: impose_duty(by=SERVICE, case=again(case), what=more),
    )
    assert found == ["done", "stands-already"]
    assert Duty.objects.filter(until=None, slots={"days": 14}).count() == 1


def test_a_duty_that_is_lifted_meanwhile_is_checked_before_or_not_at_all(there: Orders) -> None:
    case = there.active()
    what = NewDuty(code="attend", slots={"days": 7}, decided=BY_COURT)
    duty = impose_duty(by=SERVICE, case=case, what=what)
    seen, kept = again(case), {duty.pk: Found(kept="kept")}
    found = at_once(
        lambda: check_duties(by=SERVICE, case=seen, on=TODAY, found=kept),
        lambda: lift_duty(by=SERVICE, duty=duty, decided=BY_COURT),
    )
    assert (found, DutyCheck.objects.count()) in ((["done", "done"], 1),
                                                  (["done", "not-all-checked"], 0))  # fmt: skip
    assert (again(duty).ended_how, check_state().faults) == ("lifted", [])


def test_no_order_is_completed_while_a_breach_is_noted(there: Orders) -> None:
    case = there.active(there.measure(years=0, months=2, start=day(90)))
    seen = [again(case) for _ in range(2)]
    found = at_once(
        lambda: note_breach(by=SERVICE, case=seen[0], what=MISSED),
        lambda: advance_supervision(by=SERVICE, case=seen[1], code="complete"),
    )
    assert found in (["breach-open", "done"], ["done", "order-over"])
    assert (again(case).state, Breach.objects.count()) in (("active", 1), ("completed", 0))


def test_whoever_read_the_order_before_it_ended_imposes_and_notes_nothing(there: Orders) -> None:
    case = there.active()
    seen = [again(case) for _ in range(3)]
    end(by=SERVICE, case=case, code="revoke", on=TODAY, decision="K-1")
    what = NewDuty(code="attend", slots={"days": 7}, decided=BY_COURT)
    assert at_once(lambda: impose_duty(by=SERVICE, case=seen[0], what=what)) == ["order-over"]
    assert at_once(lambda: note_breach(by=SERVICE, case=seen[1], what=MISSED)) == ["order-over"]
    check = lambda: check_duties(by=SERVICE, case=seen[2], on=TODAY, found={})  # noqa: E731 - a write
    assert at_once(check) == ["not-from-here"]
    assert (Duty.objects.count(), Breach.objects.count()) == (0, 0)
