"""An order under supervision goes from its arrival to its end, each stage with its work."""

from datetime import date, timedelta
from typing import Any

import pytest

from tilts.casework.people.models import Address
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.supervision.actions.orders import (
    Explained,
    advance_supervision,
    end,
    explain,
    receive,
    register,
)
from tilts.casework.supervision.models import Identity, Signed, Supervision
from tilts.casework.supervision.queries.orders import (
    declared_residence,
    open_supervisions,
    to_begin,
)
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import close_item
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.models import WorkItem

from .ordered import TODAY, Orders, again, codes, day, stages, work


def due(deadline: str, start: date = TODAY) -> date:
    return due_date("LV", deadline, start)


def test_each_stage_has_its_work_and_its_day(orders: Orders) -> None:
    case = orders.received()
    assert work(case) == [("supervision.register", due("probation_registration", day(5)))]
    register(by=orders.by, case=case, on=TODAY, identity=Identity.PASSPORT)
    assert work(case) == [("supervision.explain", due("duties_explained"))]
    said = Explained(on=TODAY, language="ru", signed=Signed.DECLINED, interpreter="Olga")
    explain(by=orders.by, case=case, what=said)
    assert work(case) == [("supervision.assess", due("supervision_assessed"))]
    case = again(case)
    assert (case.identity, case.explained_in, case.signed, case.interpreter) == (
        "passport", "ru", "declined", "Olga",
    )  # fmt: skip
    assert stages(case) == ["received", "registered", "explained"]
    owners = WorkItem.objects.filter(case=case.case_ref()).values_list("owner", flat=True)
    assert set(owners) == {orders.caseload.officer.pk}


def test_the_duties_are_checked_no_later_than_the_last_day(orders: Orders) -> None:
    long = orders.active()
    assert (long.state, work(long)) == (
        "active", [("supervision.check", due("duties_checked"))],
    )  # fmt: skip
    short: dict[str, Any] = {"kind": "suspended_sentence", "suspended": True, "probation_months": 1}
    soon = orders.active(orders.measure(**short, years=0, months=5, start=day(10)))
    assert work(soon) == [("supervision.check", soon.ends_on)]
    assert str(soon.ends_on) < str(due("duties_checked"))


@pytest.mark.parametrize(
    ("kind", "deadline"),
    [
        ("probation_supervision", "probation_registration"),
        ("conditional_release", "registration_after_early_release"),
        ("probation_observation", "probation_observation_registration"),
    ],
)
def test_the_registration_counts_as_the_order_says(
    orders: Orders, kind: str, deadline: str
) -> None:
    measure, released = orders.measure(kind=kind), day(2)
    case = receive(
        by=orders.by, measure=measure, unit=orders.unit, received_on=TODAY, counted_from=released
    )
    assert (case.register_by, work(case)) == (
        due(deadline, released), [("supervision.register", due(deadline, released))],
    )  # fmt: skip


def test_the_unit_of_the_residence_carries_the_measure_out(orders: Orders) -> None:
    measure = orders.measure(unit=None)
    other = orders.caseload.house.units["zemgale"]
    case = receive(by=SERVICE, measure=measure, unit=other, received_on=TODAY)
    assert (case.unit, Measure.objects.get().unit) == (other, other)


def test_what_cannot_begin_is_refused_with_every_reason(orders: Orders) -> None:
    def refusal(measure: Measure, unit: Unit | None = None, on: date = TODAY) -> list[str]:
        with pytest.raises(Refused) as refused:
            receive(by=orders.by, measure=measure, unit=unit or orders.unit, received_on=on)
        return codes(refused)

    measure = orders.measure()
    assert refusal(measure, orders.caseload.house.units["riga"]) == ["wrong-unit"]
    assert refusal(measure, on=TODAY + timedelta(days=1)) == ["in-future"]
    assert refusal(measure, on=date(2025, 3, 2)) == ["too-early"]
    work_only = orders.measure(kind="community_service", years=0, minutes=60)
    assert refusal(work_only) == ["not-supervised"]
    orders.received(measure)
    assert refusal(measure) == ["begun-already"]
    with act("test.end", by=SERVICE):
        measure.ended_on, measure.ended_how = TODAY, Ending.SERVED
        measure.save()
    assert refusal(measure) == ["measure-ended", "begun-already"]
    assert Supervision.objects.count() == 1


def test_no_step_lies_ahead_or_before_the_one_before(orders: Orders) -> None:
    case = orders.received()

    def refusal(on: date) -> list[str]:
        with pytest.raises(Refused) as refused:
            register(by=orders.by, case=case, on=on, identity=Identity.CARD)
        return codes(refused)

    assert refusal(day(6)) == ["days-reversed"]
    assert refusal(TODAY + timedelta(days=1)) == ["in-future"]
    assert (again(case).state, again(case).identity) == ("received", "")


def test_completion_waits_for_the_last_day_and_ends_the_measure(orders: Orders) -> None:
    going_on = orders.active()
    with pytest.raises(Refused) as refused:
        advance_supervision(by=orders.by, case=going_on, code="complete")
    assert codes(refused) == ["not-over"]
    over = orders.active(orders.measure(years=0, months=2, start=day(90)))
    advance_supervision(by=orders.by, case=over, code="complete")
    measure = again(over.measure)
    assert (over.state, measure.ended_how, measure.ended_on) == (
        "completed", "served", over.ended_on,
    )  # fmt: skip
    assert (work(over), check_state().faults) == ([], [])


@pytest.mark.parametrize(
    ("code", "state", "how"),
    [
        ("revoke", "revoked", "replaced"),
        ("convert", "converted", "replaced"),
        ("hand_over", "transferred", "transferred"),
    ],
)
def test_a_decision_ends_it_with_its_day_and_reopening_resumes(
    orders: Orders, code: str, state: str, how: str
) -> None:
    case = orders.registered()
    end(by=orders.by, case=case, code=code, on=TODAY, decision="Rīga City Court, K-7")
    assert (case.state, case.decision, again(case.measure).ended_how, work(case)) == (
        state, "Rīga City Court, K-7", how, [],
    )  # fmt: skip
    advance_supervision(by=orders.by, case=case, code="reopen", reason="appealed")
    assert (case.state, case.ended_on, again(case.measure).ended_on) == ("registered", None, None)
    assert (work(case), check_state().faults) == (
        [("supervision.explain", due("duties_explained"))], [],
    )  # fmt: skip


def test_a_decision_is_no_bare_move_and_no_day_before_the_order(orders: Orders) -> None:
    case = orders.registered()
    with pytest.raises(Refused) as bare:
        advance_supervision(by=orders.by, case=case, code="revoke", reason="so")
    with pytest.raises(Refused) as early:
        end(by=orders.by, case=case, code="revoke", on=day(9), decision="so")
    with pytest.raises(Refused) as wrong:
        end(by=orders.by, case=case, code="complete", on=TODAY, decision="so")
    assert [codes(one) for one in (bare, early, wrong)] == [
        ["own-step"], ["days-reversed"], ["own-step"],
    ]  # fmt: skip


def test_an_error_frees_the_measure_and_is_not_reopened_beside_another(orders: Orders) -> None:
    case = orders.received()
    assert to_begin(case.person_id) == []
    advance_supervision(by=orders.by, case=case, code="mark_error", reason="twice")
    assert to_begin(case.person_id) == [case.measure]
    orders.received(case.measure)
    with pytest.raises(Refused) as refused:
        advance_supervision(by=orders.by, case=case, code="reopen", reason="after all")
    assert codes(refused) == ["begun-already"]


def test_work_of_a_stage_is_done_by_its_step_alone(orders: Orders) -> None:
    case = orders.received()
    item = WorkItem.objects.get(case=case.case_ref())
    with pytest.raises(Refused) as refused:
        close_item(by=orders.by, item=item)
    assert codes(refused) == ["by-step"]


def test_open_supervisions_come_for_many_at_once(
    orders: Orders, django_assert_num_queries: Any
) -> None:
    ended = orders.registered()
    end(by=orders.by, case=ended, code="revoke", on=TODAY, decision="so")
    first, second = orders.received(), orders.registered()
    people = [ended.person_id, first.person_id, second.person_id]
    with django_assert_num_queries(3):
        found = open_supervisions(people)
        shown = {p: [(c.state, c.unit.code) for c in rows] for p, rows in found.items()}
    assert shown == {
        first.person_id: [("received", "jelgava")],
        second.person_id: [("registered", "jelgava")],
    }


def test_the_declared_residence_is_the_one_of_today(orders: Orders) -> None:
    whom = orders.caseload.add("Kārkliņš")
    assert declared_residence(whom.pk) == ""
    with act("test.lives", by=SERVICE):
        for since, until, place in ((day(90), day(9), "Ogre"), (day(9), None, "Olaine")):
            Address.objects.create(
                person=whom, since=since, until=until, kind="declared", locality=place, country="LV"
            )
    assert declared_residence(whom.pk) == "Olaine"
