"""What a search answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from ..models.identity import listed_name

COLUMNS = (
    "party_id",
    "sort_key",
    "file_number",
    "family",
    "given",
    "patronymic",
    "birth_date",
    "birth_precision",
    "category",
    "unit_id",
)


Row = tuple[Any, ...]  # the fields of a hit, as the driver gives them


class Hit(NamedTuple):
    """A person found. `kind` and `under` name what matched when it is not the present name."""

    edits: int
    kind: str
    under: str
    person: UUID
    sort_key: str
    file_number: str
    family: str
    given: str
    patronymic: str
    birth_date: date | None
    birth_precision: str
    category: str
    unit: UUID

    @property
    def name(self) -> str:
        """As `Person.name`."""
        return listed_name(self.family, self.given, self.patronymic)

    @property
    def birth_year(self) -> int | None:
        """Year of birth, None when not known."""
        return self.birth_date.year if self.birth_date else None

    @property
    def order(self) -> tuple[int, str, UUID, bool]:
        """Exact ones first, then in the alphabet; a present name before another one."""
        return self.edits, self.sort_key, self.person, bool(self.kind)


@dataclass(frozen=True, slots=True)
class Found:
    """Hits in order, whether there are more than these, and names that may have been meant."""

    hits: tuple[Hit, ...] = ()
    more: bool = False
    suggestions: tuple[str, ...] = ()


def hit(row: tuple[Any, ...]) -> Hit:
    """A hit from a row of either database: SQLite gives identifiers as text."""
    if isinstance(row[3], UUID):
        return Hit._make(row)
    return Hit._make((*row[:3], UUID(row[3]), *row[4:-1], _unit(row[-1])))


_order = itemgetter(0, 4, 3, 1)  # edits, sort key, person, kind: "" is that of a present name
_unit = lru_cache(maxsize=4096)(UUID)  # few units, many people


def best_rows(rows: Iterable[Row]) -> list[Row]:
    """Rows of hits in the order of `Hit.order`, each person once by their best match.

    Only those that are shown become hits, which takes longer than to sort them.
    """
    best: dict[Any, Row] = {}
    for row in sorted(rows, key=_order):
        best.setdefault(row[3], row)
    return list(best.values())


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Each person once, by their best match."""
    best: dict[UUID, Hit] = {}
    for found in sorted(hits, key=lambda h: h.order):
        best.setdefault(found.person, found)
    return list(best.values())
