"""What the rooms are told about the fictional service when they make their demo data.

A `Course` is one fictional person's way through the service, in plain facts. Rooms register a
maker in their demo.py; the demo's door calls the makers in their order, a batch of people at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from .models import Staff, Unit


@dataclass(frozen=True)
class Stage:
    """One measure of a course: what, from when, how long, where, and when it ended, if it has.

    `kind`: remand, prison, suspended, supervision, community, monitored, report.
    """

    kind: str
    start: date
    months: int
    offence: str
    unit: Unit
    officer: Staff
    end: date | None = None
    ended_by: str = ""


@dataclass
class Course:
    """A fictional person: who they are, and the stages of their way, oldest first."""

    country: str
    family: str
    given: str
    sex: str
    born: date
    languages: list[str]
    code: tuple[str, str]
    stages: list[Stage]
    locality: str
    person: Any = None
    person_id: UUID | None = None

    @property
    def now(self) -> Stage | None:
        """The stage that is under way, None when all have ended."""
        last = self.stages[-1]
        return last if last.end is None else None


@dataclass
class Batch:
    """Some people to be made at once; `random` is seeded: the demo is the same each time."""

    random: Random
    today: date
    courses: Sequence[Course]
    staff: Sequence[Staff]
    made: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Batch], None]
_makers: dict[str, tuple[int, Maker]] = {}


def register_maker(code: str, order: int, maker: Maker) -> None:
    """Add a room's maker; it is called inside an act of the demo."""
    _makers[code] = (order, maker)


def makers() -> list[Maker]:
    """Every room's maker, in order."""
    return [maker for _, (_, maker) in sorted(_makers.items(), key=lambda item: item[1][0])]
