"""How far the plan of a fictional person has come, version by version."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from tilts.casework.proceedings.moments import midnight
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.workflow.actions import Past, Step
from tilts.platform.workflow.deadlines import due_date

from ..cases import REVIEW
from ..models import Plan
from .content import answer
from .found import Found, known_on

PLANNED = ("prison", "life", "suspended", "supervision", "release", "monitored", "community")
SLOW = 0.25  # of units, which fall behind with plans
NONE = {True: 0.3, False: 0.04}  # without any plan, in a slow unit and elsewhere
REVIEWED = 0.8  # of plans in force for long enough
RECENT = 260  # days: of older versions the demonstration says nothing
TO_REVIEW = (150, 200)  # days from a plan in force to its review
MOVES = (
    ("propose", "with_person", (7, 25)),
    ("record_answer", "answered", (0, 6)),
    ("countersign", "active", (1, 9)),
)


@dataclass(frozen=True)
class Version:
    """A version of a plan, with its past and the stage of the course that it belongs to."""

    plan: Plan
    past: Past
    course: Course
    stage: Stage


def versions_of(
    batch: Batch, course: Course, heads: Mapping[UUID, UUID], found: Sequence[Found] = ()
) -> Iterator[Version]:
    """The last two versions of a person's plan, or the one there is; most have one.

    Whoever was assessed has a plan after that.
    """
    stage, random = course.now, batch.random
    if stage is None or stage.kind not in PLANNED or stage.fate:
        return
    if random.random() < NONE[_is_slow(batch, stage)]:
        return
    begun = stage.start + timedelta(days=random.randint(10, 70))
    begun = max(begun, batch.today - timedelta(days=random.randint(1, RECENT)))
    if known := known_on(found, begun):
        begun = max(begun, known.on + timedelta(days=random.randint(1, 10)))
    if begun >= batch.today:
        return
    first, moves = _version(batch, course, stage, begun, heads)
    in_force = moves[-1].at.date() if len(moves) == len(MOVES) else batch.today
    reviewed = in_force + timedelta(days=random.randint(*TO_REVIEW))
    if reviewed >= batch.today or random.random() > REVIEWED:
        yield Version(first, Past(midnight(begun), tuple(moves)), course, stage)
        return
    second, later = _version(batch, course, stage, reviewed, heads)
    second.version, second.former = 2, first
    moves.append(Step("start_review", "under_review", midnight(reviewed)))
    if len(later) == len(MOVES):
        moves.append(Step("supersede", "superseded", later[-1].at))
    yield Version(first, Past(midnight(begun), tuple(moves)), course, stage)
    yield Version(second, Past(midnight(reviewed), tuple(later)), course, stage)


def _is_slow(batch: Batch, stage: Stage) -> bool:
    slow: dict[UUID, bool] = batch.made.setdefault("slow units", {})
    return slow.setdefault(stage.unit.pk, batch.random.random() < SLOW)


def _version(
    batch: Batch, course: Course, stage: Stage, begun: date, heads: Mapping[UUID, UUID]
) -> tuple[Plan, list[Step]]:
    """A version and its moves until today."""
    plan = Plan(person_id=course.person.pk, unit_id=stage.unit.pk, author_id=stage.officer.pk)
    head = heads.get(stage.unit.pk)
    steps, day = [], begun
    for move, state, apart in MOVES:
        day += timedelta(days=batch.random.randint(*apart))
        if day >= batch.today or (move == "countersign" and head in (None, plan.author_id)):
            break
        steps.append(Step(move, state, midnight(day)))
        if move == "record_answer":
            plan.answered_on = day
            _answered(batch.random, plan, course)
        if move == "countersign":
            plan.countersigned_on, plan.countersigned_by_id = day, head
            plan.review_on = due_date(course.country, REVIEW.deadline, day)
    return plan, steps


def _answered(random: Random, plan: Plan, course: Course) -> None:
    plan.answer, plan.words = answer(random, course.country)
    plan.explained_in = course.languages[0] if course.languages else course.country.lower()
