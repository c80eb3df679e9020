"""Who is responsible for fictional people, with hand-overs and a few whom nobody has."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from tilts.platform.organisation.demo import Batch, Course, Stage, register_maker
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.models import SERVICE_ID

from ..models import Allocation
from . import reductions, transfers  # noqa: F401 - importing them registers their makers

NOBODY = 100  # one in so many waits for an officer
HANDED_OVER = 0.15
LONG = 90  # days after which somebody may have been handed over
WORDS = {
    "LV": {
        "first": "Sadale pēc dzīvesvietas",
        "next": "Noslodzes izlīdzināšana",
        "note": "Tikšanās notiek regulāri. Jāturpina sarunas par darba meklēšanu.",
    },
    "LT": {
        "first": "Paskirta pagal gyvenamąją vietą",
        "next": "Krūvio išlyginimas",
        "note": "Susitikimai vyksta reguliariai. Tęsti pokalbius apie darbo paiešką.",
    },
}


def make_allocations(batch: Batch) -> None:
    """An officer for each stage, one after the other; a few people wait for theirs."""
    colleagues: dict[UUID, list[Staff]] = batch.made.setdefault("colleagues", _colleagues(batch))
    rows = [
        row
        for number, course in enumerate(batch.courses, start=1)
        for stage in course.stages
        if stage.end or number % NOBODY
        for row in allocations_of(batch, course, stage, colleagues)
    ]
    Allocation.objects.bulk_create(rows)
    waiting = batch.made.setdefault("waiting", set())
    waiting |= {one.person.pk for one in batch.courses[NOBODY - 1 :: NOBODY]}


def officer_now(batch: Batch, course: Course, stage: Stage) -> UUID | None:
    """Who is responsible in the stage of today; None for who waits for an officer."""
    return None if course.person.pk in batch.made.get("waiting", ()) else stage.officer.pk


def _colleagues(batch: Batch) -> dict[UUID, list[Staff]]:
    """Officers of each unit."""
    found: dict[UUID, list[Staff]] = {}
    for officer in batch.staff:
        for assignment in officer.assignments.all():
            if assignment.unit_id:
                found.setdefault(assignment.unit_id, []).append(officer)
    return found


def allocations_of(
    batch: Batch, course: Course, stage: Stage, colleagues: dict[UUID, list[Staff]]
) -> Iterator[Allocation]:
    """The officer of a stage; before that perhaps a colleague who handed the person over."""
    since = min(stage.start, batch.today)
    length = ((stage.end or batch.today) - since).days
    others = [other for other in colleagues[stage.unit.pk] if other.pk != stage.officer.pk]
    words = WORDS[course.country]
    if others and length > LONG and batch.random.random() < HANDED_OVER:
        day = since + timedelta(days=batch.random.randint(30, length - 30))
        other = batch.random.choice(others)
        yield _allocation(course, other, stage.unit, since, day, words["first"])
        yield _allocation(
            course, stage.officer, stage.unit, day, stage.end, words["next"], words["note"]
        )
    else:
        yield _allocation(course, stage.officer, stage.unit, since, stage.end, words["first"])


def _allocation(
    course: Course,
    staff: Staff,
    unit: Unit,
    since: date,
    until: date | None,
    reason: str,
    handover: str = "",
) -> Allocation:
    return Allocation(
        person_id=course.person.pk,
        staff_id=staff.pk,
        unit_id=unit.pk,
        since=since,
        until=until,
        reason=reason,
        handover=handover,
        given_by=SERVICE_ID,
    )


register_maker("allocation", 30, make_allocations)
