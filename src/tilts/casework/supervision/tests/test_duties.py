"""Duties are imposed, changed, lifted and checked, each with who decided it and why it may."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tilts.casework.supervision.actions.duties import (
    Decided,
    Found,
    NewDuty,
    change_duty,
    check_duties,
    impose_duty,
    lift_duty,
)
from tilts.casework.supervision.actions.orders import end
from tilts.casework.supervision.compliance import compliance
from tilts.casework.supervision.duties import kind_of, said, why_not_filled
from tilts.casework.supervision.models import Duty, DutyCheck, Supervision
from tilts.platform.access.reasons import Refused
from tilts.platform.record.state import check_state
from tilts.platform.workflow.deadlines import due_date

from .ordered import TODAY, Orders, again, codes, day, work

BY_COURT = Decided(imposed_by="court", basis="Reg. 107/2015", decision="K-7", on=day(3))


def imposed(orders: Orders, case: Supervision, code: str, **slots: Any) -> Duty:
    what = NewDuty(code=code, slots=slots, decided=BY_COURT)
    return impose_duty(by=orders.by, case=case, what=what)


def refusal(orders: Orders, case: Supervision, code: str, **slots: Any) -> list[str]:
    how = replace(BY_COURT, **slots.pop("how", {}))
    what = NewDuty(code=code, slots=slots, decided=how)
    with pytest.raises(Refused) as refused:
        impose_duty(by=orders.by, case=case, what=what)
    return codes(refused)


def test_a_duty_says_what_was_filled_in_and_who_decided(orders: Orders) -> None:
    case = orders.received()
    duty = imposed(orders, case, "banned_places", where="Ogre market")
    assert (duty.since, duty.imposed_by, duty.basis, duty.decision, duty.until) == (
        day(3), "court", "Reg. 107/2015", "K-7", None,
    )  # fmt: skip
    found = [said("LV", duty.code, duty.slots, duty.since, one) for one in ("en", "lv", "lt", "ru")]
    assert found == [
        "Do not go to: Ogre market.",
        "Neapmeklējiet: Ogre market.",
        "Nesilankykite: Ogre market.",
        "Не посещайте: Ogre market.",
    ]


@pytest.mark.parametrize(
    ("code", "slots", "text"),
    [
        ("compensate", {"sum": 123450, "until": "2026-12-31"},
         "Pay 1,234.50 € to make good the damage by 31 December 2026."),
        ("curfew", {"hours": 8}, "Be at home for 8 hours each night, as the timetable says."),
        ("programme", {"programme": "equip"}, "Take part in the programme “EQUIP” to its end."),
        ("banned_places", {}, "Do not go to: …."),
        ("of-old-days", {}, "of-old-days"),
    ],
)  # fmt: skip
def test_each_kind_of_slot_is_shown_as_people_write_it(
    code: str, slots: dict[str, Any], text: str
) -> None:
    assert said("LV", code, slots, TODAY, "en") == text


def test_what_does_not_fit_is_refused_with_every_reason(orders: Orders) -> None:
    case = orders.received()
    assert refusal(orders, case, "wear_a_hat") == ["not-for-this"]
    assert refusal(orders, case, "banned_places") == ["slot-missing"]
    assert refusal(orders, case, "cooperate", where="here") == ["slot-foreign"]
    assert refusal(orders, case, "attend", days=0) == ["slot-wrong"]
    assert refusal(orders, case, "programme", programme="none") == ["slot-wrong"]
    assert refusal(orders, case, "not_leave_country", until="soon") == ["slot-wrong"]
    by_officer = {"imposed_by": "officer", "on": TODAY + timedelta(days=1)}
    assert refusal(orders, case, "cooperate", how=by_officer) == ["in-future", "not-by-them"]
    long_ago = {"on": date(2025, 3, 2)}
    assert refusal(orders, case, "cooperate", how=long_ago) == ["too-early"]
    imposed(orders, case, "cooperate")
    assert refusal(orders, case, "cooperate") == ["stands-already"]
    end(by=orders.by, case=case, code="revoke", on=TODAY, decision="so")
    assert refusal(orders, case, "attend", days=7) == ["order-over"]
    assert Duty.objects.count() == 1


def test_a_change_keeps_the_former_wording_and_lifting_ends_it(orders: Orders) -> None:
    case = orders.received()
    first = imposed(orders, case, "attend", days=7)
    later = replace(BY_COURT, imposed_by="officer", decision="12", on=TODAY)
    second = change_duty(by=orders.by, duty=first, slots={"days": 14}, decided=later)
    first = again(first)
    assert (first.until, first.ended_how, first.ended_by, first.ended_decision) == (
        TODAY, "changed", "officer", "12",
    )  # fmt: skip
    assert (second.replaces, second.slots, second.since) == (first, {"days": 14}, TODAY)
    for duty, how in ((first, later), (second, replace(later, on=day(1)))):
        with pytest.raises(Refused) as refused:
            lift_duty(by=orders.by, duty=duty, decided=how)
        assert codes(refused) == [{first.pk: "duty-ended"}.get(duty.pk, "too-early")]
    with pytest.raises(Refused) as same:
        change_duty(by=orders.by, duty=second, slots={"days": 14}, decided=later)
    assert codes(same) == ["unchanged"]
    lifted = lift_duty(by=orders.by, duty=second, decided=later)
    assert (lifted.ended_how, lifted.ended_basis) == ("lifted", "Reg. 107/2015")
    assert check_state().faults == []


def test_who_may_not_impose_a_duty_may_not_lift_it(orders: Orders) -> None:
    duty = imposed(orders, orders.received(), "cooperate")
    later = replace(BY_COURT, imposed_by="officer", on=TODAY)
    with pytest.raises(Refused) as refused:
        lift_duty(by=orders.by, duty=duty, decided=later)
    assert (codes(refused), again(duty).until) == (["not-by-them"], None)
    tomorrow = replace(later, on=TODAY + timedelta(days=1))
    with pytest.raises(Refused) as both:
        lift_duty(by=orders.by, duty=duty, decided=tomorrow)
    assert codes(both) == ["in-future", "not-by-them"]
    assert lift_duty(by=orders.by, duty=duty, decided=replace(later, imposed_by="court")).until


def test_a_check_says_of_each_duty_whether_it_was_kept(orders: Orders) -> None:
    case = orders.active()
    one, two = imposed(orders, case, "cooperate"), imposed(orders, case, "attend", days=7)
    with pytest.raises(Refused) as refused:
        check_duties(by=orders.by, case=case, on=TODAY, found={one.pk: Found(kept="kept")})
    assert codes(refused) == ["not-all-checked"]
    found = {one.pk: Found(kept="kept"), two.pk: Found(kept="not_kept", note="missed twice")}
    check_duties(by=orders.by, case=case, on=TODAY, found=found)
    shown = [
        (line["duty"].code, line["check"].kept, line["check"].note, line["tone"])
        for line in compliance([case])[case.pk]
    ]
    assert shown == [("cooperate", "kept", "", "success"),
                     ("attend", "not_kept", "missed twice", "danger")]  # fmt: skip
    due = due_date("LV", "duties_checked", TODAY)
    assert (work(case), check_state().faults) == ([("supervision.check", due)], [])
    assert set(DutyCheck.objects.values_list("checked_by", flat=True)) == {orders.by.party}


def test_compliance_asks_the_same_for_one_order_and_for_three(
    orders: Orders, django_assert_num_queries: Any
) -> None:
    cases = [orders.received() for _ in range(3)]
    for case in cases:
        imposed(orders, case, "cooperate")
        imposed(orders, case, "no_alcohol")
    for some in (cases[:1], cases):
        with django_assert_num_queries(2):
            found = compliance(some)
        assert {pk: len(lines) for pk, lines in found.items()} == {one.pk: 2 for one in some}


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.dates().map(date.isoformat)
)


@given(st.dictionaries(st.sampled_from(["where", "days", "until", "sum"]), VALUES, max_size=3))
def test_whatever_is_filled_in_is_either_worded_or_refused(slots: Mapping[str, Any]) -> None:
    for code in ("banned_places", "attend", "not_leave_country", "compensate", "cooperate"):
        kind = kind_of("LV", code, TODAY)
        assert kind is not None
        if not why_not_filled("LV", kind, slots, TODAY):
            assert slots.keys() == kind.slots.keys()
            text = said("LV", code, slots, TODAY, "lv")
            assert ("…" in text, "{" in text.replace(str(slots.get("where")), "")) == (False, False)
