"""Each step of an order is refused with its reason, and nothing is written then."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.desk import recorded
from tilts.casework.people.tests.people import change
from tilts.casework.people.tests.people import person as registered
from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.tests.world import sentenced
from tilts.casework.supervision.actions.duties import check_duties
from tilts.casework.supervision.actions.orders import (
    advance_supervision,
    end,
    explain,
    receive,
    register,
)
from tilts.casework.supervision.models import Identity, Supervision
from tilts.casework.supervision.order_guards import registration_of, why_not_on
from tilts.casework.supervision.queries.orders import held
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.models import Status

from .ordered import EXPLAINED, TODAY, Orders, again, codes, day


def refusal(do: Any, **what: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        do(**what)
    return codes(refused)


def begun(orders: Orders, measure: Measure, **what: Any) -> list[str]:
    usual = {"by": orders.by, "measure": measure, "unit": orders.unit, "received_on": TODAY}
    return refusal(receive, **{**usual, **what})


def test_nothing_begins_about_who_is_dead_or_was_never_there(orders: Orders) -> None:
    dead, error = orders.measure(), orders.measure()
    change(dead.person, died_on=TODAY)
    change(error.person, entered_in_error=True)
    assert [begun(orders, measure) for measure in (dead, error)] == [["gone"], ["gone"]]


def test_nothing_begins_for_what_somebody_was_acquitted_of(orders: Orders) -> None:
    measure = orders.measure()
    with act("test.acquit", by=SERVICE):
        measure.proceeding.state = "acquitted"
        measure.proceeding.save()
    assert begun(orders, measure) == ["proceedings-void"]


def test_an_order_on_a_record_that_was_merged_begins_all_the_same(orders: Orders) -> None:
    measure, kept = orders.measure(), orders.caseload.add("Berzins")
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=measure.person_id, reason="the same face")
    case = receive(by=SERVICE, measure=again(measure), unit=orders.unit, received_on=TODAY)
    assert (case.state, case.person_id) == ("received", measure.person_id)


def test_every_reason_is_told_together(orders: Orders) -> None:
    measure = orders.measure(kind="community_service", years=0, minutes=60)
    prison = orders.caseload.house.units["riga"]
    early = {"received_on": date(2025, 3, 2), "unit": prison}
    assert begun(orders, measure, **early) == ["not-supervised", "wrong-unit", "too-early"]


@pytest.mark.parametrize(
    ("received", "counted", "told"),
    [
        (0, -1, ["in-future"]),
        (-1, 0, ["in-future"]),
        (0, 4000, ["too-early"]),
    ],
)
def test_neither_day_lies_ahead_or_before_the_sentence(
    orders: Orders, received: int, counted: int, told: list[str]
) -> None:
    days = {"received_on": day(received), "counted_from": day(counted)}
    assert begun(orders, orders.measure(), **days) == told
    assert Supervision.objects.count() == 0


def test_a_unit_that_is_closed_supervises_nobody(orders: Orders) -> None:
    unit = orders.caseload.house.units["zemgale"]
    with act("test.close", by=SERVICE):
        unit.until = TODAY
        unit.save()
    assert begun(orders, orders.measure(), unit=unit) == ["wrong-unit"]


def test_whoever_does_not_supervise_receives_nothing(orders: Orders) -> None:
    measure, house = orders.measure(), orders.caseload.house
    clerk = actor_for(house.member("clerk", "jelgava"), TODAY)
    far = actor_for(house.member("probation_officer", "zemgale"), TODAY)
    stranger = registered("Kalns", at=house.units["riga"], country="LV")
    elsewhere = sentenced(stranger, house.units["riga"], kind="probation_supervision", years=3)
    assert begun(orders, measure, by=clerk) == ["no-role"]
    assert begun(orders, elsewhere) == ["not-yours"]
    assert begun(orders, elsewhere, by=far) == ["not-yours"]
    prison = actor_for(house.member("prison_officer"), TODAY)
    assert begun(orders, elsewhere, by=prison) == ["no-role"]


@pytest.mark.parametrize(
    ("on", "after", "told"),
    [
        (TODAY, TODAY, []),
        (TODAY, None, []),
        (day(1), TODAY, ["days-reversed"]),
        (TODAY + timedelta(days=1), TODAY, ["in-future"]),
        (date(1899, 12, 31), None, ["long-ago"]),
    ],
)
def test_a_day_at_its_borders(on: date, after: date | None, told: list[str]) -> None:
    assert [reason.code for reason in why_not_on(on, after)] == told


def test_the_steps_are_taken_in_their_order(orders: Orders) -> None:
    case = orders.received()
    by: Any = orders.by
    assert refusal(explain, by=by, case=case, what=EXPLAINED) == ["not-from-here"]
    assert refusal(check_duties, by=by, case=case, on=TODAY, found={}) == ["not-from-here"]
    assert refusal(advance_supervision, by=by, case=case, code="activate") == ["not-from-here"]
    register(by=by, case=case, on=TODAY, identity=Identity.PERMIT)
    twice = {"by": by, "case": case, "on": TODAY, "identity": Identity.CARD}
    assert refusal(register, **twice) == ["not-from-here"]
    before = replace(EXPLAINED, on=day(1))
    assert refusal(explain, by=by, case=case, what=before) == ["days-reversed"]
    assert (again(case).identity, again(case).explained_on) == ("permit", None)


def test_whoever_saw_an_earlier_stage_is_told(orders: Orders) -> None:
    case = orders.received()
    seen = again(case)
    register(by=orders.by, case=case, on=TODAY, identity=Identity.CARD)
    late = {"by": orders.by, "case": seen, "on": TODAY, "identity": Identity.LICENCE}
    assert refusal(register, **late) == ["moved-meanwhile"]
    assert again(case).identity == "card"


@pytest.mark.parametrize("code", ["register", "explain", "check", "revoke", "hand_over", "convert"])
def test_a_step_that_wants_more_is_no_bare_move(orders: Orders, code: str) -> None:
    case = orders.received()
    how: dict[str, Any] = {"by": orders.by, "case": case, "code": code, "reason": "so"}
    assert refusal(advance_supervision, **how) == ["own-step"]


def test_an_error_and_a_reopening_want_a_reason(orders: Orders) -> None:
    case = orders.received()
    for code in ("mark_error", "mark_wrong_person"):
        how = {"by": orders.by, "case": case, "code": code}
        assert refusal(advance_supervision, **how) == ["reason-missing"]
    end(by=orders.by, case=case, code="revoke", on=TODAY, decision="K-1")
    assert refusal(advance_supervision, by=orders.by, case=case, code="reopen") == [
        "reason-missing"
    ]


def test_an_end_wants_its_words_and_comes_once(orders: Orders) -> None:
    case = orders.received()
    bare = {"by": orders.by, "case": case, "code": "revoke", "on": TODAY, "decision": ""}
    assert refusal(end, **bare) == ["reason-missing"]
    ahead = {**bare, "on": TODAY + timedelta(days=1), "decision": "K-1"}
    assert refusal(end, **ahead) == ["in-future"]
    end(by=orders.by, case=case, code="hand_over", on=TODAY, decision="K-1")
    assert refusal(end, **{**bare, "decision": "K-2"}) == ["not-from-here"]
    assert (again(case).decision, again(case.measure).ended_how) == ("K-1", "transferred")


def test_an_order_without_an_end_on_record_is_not_complete(orders: Orders) -> None:
    case = orders.active()
    with act("test.no_term", by=SERVICE):
        case.measure.years = 0
        case.measure.save()
    assert case.ends_on is None
    how: dict[str, Any] = {"by": orders.by, "case": case, "code": "complete"}
    assert refusal(advance_supervision, **how) == ["no-end"]


def test_the_last_day_still_belongs_to_the_order(orders: Orders) -> None:
    case = orders.active(orders.measure(years=0, months=2, start=day(90)))
    last = case.ends_on
    assert last is not None
    assert last < TODAY
    with act("test.later", by=SERVICE):
        case.measure.start = day(90) + (TODAY - last)
        case.measure.save()
    how: dict[str, Any] = {"by": orders.by, "case": case, "code": "complete"}
    assert refusal(advance_supervision, **how) == ["not-over"]


def test_who_cannot_see_it_holds_nothing(orders: Orders) -> None:
    case = orders.received()
    far = actor_for(orders.caseload.house.member("prison_officer"), TODAY)
    with seen_by(far), pytest.raises(Refused) as refused:
        held(case)
    assert codes(refused) == ["not-yours"]
    assert held(case).pk == case.pk


@pytest.mark.parametrize(
    ("what", "deadline"),
    [
        ({}, "probation_registration"),
        ({"kind": "imprisonment", "unit": None}, ""),
        ({"kind": "community_service", "years": 0, "minutes": 60}, ""),
        ({"kind": "imprisonment", "unit": None, "suspended": True, "probation_months": 12},
         "probation_registration"),
        ({"kind": "electronic_monitoring"}, "registration_after_early_release"),
    ],
)  # fmt: skip
def test_what_is_served_under_supervision(
    orders: Orders, what: dict[str, Any], deadline: str
) -> None:
    assert registration_of(orders.measure(**what)) == deadline


def test_a_refused_step_leaves_no_row_and_no_act(orders: Orders) -> None:
    case = orders.received()
    refusal(register, by=orders.by, case=case, on=day(9), identity=Identity.CARD)
    assert Status.objects.filter(case=case.case_ref()).count() == 1
    assert recorded("supervision.register") == []


def test_the_record_says_who_received_it_and_for_which_measure(orders: Orders) -> None:
    case = orders.received(orders.measure(unit=None))
    ((by, about, wall, reason, changes),) = recorded("supervision.receive")
    assert (by, about, wall, reason) == (orders.by.party, case.person_id, "", "")
    assert [row for row, _before, _after in changes] == ["proceedings.measure"]
