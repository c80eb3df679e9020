"""Contacts of fictional people: what was talked of, what was agreed, and when next."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from django.utils import timezone

from tilts.platform.organisation.demo import Batch, Course, Stage

from ..models import ContactNote, How

IN_PRISON = ("remand", "prison", "life")
MOST = 4  # notes of a stage under way; fewer of one that has ended
APART = (14, 35)  # days between two contacts
NEVER, OVERDUE, TODAY = 0.05, 0.13, 0.2  # of those under way; what lies between adds up
SLOTS = tuple(time(hour, minute) for hour in (9, 10, 11, 13, 14, 15, 16) for minute in (0, 30))
MOST_TODAY = 8
HOW = {
    How.OFFICE: 6,
    How.PHONE: 2,
    How.VISIT: 1,
    How.VIDEO: 1,
}


def contacts_of(batch: Batch, course: Course) -> Iterator[ContactNote]:
    """The notes of the last stage, oldest first."""
    stage, random = course.stages[-1], batch.random
    chance = random.random()
    if stage.start >= batch.today or (stage.end is None and chance < NEVER):
        return
    days = _days(random, stage, batch.today)
    for number, day in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else None
        when = following or (_next(batch, stage, day, chance) if stage.end is None else None)
        yield _note(random, course, stage, day, when)


def _days(random: Random, stage: Stage, today: date) -> list[datetime]:
    """The latest days of contact, oldest first, each a working day since the stage began."""
    last = stage.end or today
    days: list[datetime] = []
    day = last - timedelta(days=random.randint(1, 20))
    for _ in range(random.randint(2, MOST) if stage.end is None else random.randint(1, 2)):
        if (met := working(day)) <= stage.start:
            break
        days.insert(0, timezone.make_aware(datetime.combine(met, random.choice(SLOTS))))
        day = met - timedelta(days=random.randint(*APART))
    return days


def working(day: date) -> date:
    """The day itself, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _next(batch: Batch, stage: Stage, last: datetime, chance: float) -> datetime | None:
    """When next, as agreed at the last contact: missed, today, within weeks, or not agreed."""
    random, today = batch.random, batch.today
    if stage.fate == "escaped" or (stage.kind in IN_PRISON and chance > 0.5):
        return None
    if chance < OVERDUE:
        ago = random.randint(1, max(1, (today - last.date()).days - 2))
        return _later(last, working(today - timedelta(days=ago)), random)
    booked: dict[Any, int] = batch.made.setdefault("booked", {})
    taken = booked.get(stage.officer.pk, 0)
    if chance < TODAY and taken < MOST_TODAY:
        booked[stage.officer.pk] = taken + 1
        return _later(last, today, random, SLOTS[taken * 5 % len(SLOTS)])
    return _later(last, working(today + timedelta(days=random.randint(3, 28))), random)


def _later(last: datetime, day: date, random: Random, at: time | None = None) -> datetime | None:
    """That day at a time; None when it is not after the last contact."""
    moment = timezone.make_aware(datetime.combine(day, at or random.choice(SLOTS)))
    return moment if moment > last else None


def _note(
    random: Random, course: Course, stage: Stage, day: datetime, when: datetime | None
) -> ContactNote:
    return ContactNote(
        person_id=course.person.pk,
        staff_id=stage.officer.pk,
        happened_at=day,
        how=_how(random, stage),
        text=_text(random, course.country),
        next_on=when,
    )


def _how(random: Random, stage: Stage) -> str:
    if stage.kind in IN_PRISON:
        return How.PRISON
    return random.choices(list(HOW), list(HOW.values()))[0]


@cache
def sentences() -> dict[str, dict[str, list[str]]]:
    """sentences.yaml: by country, what was talked of, how it went and what was agreed."""
    return dict(yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text()))


def _text(random: Random, country: str) -> str:
    known = sentences()[country]
    parts = [random.choice(known["talked"])]
    if random.random() < 0.5:
        parts.append(random.choice(known["noticed"]))
    return " ".join([*parts, random.choice(known["agreed"])])
