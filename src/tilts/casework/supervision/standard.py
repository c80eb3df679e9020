"""The contact standard: how often somebody is met, what was done, what is missing, and why.

What it asks stands in the country pack (contact_standards.yaml). A month begun late asks only for
the part of it that is left.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID

from tilts.jurisdictions.schema import ContactStandard

UNKNOWN = "unknown"  # the code of the standard for people without a level
A_WEEK_EACH = 7  # days that should be left for each contact that is missing
VISIT = "visit"


@dataclass(frozen=True)
class Span:
    """Whole days from `first` until `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def since(self, day: date) -> int:
        """How many of its days lie on or after a day."""
        return max(0, min(self.days, (self.last - day).days + 1))


@lru_cache(maxsize=64)
def month_of(day: date) -> Span:
    """The calendar month."""
    return Span(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


@lru_cache(maxsize=64)
def quarter_of(day: date) -> Span:
    """The calendar quarter."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return Span(first, month_of(first.replace(month=first.month + 2)).last)


def part_of(amount: int, span: Span, since: date) -> int:
    """What of an amount falls into the part of a span since a day: whole ones only."""
    return amount * span.since(since) // span.days


@dataclass(frozen=True)
class Met:
    """A contact that was, or an appointment that is to come: its day and how."""

    day: date
    how: str


@dataclass(frozen=True)
class Count:
    """Contacts of a span: so many asked, done, and agreed for the rest of it."""

    asked: int
    done: int
    ahead: int
    span: Span

    @property
    def missing(self) -> int:
        """What is neither done nor agreed."""
        return max(0, self.asked - self.done - self.ahead)

    def is_behind(self, day: date) -> bool:
        """Whether there is less than a week left for each contact that is missing."""
        left = (self.span.last - day).days + 1
        return self.missing > 0 and left <= self.missing * A_WEEK_EACH


@dataclass(frozen=True)
class Basis:
    """Why somebody is met so often: the standard of a level, the measures, and since when.

    `level` is what the last final assessment found, "" without one: then it is provisional.
    """

    standard: ContactStandard
    country: str
    since: date
    level: str = ""
    assessed_on: date | None = None
    measures: tuple[str, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """True while no assessment says the level, or none that the standard knows."""
        return self.level != self.standard.code


@dataclass(frozen=True)
class Standing:
    """How somebody stands against their contact standard on a day."""

    person: UUID
    basis: Basis
    day: date
    contacts: Count
    visits: Count

    @property
    def is_behind(self) -> bool:
        """Whether contacts of the month or visits of the quarter are about to be missed."""
        return self.contacts.is_behind(self.day) or self.visits.is_behind(self.day)

    @property
    def is_met(self) -> bool:
        """Whether all that is asked was done."""
        return all(one.done >= one.asked for one in (self.contacts, self.visits))


@dataclass
class Known:
    """What the record has of somebody's contacts: done ones, and appointments to come."""

    done: list[Met] = field(default_factory=list)
    ahead: list[Met] = field(default_factory=list)


def standing_of(person: UUID, basis: Basis, known: Known, day: date) -> Standing:
    """Count one person's contacts against their standard."""
    of, month, quarter = basis.standard, month_of(day), quarter_of(day)
    return Standing(
        person,
        basis,
        day,
        _count(part_of(of.per_month, month, basis.since), known, month, of.counted),
        _count(part_of(of.visits_per_quarter, quarter, basis.since), known, quarter, (VISIT,)),
    )


def _count(asked: int, known: Known, span: Span, ways: Sequence[str]) -> Count:
    return Count(asked, _within(known.done, span, ways), _within(known.ahead, span, ways), span)


def _within(found: Sequence[Met], span: Span, ways: Sequence[str]) -> int:
    return sum(1 for one in found if one.how in ways and span.first <= one.day <= span.last)


def behind_first(found: Sequence[Standing]) -> list[Standing]:
    """Those who fall behind, with what is missing most first."""
    late = [one for one in found if one.is_behind]
    return sorted(late, key=lambda one: (-one.contacts.missing, -one.visits.missing))
