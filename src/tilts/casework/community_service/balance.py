"""Hours ordered, done and left, each of them explained: plain computation on what was said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from .choices import Step, Went


class Said(Protocol):
    """What was said last of a day of work; `minutes` are whole minutes."""

    line: UUID
    number: int
    step: str
    day: date
    begins: time | None
    minutes: int
    went: str


Event = TypeVar("Event", bound=Said)


def latest(events: Iterable[Event]) -> list[Event]:
    """Of each line what was said last, by day and time."""
    found: dict[UUID, Event] = {}
    for event in events:
        known = found.get(event.line)
        if known is None or known.number < event.number:
            found[event.line] = event
    return sorted(found.values(), key=lambda one: (one.day, one.begins or time(), str(one.line)))


@dataclass(frozen=True)
class Balance:
    """Minutes `ordered`, `credited` (approved) and `waiting` to be approved.

    `first` is the first day credited; `due_by` the day by which all is to be done.
    """

    ordered: int
    credited: int
    waiting: int
    first: date | None
    due_by: date
    today: date

    @property
    def remaining(self) -> int:
        """Minutes that are still to be credited."""
        return max(0, self.ordered - self.credited)

    @property
    def unsaid(self) -> int:
        """Minutes of which nothing has been said yet: no more can be recorded."""
        return max(0, self.remaining - self.waiting)

    @property
    def expected(self) -> date | None:
        """The day on which the last hour is done at the pace since the first; None without one."""
        if not self.remaining or not self.credited or self.first is None:
            return None
        elapsed = (self.today - self.first).days + 1
        return self.today + timedelta(days=-(-self.remaining * elapsed // self.credited))

    @property
    def is_late(self) -> bool:
        """Whether the term is over, or would be at this pace."""
        end = self.expected or self.today
        return bool(self.remaining) and end > self.due_by


def balance(ordered: int, lines: Sequence[Said], *, due_by: date, today: date) -> Balance:
    """The balance of what was said last of each day."""
    approved = [one for one in lines if one.step == Step.APPROVED and one.went == Went.WORKED]
    waiting = [one for one in lines if one.step in (Step.RECORDED, Step.CONFIRMED)]
    return Balance(
        ordered=ordered,
        credited=sum(one.minutes for one in approved),
        waiting=sum(one.minutes for one in waiting),
        first=min((one.day for one in approved), default=None),
        due_by=due_by,
        today=today,
    )


def overlaps(one: Said, begins: time, minutes: int) -> bool:
    """Whether a line of the same day takes some of this time."""
    if one.begins is None or one.step == Step.SENT_BACK:
        return False
    first, second = _minute(one.begins), _minute(begins)
    return first < second + minutes and second < first + one.minutes


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute
