"""Fictional orders, duties and breaches: in every stage, in order of time, as actions make them."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tilts.casework.people.models import Person
from tilts.casework.proceedings.models import Ending, Measure, Proceeding
from tilts.casework.supervision.breach_cases import BreachMachine
from tilts.casework.supervision.cases import SupervisionMachine
from tilts.casework.supervision.demo import breaches, duties, orders
from tilts.casework.supervision.demo.orders import File, Known
from tilts.casework.supervision.duties import duties_for, why_not_filled
from tilts.casework.supervision.models import Duty
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.organisation.models import Agency, Staff, Unit
from tilts.platform.parties.models import Party
from tilts.platform.workflow.actions import Past
from tilts.platform.workflow.machines import targets

TODAY = date(2026, 6, 15)
UNITS = {
    "LV": Unit(agency=Agency(code="vpd", country="LV"), code="vpd_riga_1"),
    "LT": Unit(agency=Agency(code="lpt", country="LT"), code="lpt_vilnius"),
}
KINDS = {"LV": "probation_supervision", "LT": "restriction_of_liberty"}
OFFICER = Staff(party=Party())


def stage(ago: int, end: date | None = None, country: str = "LV") -> Stage:
    start = TODAY - timedelta(days=ago)
    fate = "served" if end else ""
    return Stage("supervision", start, 36, "175", UNITS[country], OFFICER, end, fate)


def course(own: Stage, country: str = "LV") -> Course:
    who: dict[str, Any] = {"family": "Ozols", "given": "Jānis", "sex": "male"}
    facts: dict[str, Any] = {"languages": ["lv"], "code": None, "locality": "Rīga"}
    person = Person(party=Party(), languages=["lv"])
    return Course(
        country=country, person=person, born=date(1990, 1, 1), stages=[own], **who, **facts
    )


def measure(own: Stage, country: str = "LV", how: str = "") -> Measure:
    proceeding = Proceeding(country=country, authority="Zemgales rajona tiesa", reference="K-7")
    row = Measure(proceeding=proceeding, kind=KINDS[country], years=3)
    row.imposed_on = row.start = own.start
    row.ended_on, row.ended_how = own.end, how
    return row


def batch(seed: int) -> Batch:
    return Batch(Random(seed), TODAY, [], [])


def file(
    seed: int = 1, ago: int = 400, end: date | None = None, country: str = "LV", how: str = "",
    known: Known | None = None,
) -> File:  # fmt: skip
    """A supervision of somebody who was assessed and has a plan, unless told otherwise."""
    own = stage(ago, end, country)
    whom = course(own, country)
    everything = Known(assessed={whom.person.pk}, planned={whom.person.pk})
    return orders._file(batch(seed), whom, own, measure(own, country, how), known or everything)


def walked(machine: Any, past: Past, state: str) -> list[str]:
    """The states of a past, each led to by its move from the one before it."""
    found = [state]
    for step in past.steps:
        assert step.to_state in targets(machine, step.move, found[-1]), (step, found)
        found.append(step.to_state)
    return found


@given(st.integers(0, 10**6), st.sampled_from([3, 30, 400]), st.sampled_from(["LV", "LT"]))
def test_an_order_is_walked_from_its_beginning_in_order_of_time(
    seed: int, ago: int, country: str
) -> None:
    one = file(seed, ago, country=country)
    states = walked(SupervisionMachine, one.past, "received")
    days = [step.at for step in one.past.steps]
    assert days == sorted(days)
    assert one.case.received_on <= TODAY
    assert ("registered" in states) == (one.case.registered_on is not None)
    assert ("explained" in states) == bool(one.case.explained_on and one.case.signed)
    assert (one.case.registered_on is None) == (one.case.identity == "")


def test_some_have_just_come_and_most_are_under_way() -> None:
    pasts = [file(seed).past for seed in range(400)]
    last = Counter(walked(SupervisionMachine, past, "received")[-1] for past in pasts)
    assert set(last) == {"received", "registered", "planned", "active"}
    assert last["active"] > 300
    assert min(last.values()) > 2


@pytest.mark.parametrize(
    ("assessed", "planned", "most"),
    [(False, False, "explained"), (True, False, "assessed"), (False, True, "explained")],
)
def test_no_order_is_ahead_of_the_rooms_on_its_left(
    assessed: bool, planned: bool, most: str
) -> None:
    own = stage(400)
    whom = course(own)
    known = Known(
        assessed={whom.person.pk} if assessed else set(),
        planned={whom.person.pk} if planned else set(),
    )
    found = set()
    for seed in range(60):
        made = orders._file(batch(seed), whom, own, measure(own), known)
        found.add(walked(SupervisionMachine, made.past, "received")[-1])
    assert found - {"received", "registered"} == {most}


@pytest.mark.parametrize(
    ("how", "ends"),
    [
        (Ending.SERVED, {"completed", "transferred"}),
        (Ending.QUASHED, {"ended"}),
        (Ending.PARDONED, {"ended"}),
        (Ending.REPLACED, {"revoked", "converted"}),
        (Ending.TRANSFERRED, {"transferred"}),
        (Ending.DEATH, {"ended_by_death"}),
    ],
)
def test_an_order_ends_as_its_measure_did(how: Ending, ends: set[str]) -> None:
    end = TODAY - timedelta(days=30)
    found = [file(seed, 800, end, how=how) for seed in range(300)]
    last = {walked(SupervisionMachine, one.past, "received")[-1] for one in found}
    assert last == ends
    assert {one.case.ended_on for one in found} == {end}
    taken_back = [one for one in found if one.past.steps[-1].move in ("revoke", "convert")]
    assert {one.case.decision for one in taken_back} <= {"Zemgales rajona tiesa"}


def breached(seed: int, country: str = "LV", ago: int = 400) -> tuple[Any, Past]:
    one = file(seed, ago, country=country)
    if one.case.explained_on is None:
        one.case.explained_on = one.case.received_on
    duty = Duty(supervision=one.case, code="attend", since=one.case.measure.imposed_on)
    return breaches._breach(batch(seed), one, [duty])


@given(st.integers(0, 10**6), st.sampled_from(["LV", "LT"]), st.sampled_from([2, 20, 400]))
def test_a_breach_is_walked_from_its_beginning_in_order_of_time(
    seed: int, country: str, ago: int
) -> None:
    case, past = breached(seed, country, ago)
    states = walked(BreachMachine, past, "noted")
    days = [case.happened_on, case.asked_on, case.heard_on, case.warned_on, case.warned_again_on,
            case.motion_on, case.decided_on]  # fmt: skip
    known = [day for day in days if day]
    assert (known == sorted(known), known[-1] <= TODAY) == (True, True)
    assert (case.about == "duty") == (case.duty is not None)
    assert ("answered" in states) == (case.answer == "given" and case.words != "")
    assert ("decided" in states) == bool(case.outcome and case.decision)
    assert ("before_court" in states) == bool(case.asks and case.motion)


def test_breaches_are_in_every_stage() -> None:
    found = Counter(walked(BreachMachine, breached(seed)[1], "noted")[-1] for seed in range(400))
    assert set(found) == {
        "noted", "asked", "answered", "warned", "warned_again", "before_court",
        "decided", "settled", "no_consequence",
    }  # fmt: skip
    assert min(found.values()) > 8


def test_only_orders_under_way_whose_duties_were_explained_are_breached() -> None:
    under_way, fresh = file(3), file(3)
    under_way.case.state = fresh.case.state = "explained"
    under_way.case.explained_on, fresh.case.explained_on = TODAY, None
    over = file(3)
    over.case.state, over.case.explained_on = "revoked", TODAY
    assert [breaches._may(one) for one in (under_way, fresh, over)] == [True, False, False]


@given(st.integers(0, 10**6), st.sampled_from(["LV", "LT"]), st.sampled_from([30, 400, 4000]))
def test_a_fictional_duty_is_one_that_could_be_imposed(seed: int, country: str, ago: int) -> None:
    one = file(seed, ago, country=country)
    one.case.state = "active"
    made = duties._duties(batch(seed), one)
    kinds = {kind.code: kind for kind in duties_for(one.case.measure, one.case.measure.imposed_on)}
    assert 1 <= len({duty.code for duty in made}) <= duties.MOST
    for duty in made:
        kind = kinds[duty.code]
        assert why_not_filled(country, kind, duty.slots, duty.since) == []
        assert (duty.imposed_by in kind.imposed_by, duty.decision) == (True, "K-7")
        assert (duty.until is None) == (duty.ended_how == "")
        assert duty.replaces_id in {None, *(other.pk for other in made)}


def test_checks_are_of_what_stood_then() -> None:
    one = file(1)
    one.case.state = "active"
    stands, lifted = (Duty(supervision=one.case, code="attend", since=TODAY - timedelta(days=300))
                      for _ in range(2))  # fmt: skip
    lifted.until = TODAY
    fresh = Duty(supervision=one.case, code="cooperate", since=TODAY)
    checks = duties._checks(batch(1), one, [stands, lifted, fresh])
    assert [check.duty_id for check in checks] == [stands.pk]
    assert checks[0].checked_on < TODAY


def test_the_next_work_of_an_order_that_came_is_its_registration() -> None:
    one = file(1)
    one.case.state = "received"
    (item,) = orders._work(batch(1), one)
    assert (item.kind, item.due, item.owner_id) == (
        "supervision.register", one.case.register_by, OFFICER.pk,
    )  # fmt: skip
