"""The work of orders and breaches goes to who is responsible, on the first day of theirs."""

from datetime import timedelta
from typing import Any

from django_tasks_db.models import DBTaskResult

from tilts.casework.allocation.actions import Handover, allocate, reassign
from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.people.tests.desk import recorded
from tilts.casework.proceedings.moments import midnight
from tilts.casework.supervision.actions.breaches import advance_breach, ask, note_breach
from tilts.casework.supervision.actions.orders import explain
from tilts.casework.supervision.jobs import pass_on_in_time
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.state import check_state
from tilts.platform.workflow.models import WorkItem

from .ordered import EXPLAINED, TODAY, Orders, again
from .test_breaches import MISSED, noted

PATH = "tilts.casework.supervision.jobs.pass_on_in_time"


def handed(orders: Orders, whom: Any, days: int = 0, unit: str = "jelgava") -> Any:
    """Somebody else becomes responsible, so many days from now; who."""
    other = orders.caseload.house.member("probation_officer", unit)
    how = Handover(on=TODAY + timedelta(days=days), reason="workload", note="Knows everything.")
    reassign(by=SERVICE, person=whom, to=other, how=how)
    return other


def owners(*cases: Any) -> list[tuple[str, Any, str]]:
    """Kinds of the open work of cases, with whose it is and where."""
    refs = [case.case_ref() for case in cases]
    rows = WorkItem.objects.filter(case__in=refs, closed_at=None).select_related("unit")
    return sorted((row.kind, row.owner_id, row.unit.code) for row in rows)


def coming(whom: Any) -> Allocation:
    found: Allocation = Allocation.plain.filter(person=whom).latest("since")
    return found


def test_the_work_of_breaches_goes_along_to_another_unit(orders: Orders) -> None:
    breach = noted(orders)
    other = handed(orders, breach.person_id, unit="zemgale")
    assert owners(breach, breach.supervision) == [
        ("supervision.ask", other.pk, "zemgale"),
        ("supervision.assess", other.pk, "zemgale"),
    ]
    assert check_state().faults == []


def test_the_next_step_s_work_opens_in_the_other_unit(orders: Orders) -> None:
    case = orders.registered()
    other = handed(orders, case.person_id, unit="zemgale")
    explain(by=SERVICE, case=again(case), what=EXPLAINED)
    breach = note_breach(by=SERVICE, case=again(case), what=MISSED)
    assert owners(case, breach) == [
        ("supervision.ask", other.pk, "zemgale"),
        ("supervision.assess", other.pk, "zemgale"),
    ]


def test_an_open_breach_goes_to_the_other_unit_and_one_that_is_over_stays(orders: Orders) -> None:
    order = orders.explained()
    over, breach = noted(orders, order), noted(orders, order)
    advance_breach(by=orders.by, case=over, code="close_without", reason="a good one")
    other = handed(orders, order.person_id, unit="zemgale")
    ask(by=SERVICE, case=again(breach), on=TODAY)
    assert owners(breach) == [("supervision.wait", other.pk, "zemgale")]
    found = [again(case).unit.code for case in (order, breach, over)]
    assert (found, check_state().faults) == (["zemgale", "zemgale", "jelgava"], [])


def test_what_was_done_stays_with_who_did_it(orders: Orders) -> None:
    breach = noted(orders)
    advance_breach(by=orders.by, case=breach, code="close_without", reason="a good one")
    handed(orders, breach.person_id)
    closed = WorkItem.objects.get(case=breach.case_ref())
    assert closed.owner_id == orders.caseload.officer.pk


def test_without_an_order_nothing_is_written(orders: Orders) -> None:
    handed(orders, orders.caseload.add("Liepa").pk)
    assert recorded("supervision.pass_on") == []


def test_to_whoever_else_works_with_somebody_nothing_goes_along(orders: Orders) -> None:
    case = orders.received()
    psychologist = orders.caseload.house.member("psychologist", "jelgava")
    for on in (TODAY, TODAY + timedelta(days=3)):
        how = Handover(on=on, reason="arrived", kind=Kind.PSYCHOLOGIST)
        allocate(by=SERVICE, person=case.person_id, to=psychologist, how=how)
        case = orders.received()
    refs = WorkItem.objects.values_list("owner", flat=True)
    assert set(refs) == {orders.caseload.officer.pk}
    assert DBTaskResult.objects.filter(task_path=PATH).count() == 0


def test_dated_ahead_it_waits_for_the_first_moment_of_its_day(orders: Orders) -> None:
    case = orders.received()
    handed(orders, case.person_id, days=3)
    assert owners(case) == [("supervision.register", orders.caseload.officer.pk, "jelgava")]
    waits = DBTaskResult.objects.filter(task_path=PATH)
    assert list(waits.values_list("run_after", "args_kwargs")) == [
        (midnight(TODAY + timedelta(days=3)),
         {"args": [coming(case.person_id).pk], "kwargs": {}}),
    ]  # fmt: skip


def test_before_its_day_the_worker_passes_nothing_on(orders: Orders) -> None:
    case = orders.received()
    handed(orders, case.person_id, days=3)
    pass_on_in_time.func(coming(case.person_id).pk)
    assert owners(case) == [("supervision.register", orders.caseload.officer.pk, "jelgava")]


def test_on_its_day_the_worker_does(orders: Orders) -> None:
    case = orders.received()
    other = handed(orders, case.person_id, days=3)
    next_one = coming(case.person_id)
    earlier = Allocation.plain.exclude(pk=next_one.pk).get(until=next_one.since)
    earlier.until = next_one.since = TODAY
    with act("test.today", by=SERVICE):
        earlier.save()
        next_one.save()
    pass_on_in_time.func(next_one.pk)
    assert owners(case) == [("supervision.register", other.pk, "jelgava")]


def test_what_was_taken_back_passes_nothing_on(orders: Orders) -> None:
    case = orders.received()
    pass_on_in_time.func(10**9)
    assert owners(case) == [("supervision.register", orders.caseload.officer.pk, "jelgava")]
