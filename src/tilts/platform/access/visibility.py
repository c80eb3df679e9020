"""Which people an actor may see, as conditions that the database applies to every read.

Rooms register how a scope reaches people through their facts: allocation knows a caseload,
placements know a unit. A reach returns rows with a `person_id`, and reads nothing itself: the
conditions of an actor are kept for the day.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tilts.platform.parties.actors import Actor, Grant, Scope

from .capabilities import declared
from .models import Bar, BrokenGlass

Rows = QuerySet[Any]
Reach = Callable[[Actor, Grant], Rows]

_reaches: dict[Scope, list[Reach]] = {}
SEE = "people.see"


def reaches(scope: Scope) -> Callable[[Reach], Reach]:
    """Register a reach: the people that a grant of this scope reaches through a room's facts."""

    def register(reach: Reach) -> Reach:
        _reaches.setdefault(scope, []).append(reach)
        return reach

    return register


@dataclass(frozen=True)
class Visible:
    """A set of people that is never listed, only applied to queries.

    `glass` is who may have broken one, which is open `at` that moment; two sets that differ only in
    the moment are equal, so that the queries made of one serve the other.
    """

    everyone: bool = False
    reached: tuple[Rows, ...] = ()
    barred: Rows | None = None
    glass: UUID | None = None
    at: datetime | None = field(default=None, compare=False)

    def narrow(self, rows: Rows, path: str) -> Rows:
        """Those rows whose person, found at `path`, is in the set."""
        rows = self.unbarred(rows, path)
        if self.everyone:
            return rows
        ways = self.reached
        if self.glass and self.at:
            ways = (*ways, behind_broken_glass(self.glass, self.at))
        if not ways:
            return rows.none()
        condition = Q()
        for reached in ways:
            condition |= Q(Exists(reached.filter(person_id=OuterRef(path))))
        return rows.filter(condition)

    def unbarred(self, rows: Rows, path: str) -> Rows:
        """Those rows but of people from whom the actor is barred."""
        if self.barred is None:
            return rows
        return rows.exclude(Exists(self.barred.filter(person_id=OuterRef(path))))


EVERYONE = Visible(everyone=True)
NO_ONE = Visible()


def visible_to(actor: Actor, capability: str = SEE) -> Visible:
    """The people for whom an actor holds a capability now."""
    if actor.is_service:
        return EVERYONE
    visible = _by_roles(actor, capability, timezone.localdate())
    # A glass broken in a role that has ended since shows nobody.
    if capability in actor.capabilities and declared()[capability].in_break_glass:
        return replace(visible, glass=actor.party, at=timezone.now())
    return visible


@lru_cache(maxsize=1024)
def _by_roles(actor: Actor, capability: str, today: date) -> Visible:
    """Conditions follow from the actor's grants and the day alone; the rows are read each time."""
    reached = [
        reach(actor, grant)
        for grant in actor.grants
        if grant.capability == capability
        for reach in _reaches.get(grant.scope, [])
    ]
    return Visible(reached=tuple(reached), barred=Bar.objects.on(today).filter(staff=actor.party))


def is_barred(party: UUID, person: UUID) -> bool:
    """True when they must not know of the person today: their own case, or a relative's."""
    bars = Bar.objects.on(timezone.localdate()).filter(staff=party, person=person)
    return bool(bars.exists())


def behind_broken_glass(staff: UUID, at: datetime) -> Rows:
    """The people to whom a glass that they broke is open at that time, its end excluded."""
    rows: Rows = BrokenGlass.objects.filter(staff=staff, broken_at__lte=at, ends_at__gt=at)
    return rows
