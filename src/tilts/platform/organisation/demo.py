"""What the rooms are told about the fictional service when they make their demo data.

A `Course` is one fictional person's way through the service, in plain facts. Rooms register a
maker in their demo.py; the demo's door calls the makers in their order, a batch of people at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from .models import Staff, Unit


@dataclass(frozen=True)
class Stage:
    """One measure of a course: what, from when, how long, where, and when it ended, if it has.

    `kind`: remand, prison, life, suspended, supervision, community, release, monitored, report
    or discharge. `fate` is what is particular about it: of one under way "judged", "appealed",
    "waiting" (not begun) or "escaped"; otherwise how it ended: "served", "released", "revoked",
    "acquitted", "terminated", "death", "abroad", "error" or "wrong".
    `before` are the prisons where the person was before `unit`, in order.
    A "release" or "monitored" stage follows the prison stage of the same judgment.
    """

    kind: str
    start: date
    months: int
    offence: str
    unit: Unit
    officer: Staff
    end: date | None = None
    fate: str = ""
    before: tuple[Unit, ...] = ()


@dataclass
class Course:
    """A fictional person: who they are, and the stages of their way, oldest first."""

    country: str
    family: str
    given: str
    sex: str
    born: date
    languages: list[str]
    code: tuple[str, str] | None
    stages: list[Stage]
    locality: str
    person: Any = None
    person_id: UUID | None = None

    @property
    def now(self) -> Stage | None:
        """The stage that is under way, None when all have ended."""
        last = self.stages[-1]
        return last if last.end is None else None

    @property
    def known_since(self) -> date:
        """A day by which the service had heard of the person."""
        return self.stages[0].start - timedelta(days=14)

    @property
    def died_on(self) -> date | None:
        """The day of death, None for the living."""
        last = self.stages[-1]
        return last.end if last.fate == "death" else None


@dataclass
class Batch:
    """Some people to be made at once; `random` is seeded: the demo is the same each time.

    `made` is what rooms keep from one batch to the next.
    """

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
