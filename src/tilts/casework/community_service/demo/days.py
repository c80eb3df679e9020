"""Fictional days of work: most approved, the last ones waiting, now and then an absence."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone
from uuid_utils.compat import uuid7

from ..choices import Grade, Step, Went
from ..models import Placement, WorkEvent

DAY = timedelta(days=1)
SaidBy = tuple[UUID, UUID]  # the provider's contact, and the officer
GRADES = (Grade.EXCELLENT, Grade.GOOD, Grade.GOOD, Grade.SATISFACTORY, Grade.POOR)
WAITING = 8  # days back from which providers' hours are not approved yet
LONGEST = 360  # minutes of a day


def days_of(
    random: Random,
    placement: Placement,
    last: date,
    said_by: SaidBy,
    *,
    whole: bool,
    absent: list[date],
) -> list[WorkEvent]:
    """Days of the placement but those absent; `whole` does all that was ordered."""
    ordered = placement.service.minutes
    left = ordered if whole else ordered - LONGEST
    found: list[WorkEvent] = []
    for day in _days(random, placement, last, often=whole):
        if day in absent:
            continue
        usual = LONGEST if whole else random.choice((120, 180, 240, 300, LONGEST))
        minutes = min(left, usual)
        if minutes <= 0:
            break
        steps = (Step.RECORDED, Step.CONFIRMED, Step.APPROVED)
        recent = not whole and (last - day).days < WAITING
        found += _line(random, placement, day, minutes, steps[:2] if recent else steps, said_by)
        left -= minutes
    return found


def _days(random: Random, placement: Placement, last: date, *, often: bool) -> Iterator[date]:
    day = placement.since + DAY
    while day < last:
        if day.weekday() in placement.weekdays and (often or random.random() < 0.35):
            yield day
        day += DAY


def _line(
    random: Random,
    placement: Placement,
    day: date,
    minutes: int,
    steps: tuple[Step, ...],
    said_by: SaidBy,
) -> list[WorkEvent]:
    grades = {"quality": random.choice(GRADES), "behaviour": random.choice(GRADES)}
    told = {"went": Went.WORKED, "begins": time(9), "minutes": minutes, **grades}
    return _events(placement, day, steps, said_by, told)


def absence(placement: Placement, day: date, said_by: SaidBy) -> list[WorkEvent]:
    """A day on which somebody did not come, and gave no good reason."""
    told = {"went": Went.ABSENT, "begins": None, "minutes": 0}
    first = _events(placement, day, (Step.RECORDED,), said_by, told)
    judged = {**told, "went": Went.UNACCEPTABLE, "note": "Neieradās un nezvanīja."}
    second = _events(placement, day, (Step.APPROVED,), said_by, judged)
    second[0].line, second[0].number = first[0].line, 2
    return [*first, *second]


def _events(
    placement: Placement, day: date, steps: tuple[Step, ...], said_by: SaidBy, told: dict[str, Any]
) -> list[WorkEvent]:
    line = uuid7()
    said_at = timezone.make_aware(datetime.combine(day, time(15)))
    return [
        WorkEvent(
            person_id=placement.person_id,
            service=placement.service,
            placement=placement,
            line=line,
            number=number,
            step=step,
            day=day,
            said_by_id=said_by[step == Step.APPROVED],
            said_at=said_at + number * timedelta(minutes=5),
            **told,
        )
        for number, step in enumerate(steps, start=1)
    ]
