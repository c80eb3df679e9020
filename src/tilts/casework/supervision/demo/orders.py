"""Fictional orders under supervision: each where its person stands, some only just arrived."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from tilts.casework.assessment.queries import latest_final
from tilts.casework.people.languages import first_language
from tilts.casework.plans.queries import open_plans
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.moments import midnight
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.actions import Past, Step, enter_all
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.machines import work_at
from tilts.platform.workflow.models import WorkItem

from ..models import Identity, Signed, Supervision
from ..order_guards import registration_of
from .contacts import working

SUPERVISED = ("suspended", "supervision", "release", "monitored", "discharge")
WAY = (
    ("register", "registered", (1, 9)),
    ("explain", "explained", (0, 7)),
    ("follow_assessment", "assessed", (14, 60)),
    ("follow_plan", "planned", (7, 30)),
    ("activate", "active", (1, 5)),
)
STEPS = len(WAY)
FRESH = {0: 0.03, 1: 0.04, 4: 0.03}  # of those under way: steps taken so far, by chance
ENDS = {
    Ending.SERVED: ("complete", "completed"),
    Ending.REPLACED: ("revoke", "revoked"),
    Ending.TRANSFERRED: ("hand_over", "transferred"),
    Ending.DEATH: ("person_died", "ended_by_death"),
}
CONVERTED = 0.3  # of what a court took back, the rest was revoked
ABROAD = 0.02  # of what was served, another country took over
DECLINED = 0.06  # of those to whom duties were explained did not sign
LATE, AHEAD = 6, 80  # days around today on which the next step is due


@dataclass
class Known:
    """What the rooms on the left have of the people of a batch."""

    assessed: set[Any]
    planned: set[Any]
    measures: dict[Any, list[Measure]] = field(default_factory=dict)


@dataclass
class File:
    """A supervision as it comes into the record, with its steps and its next work."""

    case: Supervision
    past: Past
    stage: Stage


def make_orders(batch: Batch) -> list[File]:
    """The orders of a batch, with the work of those under way."""
    known = _known(batch)
    files = [file for course in batch.courses for file in _files(batch, course, known)]
    enter_all(cases=[f.case for f in files], pasts=[f.past for f in files], by=SERVICE)
    items = [item for f in files if not f.case.is_over for item in _work(batch, f)]
    WorkItem.objects.bulk_create(items)
    return files


def _known(batch: Batch) -> Known:
    people = [course.person.pk for course in batch.courses]
    plans = open_plans(people).filter(state="active").values_list("person_id", flat=True)
    known = Known(assessed=set(latest_final(people)), planned=set(plans))
    rows = Measure.objects.filter(person__in=people).select_related("proceeding")
    for measure in rows.order_by("imposed_on", "pk"):
        known.measures.setdefault((measure.person_id, measure.unit_id), []).append(measure)
    return known


def _files(batch: Batch, course: Course, known: Known) -> Iterator[File]:
    for stage in course.stages:
        if stage.kind in SUPERVISED and stage.fate not in ("error", "wrong", "waiting"):
            own = known.measures.get((course.person.pk, stage.unit.pk), [])
            measure = next((m for m in own if _is_of(m, stage)), None)
            if measure is not None and registration_of(measure):
                own.remove(measure)
                yield _file(batch, course, stage, measure, known)


def _is_of(measure: Measure, stage: Stage) -> bool:
    return (measure.start or measure.imposed_on) == stage.start and measure.ended_on == stage.end


def _file(batch: Batch, course: Course, stage: Stage, measure: Measure, known: Known) -> File:
    random, today = batch.random, batch.today
    taken = STEPS if measure.ended_on else _taken(random, course, known)
    first = max(measure.imposed_on, measure.in_force_on or measure.imposed_on)
    if measure.ended_on is None and taken < 2:
        first = max(first, working(today - timedelta(days=random.randint(1, 8))))
    last = measure.ended_on or today
    received = min(first + timedelta(days=random.randint(0, 3)), last)
    case = Supervision(
        person=course.person,
        unit=stage.unit,
        measure=measure,
        received_on=received,
        counted_from=received,
        register_by=due_date(course.country, registration_of(measure), received),
    )
    steps = _steps(random, case, taken, last)
    if measure.ended_on:
        steps.append(_ended(random, case, measure))
    return File(case, Past(midnight(received), tuple(steps)), stage)


def _taken(random: Random, course: Course, known: Known) -> int:
    """How many steps an order under way has taken, as far as the other rooms allow."""
    chance = random.random()
    for steps, share in FRESH.items():
        if chance < share and steps < 2:
            return steps
        chance -= share
    person = course.person.pk
    if person not in known.assessed:
        return 2
    if person not in known.planned:
        return 3
    return 4 if random.random() < FRESH[4] else STEPS


def _steps(random: Random, case: Supervision, taken: int, last: date) -> list[Step]:
    steps, day = [], case.received_on
    for code, state, apart in WAY[:taken]:
        day = min(day + timedelta(days=random.randint(*apart)), last)
        steps.append(Step(code, state, midnight(day)))
        if code == "register":
            case.registered_on, case.identity = day, random.choice(list(Identity)[:2])
        if code == "explain":
            case.explained_on, case.explained_in = day, first_language(case.person)
            case.signed = Signed.DECLINED if random.random() < DECLINED else Signed.SIGNED
    return steps


def _ended(random: Random, case: Supervision, measure: Measure) -> Step:
    how = Ending(measure.ended_how)
    code, state = ENDS.get(how, ("follow_end", "ended"))
    if code == "revoke" and random.random() < CONVERTED:
        code, state = "convert", "converted"
    if code == "complete" and random.random() < ABROAD:
        code, state = "hand_over", "transferred"
    case.ended_on = measure.ended_on
    if code in ("revoke", "convert", "hand_over"):
        case.decision = measure.proceeding.authority
    return Step(code, state, midnight(measure.ended_on or case.received_on))


def _work(batch: Batch, file: File) -> Iterator[WorkItem]:
    """What is next in a case under way; a few are late."""
    case, today = file.case, batch.today
    due = working(today + timedelta(days=batch.random.randint(-LATE, AHEAD)))
    for kind in work_at(case.machine, case.state):
        yield WorkItem(
            kind=kind.code,
            person_id=case.person_id,
            case=case.case_ref(),
            unit_id=case.unit_id,
            owner_id=file.stage.officer.pk,
            due=case.register_by if case.state == "received" else due,
            opened_at=timezone.make_aware(datetime.combine(today - timedelta(days=7), time(9))),
            opened_by=SERVICE_ID,
        )
