"""What rooms to the right tell about the workload: the tiers of people, and work done.

    register_tiers(tiers_kept)
    register_work("report", reports_under_way)

A provider answers for many at once, with the same number of queries for one as for a hundred.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tilts.engines.tiers import LOWEST


@dataclass(frozen=True)
class Standing:
    """The tier of somebody, and whether what is missing could raise it."""

    tier: int
    provisional: bool


@dataclass(frozen=True)
class Counted:
    """A piece of work that weighs on a member of staff, and whom it is about."""

    staff: UUID
    person: UUID


Tiers = Callable[[Collection[UUID], date], Mapping[UUID, Standing]]
Work = Callable[[Collection[UUID], date], Iterable[Counted]]
UNKNOWN = Standing(LOWEST, provisional=True)
_tiers: list[Tiers] = []
_work: dict[str, Work] = {}


def register_tiers(provider: Tiers) -> None:
    """Say who tells the tiers of people on a day; the last one registered counts."""
    _tiers[:] = [provider]


def register_work(code: str, provider: Work) -> None:
    """Add work of staff on a day under the code by which the packs weigh it."""
    _work[code] = provider


def tiers_of(people: Collection[UUID], day: date) -> Mapping[UUID, Standing]:
    """The tier of each of these people; the lowest, provisional, of whom nobody told."""
    told = _tiers[0](people, day) if _tiers else {}
    return {person: told.get(person, UNKNOWN) for person in people}


def work_of(staff: Collection[UUID], day: date) -> dict[str, list[Counted]]:
    """Work that weighs on these members of staff, by code."""
    return {code: list(provider(staff, day)) for code, provider in sorted(_work.items())}
