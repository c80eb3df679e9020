"""Finished work that may be drawn by chance and read again: rooms register what they finish.

    register_material("assessments", Material(title=_("Assessments"), form="assessment-reading", …))

The room of the work says what was finished when, by whom, and on which page it is seen; who reads
it again need not know that room.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tilts.platform.access.reasons import Text


@dataclass(frozen=True)
class Finished:
    """A piece of finished work: its id, the programme or instrument it was done with, its unit."""

    piece: str
    strand: str
    unit: UUID


@dataclass(frozen=True, kw_only=True)
class Material:
    """A kind of finished work.

    `form` is the instrument that its readers answer. `finished` gives, for an agency, what was
    finished from a day on and before another; `workers` who did a piece, nobody where it is gone;
    `strand` names a programme or instrument in words; `page` is the address of a piece. They read
    as the service does and tell no name of a person.
    """

    title: Text
    form: str
    finished: Callable[[str, date, date], Iterable[Finished]]
    workers: Callable[[str], frozenset[UUID]]
    strand: Callable[[str, str], str]
    page: Callable[[str], str]


_registered: dict[str, Material] = {}


def register_material(code: str, material: Material) -> None:
    """Register a kind of finished work."""
    _registered[code] = material


def materials() -> dict[str, Material]:
    """Every kind by its code, in alphabetical order."""
    return dict(sorted(_registered.items()))
