"""Which people an actor may see, as conditions that the database applies to every read.

Rooms register how a scope reaches people through their facts: allocation knows a caseload,
placements know a unit. A reach returns rows with a `person_id`, and reads nothing itself: the
conditions of an actor are kept for the day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
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
    """A set of people that is never listed, only applied to queries."""

    everyone: bool = False
    reached: tuple[Rows, ...] = ()
    barred: Rows | None = None

    def narrow(self, rows: Rows, path: str) -> Rows:
        """Those rows whose person, found at `path`, is in the set."""
        if self.barred is not None:
            rows = rows.exclude(Exists(self.barred.filter(person_id=OuterRef(path))))
        if self.everyone:
            return rows
        if not self.reached:
            return rows.none()
        condition = Q()
        for reached in self.reached:
            condition |= Q(Exists(reached.filter(person_id=OuterRef(path))))
        return rows.filter(condition)


EVERYONE = Visible(everyone=True)
NO_ONE = Visible()


def visible_to(actor: Actor, capability: str = SEE) -> Visible:
    """The people for whom an actor holds a capability now."""
    return EVERYONE if actor.is_service else _visible(actor, capability, timezone.localdate())


@lru_cache(maxsize=1024)
def _visible(actor: Actor, capability: str, today: date) -> Visible:
    """Conditions follow from the actor's grants and the day alone; the rows are read each time."""
    reached = [
        rows
        for grant in actor.grants
        if grant.capability == capability
        for rows in _by(actor, grant)
    ]
    if declared()[capability].in_break_glass:
        reached.append(behind_broken_glass(actor))
    barred = Bar.objects.on(today).filter(staff_id=actor.party)
    return Visible(reached=tuple(reached), barred=barred)


def _by(actor: Actor, grant: Grant) -> list[Rows]:
    return [reach(actor, grant) for reach in _reaches.get(grant.scope, [])]


def behind_broken_glass(actor: Actor) -> Rows:
    """The people for whom this actor has broken the glass, while it lasts."""
    rows: Rows = BrokenGlass.objects.filter(staff_id=actor.party, ends_at__gt=Now())
    return rows
