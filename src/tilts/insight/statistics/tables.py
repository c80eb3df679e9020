"""Tables of counts, before and after small numbers are hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

FEW = 5  # fewer people than this are not told


class Hidden(StrEnum):
    """What is said instead of a number."""

    FEW = "few"  # one to four people
    NEAR = "near"  # one or more: a smaller number could be computed from it

    @property
    def text(self) -> str:
        """How it stands in a table."""
        return f"<{FEW}" if self is Hidden.FEW else "…"


Told = int | Hidden


@dataclass(frozen=True)
class Counts:
    """People by row and column.

    Where the cells of a row (or of a column) are parts of a whole, so that each person stands in
    one of them, they are added up; else a sum would count people twice.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    people: Sequence[Sequence[int]]
    parts_of_rows: bool = True
    parts_of_columns: bool = True


@dataclass(frozen=True)
class Table:
    """What is shown: cells by row and column, and the sums that make sense (else None)."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[Told]]
    of_rows: Sequence[Told] | None
    of_columns: Sequence[Told] | None
    of_all: Told | None
