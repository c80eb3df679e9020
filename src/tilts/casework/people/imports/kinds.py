"""What can be imported: rooms register their kinds."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from tilts.platform.access.reasons import Text
from tilts.platform.parties.actors import Actor
from tilts.platform.record.entries import canonical

Values = TypeVar("Values")


@dataclass(frozen=True)
class Column:
    """A column that a kind reads."""

    name: str
    title: Text
    required: bool = False


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be imported: the column (empty for the whole row) and what to do."""

    column: str
    reason: Text


@dataclass(frozen=True)
class Row:
    """A row under our names for its columns. `number` is its line as a spreadsheet shows it."""

    number: int
    values: dict[str, str]
    raw: dict[str, str] = field(repr=False)

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    @property
    def digest(self) -> str:
        """SHA-256 of the values, to see whether a row changed since the last import."""
        return hashlib.sha256(canonical(self.values)).hexdigest()


@dataclass(frozen=True)
class Written:
    """How many rows of a chunk were new, changed, or as they had been."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


@dataclass(frozen=True)
class ImportKind(Generic[Values]):
    """One kind of row. `key` names the column that tells rows of one system apart.

    `parser` makes the parser of one run of a system's rows, which turns a row into values or into
    its faults and does not write. `write` writes one chunk of them inside an act that is open.
    """

    code: str
    title: Text
    columns: tuple[Column, ...]
    parser: Callable[[str], Callable[[Row], Values | list[Fault]]]
    write: Callable[[str, Sequence[tuple[Row, Values]], Actor], Written]
    key: str = "key"


_kinds: dict[str, ImportKind[Any]] = {}


def register(kind: ImportKind[Values]) -> ImportKind[Values]:
    """Make a kind known to the command line."""
    _kinds[kind.code] = kind
    return kind


def kinds() -> dict[str, ImportKind[Any]]:
    """All kinds by code."""
    return dict(sorted(_kinds.items()))
