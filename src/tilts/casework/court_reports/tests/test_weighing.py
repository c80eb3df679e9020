"""Reports under way weigh on whoever writes them, in points, as the pack says."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.allocation.weighing import Counted, work_of
from tilts.casework.allocation.workload import workloads
from tilts.casework.court_reports.actions import advance, pass_on
from tilts.casework.court_reports.reading import under_way
from tilts.platform.workflow.kinds import kinds

from .desk import TODAY


def points(desk) -> dict[str, list[int]]:
    """Points by reports, of those who have any, by the given name."""
    rows = {one.staff.pk: one.items for one in workloads(["vpd."], "LV", TODAY)}
    return {
        name: [item.points for item in rows[staff.pk] if item.code == "report"]
        for name, staff in (("writer", desk.staff), ("colleague", desk.colleague_staff))
    }


def test_only_what_somebody_writes_and_is_not_over_counts(desk):
    first = desk.assigned()
    second = desk.assigned(desk.add("Kalna"))
    desk.requested(desk.add("Liepa"))
    desk.sent(desk.add("Bērza"))
    both = [desk.staff.pk, desk.colleague_staff.pk]
    assert under_way(both, TODAY) == [
        Counted(desk.staff.pk, first.person_id),
        Counted(desk.staff.pk, second.person_id),
    ]
    assert work_of(both, TODAY)["report"] == under_way(both, TODAY)
    assert points(desk) == {"writer": [20, 20], "colleague": []}
    pass_on(by=desk.head, case=first, to=desk.colleague_staff, reason="ill")
    advance(by=desk.head, case=second, code="withdraw", reason="dropped")
    assert points(desk) == {"writer": [], "colleague": [20]}


def test_many_ask_the_database_no_more(desk):
    for number in range(3):
        desk.assigned(desk.add(f"Ozola{number}"))
    asked = []
    for staff in ([desk.staff.pk], [desk.staff.pk, desk.colleague_staff.pk]):
        with CaptureQueriesContext(
            connection,
        ) as found:
            under_way(staff, TODAY)
        asked.append(len(found))
    assert asked == [1, 1]


def test_no_other_work_is_called_a_report_to_a_court():
    assert "supervision.report" not in kinds()
    assert sorted(code for code in kinds() if code.startswith("court_reports.")) == [
        "court_reports.assign",
        "court_reports.interview",
        "court_reports.invite",
        "court_reports.review",
        "court_reports.send",
        "court_reports.write",
    ]
