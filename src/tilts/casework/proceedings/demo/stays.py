"""Where fictional people were in prison: admission, moves, escapes and returns, the last day."""

from datetime import date, timedelta
from typing import Any

from tilts.platform.organisation.demo import Batch, Course, Stage

from ..models import Placement

IN_PRISON = ("remand", "prison", "life")
LEFT = {
    "escaped": Placement.Ended.ESCAPE,
    "death": Placement.Ended.DEATH,
    "abroad": Placement.Ended.TRANSFER,
}
RETURNS = 0.01  # of long stays, in which somebody escaped and was brought back
LONG = 60  # days

Part = dict[str, Any]


def stays_of(batch: Batch, course: Course) -> list[Placement]:
    """All placements of a person, oldest first; no two begin on one day."""
    return [
        placement
        for stage in course.stages
        if stage.kind in IN_PRISON
        for placement in _stay(batch, course, stage)
    ]


def _stay(batch: Batch, course: Course, stage: Stage) -> list[Placement]:
    end = stage.end or batch.today
    if stage.fate == "escaped":
        end -= timedelta(days=batch.random.randint(0, 2))
    rows = [Placement(person_id=course.person.pk, **part) for part in _parts(batch, stage, end)]
    if stage.end or stage.fate == "escaped":
        rows[-1].until = end
        rows[-1].ended_how = LEFT.get(stage.fate, Placement.Ended.RELEASE)
    return rows


def _parts(batch: Batch, stage: Stage, end: date) -> list[Part]:
    """The placements of a stay as values, in order; the last one has no end yet."""
    units, days = [*stage.before, stage.unit], _moves(batch, stage, end)
    begins = [stage.start, *days]
    reasons = [Placement.Reason.ADMISSION, *(Placement.Reason.TRANSFER for _ in days)]
    parts: list[Part] = [
        {"unit_id": unit.pk, "since": since, "until": until, "reason": reason}
        for unit, since, until, reason in zip(units, begins, [*days, None], reasons, strict=True)
    ]
    if (end - begins[-1]).days > LONG and batch.random.random() < RETURNS:
        return [*parts[:-1], *_escape(parts[-1])]
    return parts


def _escape(part: Part) -> list[Part]:
    """The same stay, with an escape a month after its first day and the return a week later."""
    gone = part["since"] + timedelta(days=30)
    back = {"since": gone + timedelta(days=7), "reason": Placement.Reason.RETURN}
    return [{**part, "until": gone, "ended_how": Placement.Ended.ESCAPE}, {**part, **back}]


def _moves(batch: Batch, stage: Stage, end: date) -> list[date]:
    """Days of transfer; a prison that has only opened since takes its people on its first day."""
    length, moves = (end - stage.start).days, len(stage.before)
    if stage.start < stage.unit.since:
        first = stage.start + timedelta(days=max(1, (stage.unit.since - stage.start).days // 2))
        return [first, stage.unit.since][-moves:]
    chosen = batch.random.sample(range(1, max(length, moves + 1)), moves)
    return [stage.start + timedelta(days=day) for day in sorted(chosen)]
