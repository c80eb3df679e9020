"""Fictional orders, duties and breaches as they come into the record, a batch at once."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

import pytest

from tilts.casework.people.models import Person
from tilts.casework.supervision.demo.breaches import _item, make_breaches
from tilts.casework.supervision.demo.duties import make_duties
from tilts.casework.supervision.demo.orders import File, make_orders
from tilts.casework.supervision.models import Breach, Duty, DutyCheck, Supervision
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.state import check_state
from tilts.platform.workflow.machines import work_at
from tilts.platform.workflow.models import WorkItem

from .ordered import TODAY, Orders, day

START = day(200)


def stage(orders: Orders, kind: str = "supervision", start: date = START, fate: str = "") -> Stage:
    return Stage(kind, start, 36, "175", orders.unit, orders.caseload.officer, None, fate)


def course(whom: Person, *stages: Stage) -> Course:
    who: dict[str, Any] = {"family": whom.name, "given": "", "sex": "male", "code": None}
    born = date(1990, 1, 1)
    return Course(
        country="LV", person=whom, born=born, stages=list(stages), languages=["lv"],
        locality="Jelgava", **who,
    )  # fmt: skip


def made(courses: Sequence[Course], seed: int = 1) -> tuple[Batch, list[File]]:
    """What the demonstration makes of orders, in an act as its door opens one."""
    batch = Batch(Random(seed), TODAY, courses, [])
    with act("test.demo", by=SERVICE):
        return batch, make_orders(batch)


def begun(orders: Orders, whom: Person | None = None, start: date = START) -> Person:
    """Somebody with a measure that began on a day."""
    person: Person = orders.measure(whom, start=start).person
    return person


@pytest.mark.parametrize(
    ("kind", "start", "fate", "count"),
    [
        ("supervision", START, "", 1),
        ("supervision", START, "escaped", 1),
        ("supervision", START, "error", 0),
        ("supervision", START, "wrong", 0),
        ("supervision", START, "waiting", 0),
        ("supervision", day(199), "", 0),
        ("community", START, "", 0),
        ("prison", START, "", 0),
    ],
)
def test_an_order_is_of_a_stage_under_supervision_that_has_its_measure(
    orders: Orders, kind: str, start: date, fate: str, count: int
) -> None:
    _, files = made([course(begun(orders), stage(orders, kind, start, fate))])
    assert (len(files), Supervision.objects.count()) == (count, count)


def test_two_stages_of_the_same_day_have_a_measure_each(orders: Orders) -> None:
    whom = begun(orders)
    begun(orders, whom)
    stages = [stage(orders) for _ in range(3)]
    _, files = made([course(whom, *stages)])
    assert len({file.case.measure_id for file in files}) == 2
    assert [file.case.person_id for file in files] == [whom.pk] * 2


def test_a_batch_is_whole_and_every_case_under_way_has_its_work(orders: Orders) -> None:
    courses = [course(begun(orders), stage(orders)) for _ in range(12)]
    batch, files = made(courses, seed=3)
    with act("test.demo", by=SERVICE):
        for file in files:  # so that there is more than one breach among so few
            file.case.explained_on = file.case.explained_on or file.case.received_on
        standing = make_duties(batch, files)
        for _ in range(4):
            make_breaches(batch, files, standing)
    cases: list[Any] = [*Supervision.objects.all(), *Breach.objects.all()]
    found = {
        (case.pk, kind.code) for case in cases if not case.is_over
        for kind in work_at(case.machine, case.state)
    }  # fmt: skip
    items = WorkItem.objects.filter(closed_at=None)
    assert {(case.pk, item.kind) for case in cases for item in items
            if item.case == case.case_ref()} == found  # fmt: skip
    assert set(items.values_list("owner", flat=True)) == {orders.caseload.officer.pk}
    assert (len(cases) > len(files) == 12, check_state().faults) == (True, [])
    assert {duty.pk for rows in standing.values() for duty in rows} == set(
        Duty.objects.filter(until=None).values_list("pk", flat=True)
    )
    assert DutyCheck.objects.exclude(duty__supervision__state="active").count() == 0


def test_the_same_seed_makes_the_same_orders(orders: Orders) -> None:
    whom = begun(orders)
    told = []
    for _ in range(2):
        _, (file,) = made([course(whom, stage(orders))], seed=7)
        told.append((file.case.state, file.case.received_on, file.case.register_by, file.past))
        with act("test.undo", by=SERVICE):
            file.case.state = "entered_in_error"
            file.case.save()
    assert told[0] == told[1]


@pytest.mark.parametrize("state", ["asked", "noted"])
def test_an_explanation_is_awaited_until_the_day_that_was_told(orders: Orders, state: str) -> None:
    case = Breach(person=begun(orders), unit=orders.unit, state=state, answer_by=day(-400))
    item = _item(Batch(Random(1), TODAY, [], []), case, "supervision.wait", None)
    assert (item.due == day(-400)) is (state == "asked")
    assert (item.case, item.owner_id, item.unit_id) == (case.case_ref(), None, orders.unit.pk)
