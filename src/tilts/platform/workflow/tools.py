"""The tools of the work, and when they were used: rooms register both, insight asks what lies idle.

A tool is whatever was introduced so that it be used: an instrument, a programme; a method or a
chapter of a handbook once a room keeps them. A room's tools.py registers a kind of tool with which
there are, and each way in which tools of a kind are used, which may be another room's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tilts.platform.access.reasons import Text
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import Actor

Rows = QuerySet[Any]
A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool as it stands for an agency on a day.

    `since` is the first day from which it could be used without a break, `until` the last on which
    it may be, None when no end is set. It is `in_force` while it may be used, otherwise than on
    trial. `taught_by` are codes of qualifications of those who learnt it.
    """

    code: str
    title: str
    standing: str
    in_force: bool
    since: date | None = None
    until: date | None = None
    taught_by: frozenset[str] = frozenset()
    page: str = ""


@dataclass(frozen=True, kw_only=True)
class ToolKind:
    """A kind of tool: which of them stand how for an agency on a day.

    `retire` is the capability of who may take one out of use on its page.
    """

    code: str
    title: Text
    tools: Callable[[Agency, date], Iterable[Tool]]
    retire: str


@dataclass(frozen=True)
class Use:
    """A use as evidence: where it is found, and the person whom it is about, if anybody."""

    what: str
    page: str = ""
    person: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Uses:
    """One way in which tools of a kind are used, such as the sessions of a programme.

    `rows` are the uses that tell whether a tool is used in an agency, within the present scope:
    each has `tool` (its code), `used_on` (a date), `used_in` (id of a unit) and `used_in_path`;
    where no unit is kept, None and the path of the agency. `staff` are those who used it, as
    `tool`, `used_on` and `used_by`.
    `person` leads to whom a use is about: their numbers are protected; empty when it is nobody.
    """

    code: str
    kind: str
    title: Text
    rows: Callable[[Agency], Rows]
    staff: Callable[[Agency], Rows] | None = None
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class ListedUses(Uses):
    """Uses that can be shown one by one to who holds `see`.

    `seen` are the rows that an actor may open, and `told` what is told of each.
    """

    see: str
    seen: Callable[[Actor, Agency], Rows]
    told: Callable[[Sequence[Any]], list[Use]]


_kinds: dict[str, ToolKind] = {}
_uses: dict[str, Uses] = {}


def register_kind(kind: ToolKind) -> None:
    """Register a kind of tool."""
    _kinds[kind.code] = kind


def register_uses(uses: Uses) -> None:
    """Register a way in which tools of a kind are used."""
    _uses[uses.code] = uses


def tool_kinds() -> list[ToolKind]:
    """The kinds of tools that rooms keep, by their code."""
    return [_kinds[code] for code in sorted(_kinds)]


def uses_of(kind: str) -> list[Uses]:
    """The ways in which tools of a kind are used, by their code."""
    return [_uses[code] for code in sorted(_uses) if _uses[code].kind == kind]


def held_since(terms: Iterable[tuple[date, date | None]], day: date) -> date | None:
    """The first day from which these terms cover a day without a break; None when none does.

    A term is its first and its last day, None when no end is set.
    """
    begun, needed = None, day
    for first, last in sorted(terms, key=lambda term: term[0], reverse=True):
        if first <= needed and (last is None or last >= needed):
            begun, needed = first, first - A_DAY
    return begun
