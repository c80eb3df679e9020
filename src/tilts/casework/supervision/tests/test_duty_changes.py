"""Changing, lifting and checking duties: each refusal by itself, and what stands afterwards."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tilts.casework.people.tests.desk import recorded
from tilts.casework.supervision.actions.duties import (
    Found,
    NewDuty,
    change_duty,
    check_duties,
    impose_duty,
    lift_duty,
)
from tilts.casework.supervision.actions.orders import end
from tilts.casework.supervision.compliance import compliance
from tilts.casework.supervision.models import Duty, DutyCheck
from tilts.casework.supervision.queries.duties import standing_duties
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.state import check_state

from .ordered import TODAY, Orders, again, codes, day, text
from .test_duties import BY_COURT, imposed

NOW = replace(BY_COURT, decision="K-8", on=TODAY)
TOMORROW = TODAY + timedelta(days=1)


def refusal(do: Any, **what: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        do(**what)
    return codes(refused)


@pytest.mark.parametrize(
    ("code", "slots", "new", "how", "told"),
    [
        ("attend", {"days": 7}, {}, {}, ["slot-missing"]),
        ("attend", {"days": 7}, {"days": 14, "hours": 2}, {}, ["slot-foreign"]),
        ("attend", {"days": 7}, {"days": "14"}, {}, ["slot-wrong"]),
        ("attend", {"days": 7}, {"days": 7}, {}, ["unchanged"]),
        ("attend", {"days": 7}, {"days": 14}, {"on": TOMORROW}, ["in-future"]),
        ("attend", {"days": 7}, {"days": 14}, {"on": day(4)}, ["too-early"]),
        ("no_contact", {"whom": "the victim"}, {"whom": "the witness"}, {"imposed_by": "officer"},
         ["not-by-them"]),
        ("no_contact", {"whom": "the victim"}, {"whom": "the witness"},
         {"imposed_by": "officer", "on": TOMORROW}, ["in-future", "not-by-them"]),
    ],
)  # fmt: skip
def test_a_change_is_refused_with_its_reasons(
    orders: Orders, code: str, slots: Any, new: Any, how: dict[str, Any], told: list[str]
) -> None:
    duty = imposed(orders, orders.received(), code, **slots)
    decided = replace(NOW, **how)
    found = refusal(change_duty, by=orders.by, duty=duty, slots=new, decided=decided)
    assert (found, again(duty).until, Duty.objects.count()) == (told, None, 1)


def test_a_change_makes_no_second_duty_that_says_the_same(orders: Orders) -> None:
    case = orders.received()
    seven, fourteen = (imposed(orders, case, "attend", days=days) for days in (7, 14))
    how = {"by": orders.by, "slots": {"days": 14}, "decided": NOW}
    assert refusal(change_duty, duty=seven, **how) == ["stands-already"]
    assert standing_duties(case) == [seven, fourteen]
    lift_duty(by=orders.by, duty=fourteen, decided=NOW)
    assert change_duty(duty=seven, **how).replaces == seven
    assert [duty.slots for duty in standing_duties(case)] == [{"days": 14}]


def test_the_same_duty_of_another_order_does_not_stand_in_the_way(orders: Orders) -> None:
    one, other = orders.received(), orders.received()
    imposed(orders, one, "attend", days=14)
    mine = imposed(orders, other, "attend", days=7)
    change_duty(by=orders.by, duty=mine, slots={"days": 14}, decided=NOW)
    found = {case.pk: [duty.slots for duty in standing_duties(case)] for case in (one, other)}
    assert found == {one.pk: [{"days": 14}], other.pk: [{"days": 14}]}


def test_of_an_order_that_is_over_duties_are_lifted_and_no_longer_changed(orders: Orders) -> None:
    case = orders.received()
    duty = imposed(orders, case, "attend", days=7)
    end(by=orders.by, case=case, code="revoke", on=TODAY, decision="K-9")
    how = {"by": orders.by, "duty": duty, "decided": NOW}
    assert refusal(change_duty, **how, slots={"days": 14}) == ["order-over"]
    assert lift_duty(**how).ended_how == "lifted"


def test_changed_on_its_first_day_the_former_wording_held_for_no_day(orders: Orders) -> None:
    duty = imposed(orders, orders.received(), "attend", days=7)
    new = change_duty(by=orders.by, duty=duty, slots={"days": 14}, decided=BY_COURT)
    former = again(duty)
    assert (former.since, former.until, new.since) == (day(3), day(3), day(3))
    assert [one.is_on(day(3)) for one in (former, new)] == [False, True]


def test_who_does_not_supervise_changes_nothing(orders: Orders) -> None:
    case = orders.active()
    duty = imposed(orders, case, "attend", days=7)
    clerk = actor_for(orders.caseload.house.member("clerk", "jelgava"), TODAY)
    how = {"by": clerk, "duty": duty, "decided": NOW}
    what = NewDuty(code="cooperate", decided=NOW)
    found = {duty.pk: Found(kept="kept")}
    assert refusal(impose_duty, by=clerk, case=case, what=what) == ["no-role"]
    assert refusal(change_duty, **how, slots={"days": 14}) == ["no-role"]
    assert refusal(lift_duty, **how) == ["no-role"]
    assert "no-role" in refusal(check_duties, by=clerk, case=case, on=TODAY, found=found)
    assert (Duty.objects.get(), DutyCheck.objects.count()) == (duty, 0)


@pytest.mark.parametrize(
    ("on", "told"),
    [(day(4), ["too-early"]), (TOMORROW, ["in-future"]), (date(1899, 12, 31), ["long-ago"])],
)
def test_nobody_kept_a_duty_before_it_was_imposed_or_will_have(
    orders: Orders, on: date, told: list[str]
) -> None:
    case = orders.active()
    found = {imposed(orders, case, "cooperate").pk: Found(kept="kept")}
    assert refusal(check_duties, by=orders.by, case=case, on=on, found=found) == told
    check_duties(by=orders.by, case=case, on=day(3), found=found)
    assert list(DutyCheck.objects.values_list("checked_on", flat=True)) == [day(3)]


def test_a_check_of_a_duty_that_was_lifted_is_refused_and_leaves_no_row(orders: Orders) -> None:
    case = orders.active()
    stands, gone = imposed(orders, case, "cooperate"), imposed(orders, case, "no_alcohol")
    lift_duty(by=orders.by, duty=gone, decided=NOW)
    both = {duty.pk: Found(kept="kept") for duty in (stands, gone)}
    assert refusal(check_duties, by=orders.by, case=case, on=TODAY, found=both) == [
        "not-all-checked"
    ]
    assert (DutyCheck.objects.count(), recorded("supervision.check_duties")) == (0, [])


def test_an_order_without_duties_is_checked_all_the_same(orders: Orders) -> None:
    case = orders.active()
    assert check_duties(by=orders.by, case=case, on=TODAY, found={}) == []
    assert (again(case).state, check_state().faults) == ("active", [])


def test_the_service_checks_as_nobody_of_the_staff(orders: Orders) -> None:
    case = orders.active()
    duty = imposed(orders, case, "cooperate")
    (row,) = check_duties(
        by=SERVICE, case=case, on=TODAY, found={duty.pk: Found(kept="unknown", note="away")}
    )
    assert (row.checked_by_id, row.kept, row.note) == (None, "unknown", "away")


def of_old(orders: Orders) -> Duty:
    """A duty of a kind that no catalogue has any more."""
    duty = Duty(person=(case := orders.received()).person, supervision=case, code="wear_a_hat")
    duty.since, duty.imposed_by, duty.basis, duty.decision = day(3), "court", "a law", "K-1"
    with act("test.impose", by=SERVICE):
        duty.save()
    return duty


def test_a_duty_whose_kind_is_gone_stays_to_be_read_and_lifted_by_whoever(orders: Orders) -> None:
    duty = of_old(orders)
    by_officer = replace(NOW, imposed_by="officer")
    how = {"by": orders.by, "duty": duty, "decided": by_officer}
    assert refusal(change_duty, **how, slots={"days": 1}) == ["not-for-this"]
    (line,) = compliance([duty.supervision])[duty.supervision_id]
    assert (line["text"], line["stands"], line["tone"]) == ("wear_a_hat", True, "neutral")
    assert lift_duty(**how).ended_by == "officer"


def test_and_its_forms_are_not_there(orders: Orders, desk: Client) -> None:
    duty = of_old(orders)
    for name in ("change_duty", "lift_duty"):
        assert desk.get(reverse(f"supervision:{name}", args=[duty.pk])).status_code == 404
    page = text(desk.get(reverse("supervision:order", args=[duty.supervision_id])))
    assert "wear_a_hat court, K-1" in page
