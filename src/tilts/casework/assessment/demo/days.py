"""On which days fictional people are assessed, and what is found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from tilts.platform.organisation.demo import Batch, Course, Stage

from .nature import VOID, Taken, first_found, next_found, past_of, risk_of, taken, weight
from .paper import Paper

ASSESSED = ("prison", "life", "suspended", "supervision", "release", "monitored")
YEARS = timedelta(days=5 * 365)  # so long the instrument has been in use
SLOW = 0.3  # of units, where assessments come late
FIRST = {True: (62, 140), False: (12, 56)}  # days into a stage, in slow units and in others
EVERY = {True: (190, 290), False: (160, 185)}  # days between two, where the risk is high
SELDOM = timedelta(days=180)  # more where it is not, and before the rule changed
RULE = timedelta(days=450)  # since then a high risk is assessed twice a year
HIGH = 26  # points
AHEAD = timedelta(days=20)  # from the draft to the interview: what is begun by today
TO_THE_END = timedelta(days=30)  # before the end of a stage, in which nobody begins


@dataclass(frozen=True)
class Found:
    """An assessment to be made: whose, in which stage, on which day, and what it found."""

    course: Course
    stage: Stage
    day: date
    taken: Taken


def found_of(batch: Batch, course: Course, paper: Paper) -> Iterator[Found]:
    """The assessments of a person, oldest first: of a stage that ended the first one only."""
    stages = [
        (number, stage)
        for number, stage in enumerate(course.stages)
        if stage.kind in ASSESSED and stage.fate not in VOID
    ]
    if not stages:
        return
    random, asked = batch.random, paper.questions
    risk = risk_of(random, course)
    points = first_found(random, risk, asked)
    for number, stage in stages:
        past, slow = past_of(course, number), is_slow(batch, stage)
        day = max(stage.start, batch.today - YEARS) + _days(random, FIRST[slow])
        last = stage.end - TO_THE_END if stage.end else batch.today + AHEAD
        while day < last:
            yield Found(course, stage, day, taken(random, risk, points, asked, past))
            often = weight(points, asked) >= HIGH and day >= batch.today - RULE
            day += _days(random, EVERY[slow]) + (timedelta() if often else SELDOM)
            points = next_found(random, points, asked)
            if stage.end:
                break


def is_slow(batch: Batch, stage: Stage) -> bool:
    """True for units where assessments come late."""
    slow: dict[UUID, bool] = batch.made.setdefault("late with assessments", {})
    if stage.unit.pk not in slow:
        slow[stage.unit.pk] = batch.random.random() < SLOW
    return slow[stage.unit.pk]


def _days(random: Random, span: tuple[int, int]) -> timedelta:
    return timedelta(days=random.randint(*span))
