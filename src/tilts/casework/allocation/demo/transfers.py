"""Fictional transfers between departments: asked, refused, on their way, and past ones."""

from datetime import date, timedelta
from typing import Any

from tilts.casework.proceedings.moments import midnight
from tilts.platform.organisation.demo import Batch, Course, register_maker
from tilts.platform.organisation.models import RoleAssignment, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.actions import Past, Step, enter_all
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import WorkKind
from tilts.platform.workflow.models import WorkItem

from ..cases import ANSWER, DECIDE, MEET
from ..models import Allocation, Transfer

DAY = timedelta(days=1)
# state, the moves that led there, days ago when it was asked, days from today of the transfer
WAYS: tuple[tuple[str, tuple[tuple[str, str], ...], int, int], ...] = (
    ("asked", (), 2, 12),
    ("refused", (("refuse", "refused"),), 6, 3),
    ("accepted", (("accept", "accepted"),), 9, 5),
    ("completed", (("accept", "accepted"), ("complete", "completed")), 60, -40),
    ("withdrawn", (("withdraw", "withdrawn"),), 30, -20),
)
WORK: dict[str, WorkKind] = {"asked": ANSWER, "refused": DECIDE, "accepted": MEET}
WORDS = {
    "LV": ("Pārcēlies uz citu pilsētu", "Jaunā dzīvesvieta deklarēta", "Strādā naktsmaiņās."),
    "LT": ("Persikėlė į kitą miestą", "Nauja gyvenamoji vieta deklaruota", "Dirba naktimis."),
}


def make_transfers(batch: Batch) -> None:
    """Once for each country, with the first batch that has people of its departments."""
    done: set[str] = batch.made.setdefault("transfers", set())
    for country in sorted({course.country for course in batch.courses} - done):
        found = [course for course in batch.courses if course.country == country and _may(course)]
        waiting = batch.made.get("waiting", set())
        movers = [course for course in found if course.person.pk not in waiting][: len(WAYS)]
        if len(movers) == len(WAYS):
            done.add(country)
            _write([_transfer(batch, *one) for one in zip(movers, WAYS, strict=True)])


def _may(course: Course) -> bool:
    now = course.now
    settled = now is not None and not now.fate and now.unit.kind == "probation_department"
    return bool(settled and now and len(_others(now.unit)) > 0)


def _others(unit: Unit) -> list[Unit]:
    same = Unit.objects.filter(agency=unit.agency_id, kind=unit.kind, until=None)
    return list(same.exclude(pk=unit.pk).order_by("path")[:1])


def _transfer(batch: Batch, course: Course, way: Any) -> tuple[Transfer, Past, WorkItem | None]:
    state, moves, ago, ahead = way
    stage, today = course.stages[-1], batch.today
    other, why = _others(stage.unit)[0], WORDS[course.country]
    asked = today - ago * DAY
    case = Transfer(
        person_id=course.person.pk,
        unit=stage.unit if state in ("refused", "withdrawn") else other,
        from_unit=other if state == "completed" else stage.unit,
        to_unit=stage.unit if state == "completed" else other,
        on=today + ahead * DAY,
        why=why[0],
        residence=why[1],
        note=why[2],
        asked_by=stage.officer if state != "completed" else None,
    )
    if state == "completed":
        case.unit, case.officer, case.carried_on = stage.unit, stage.officer, case.on
    if state == "accepted":
        _hand_over(case, other)
    steps = tuple(
        Step(code, to, midnight(asked + (n + 1) * DAY)) for n, (code, to) in enumerate(moves)
    )
    return case, Past(midnight(asked), steps), _work(case, state, asked)


def _hand_over(case: Transfer, unit: Unit) -> None:
    """From its day an officer of the other department is responsible."""
    held = RoleAssignment.objects.filter(unit=unit, role="probation_officer", until=None)
    officer = held.select_related("staff").order_by("staff__email")[0].staff
    case.officer = officer
    now = Allocation.objects.get(person=case.person_id, kind="officer", until=None)
    now.until = case.on
    now.save()
    begun = Allocation(person_id=case.person_id, staff=officer, unit=unit, since=case.on)
    begun.reason, begun.handover, begun.given_by = case.why, case.note, SERVICE_ID
    begun.save()


def _work(case: Transfer, state: str, asked: date) -> WorkItem | None:
    kind = WORK.get(state)
    if kind is None:
        return None
    start = case.on if state == "accepted" else asked
    case.state = state
    item = WorkItem(
        kind=kind.code,
        person_id=case.person_id,
        unit=case.unit,
        owner_id=case.work_owner(),
        case=case.case_ref(),
        due=due_date(case.unit.agency.country, kind.deadline, start),
        opened_at=midnight(asked),
        opened_by=SERVICE_ID,
    )
    case.state = ""
    return item


def _write(found: list[tuple[Transfer, Past, WorkItem | None]]) -> None:
    enter_all(cases=[one[0] for one in found], pasts=[one[1] for one in found], by=SERVICE)
    WorkItem.objects.bulk_create([item for _case, _past, item in found if item])


register_maker("transfers", 33, make_transfers)
