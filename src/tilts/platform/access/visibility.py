"""Which people an actor may see, as conditions that the database applies to every read.

Rooms register how a scope reaches people through their facts: allocation knows a caseload,
placements know a unit. A reach returns rows with a `person_id`, which hang on the scope and the
unit of a grant, and reads nothing itself: the conditions are kept for the day, and whoever holds
capabilities in the same places shares them. Django would take longer for one than for a page.
"""

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, UUIDField
from django.db.models.expressions import RawSQL
from django.utils import timezone

from tilts.platform.parties.actors import Actor, Grant, Scope

from .capabilities import declared
from .models import Bar, BrokenGlass

Rows = QuerySet[Any]
Reach = Callable[[Actor, Grant], Rows]

_reaches: dict[Scope, list[tuple[Reach, Collection[str]]]] = {}
SEE = "people.see"
PERSON = "{person}"  # where the row's person stands in the text of a condition
ANYONE = UUID(int=7, version=4)  # in whose place the actor stands among the parameters of one


def reaches(scope: Scope, *, only: Collection[str] = ()) -> Callable[[Reach], Reach]:
    """Register a reach: the people that a grant of this scope reaches through a room's facts.

    `only` names the capabilities for which it does; by default it does for all.
    """

    def register(reach: Reach) -> Reach:
        _reaches.setdefault(scope, []).append((reach, only))
        return reach

    return register


@dataclass(frozen=True)
class Visible:
    """A set of people that is never listed, only applied to queries.

    `reached` and `barred` are written for ANYONE, in whose place stands `who`. Behind a glass that
    they broke, if `glass` counts, is whom it shows `at` that moment; two sets that differ only in
    the moment are equal, so that the queries made of one serve the other.
    """

    everyone: bool = False
    reached: tuple[Rows, ...] = ()
    barred: Rows | None = None
    glass: bool = False
    who: UUID | None = None
    at: datetime | None = field(default=None, compare=False)

    def narrow(self, rows: Rows, path: str) -> Rows:
        """Those rows whose person, found at `path`, is in the set."""
        if not (self.everyone or self.reached or self.glass):
            return rows.none()
        if self.everyone and self.barred is None:
            return rows
        return rows.filter(Sees(path, self))

    def narrow_or_nobodys(self, rows: Rows, path: str) -> Rows:
        """As `narrow`, and the rows that are about nobody."""
        nobodys = Q(**{f"{path}__isnull": True})
        if not (self.everyone or self.reached or self.glass):
            return rows.filter(nobodys)
        if self.everyone and self.barred is None:
            return rows
        return rows.filter(nobodys | Q(Sees(path, self)))

    def unbarred(self, rows: Rows, path: str) -> Rows:
        """Those rows but of people from whom the actor is barred."""
        return Visible(everyone=True, barred=self.barred, who=self.who).narrow(rows, path)


class Sees(Func):
    """Whether the person of a row is in a set of the visible."""

    output_field = BooleanField()

    def __init__(self, path: str, visible: Visible) -> None:
        super().__init__(F(path))
        self.visible = visible

    def as_sql(
        self, compiler: Any, connection: Any, *_: Any, **__: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """The condition about the column that holds the person."""
        column, _none = compiler.compile(self.source_expressions[0])
        sql, params, then = _condition(replace(self.visible, who=None))
        now, anyone, who = _moment(self.visible), _written(ANYONE), _written(self.visible.who)
        told = (now if p == then else who if p == anyone else p for p in params)
        return sql.replace(PERSON, column), tuple(told)


@lru_cache(maxsize=1024)
def _condition(visible: Visible) -> tuple[str, tuple[Any, ...], Any]:
    """The condition of a set, compiled once.

    With the moment at which it was compiled, as it stands among the parameters.
    """
    ways = visible.reached
    if visible.glass and visible.at:
        ways = (*ways, behind_broken_glass(ANYONE, visible.at))
    texts, params = list[str](), list[Any]()
    if visible.barred is not None:
        sql, values = _among([visible.barred])
        texts, params = [f"NOT {sql}"], values
    if not visible.everyone:
        sql, values = _among(ways)
        texts, params = [*texts, sql], params + values
    return f"({' AND '.join(texts)})", tuple(params), _moment(visible)


def _among(ways: Iterable[Rows]) -> tuple[str, list[Any]]:
    """That one of these sets of rows has the person."""
    texts, params = list[str](), list[Any]()
    for rows in ways:
        with suppress(EmptyResultSet):
            sql, values = _way(rows)
            texts.append(f"EXISTS({sql})")
            params += values
    return f"({' OR '.join(texts) or 'FALSE'})", params


@lru_cache(maxsize=4096)
def _way(rows: Rows) -> tuple[str, tuple[Any, ...]]:
    """That a set of rows has the person; the sets of an actor are shared by many conditions."""
    query = rows.filter(person_id=RawSQL(PERSON, ())).query.exists()  # noqa: S611 # our own constant
    # Names that no query around it has, in whose place the person would be looked for.
    query.change_aliases({alias: f"way{n}" for n, alias in enumerate(query.alias_map)})
    sql, values = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return sql, tuple(values)


def _moment(visible: Visible) -> Any:
    """When a broken glass must be open to show people, as the database takes it; None for never."""
    return connection.ops.adapt_datetimefield_value(visible.at) if visible.at else None


def _written(party: UUID | None) -> Any:
    """A party as the database takes it among the parameters."""
    return UUIDField().get_db_prep_value(party, connection)


EVERYONE = Visible(everyone=True)
NO_ONE = Visible()


def visible_to(actor: Actor, capability: str = SEE) -> Visible:
    """The people for whom an actor holds a capability now."""
    if actor.is_service:
        return EVERYONE
    visible = _by_roles(replace(actor, party=ANYONE, name=""), capability, timezone.localdate())
    # A glass broken in a role that has ended since shows nobody.
    glass = capability in actor.capabilities and declared()[capability].in_break_glass
    return replace(visible, who=actor.party, glass=glass, at=timezone.now() if glass else None)


@lru_cache(maxsize=1024)
def _by_roles(actor: Actor, capability: str, today: date) -> Visible:
    """Conditions follow from the actor's grants and the day alone; the rows are read each time."""
    reached = [
        _reached(reach, actor, replace(grant, capability="", role=""), today)
        for grant in actor.grants
        if grant.capability == capability
        for reach, only in _reaches.get(grant.scope, [])
        if not only or capability in only
    ]
    return Visible(reached=tuple(dict.fromkeys(reached)), barred=_barred(today))


@lru_cache(maxsize=4096)
def _reached(reach: Reach, actor: Actor, where: Grant, _today: date) -> Rows:
    """The same rows for every capability, so that their condition is compiled once."""
    return reach(actor, where)


@lru_cache(maxsize=8)
def _barred(today: date) -> Rows:
    rows: Rows = Bar.objects.on(today).filter(staff=ANYONE)
    return rows


def is_barred(party: UUID, person: UUID) -> bool:
    """True when they must not know of the person today: their own case, or a relative's."""
    bars = Bar.objects.on(timezone.localdate()).filter(staff=party, person=person)
    return bool(bars.exists())


def behind_broken_glass(staff: UUID, at: datetime) -> Rows:
    """The people to whom a glass that they broke is open at that time, its end excluded."""
    rows: Rows = BrokenGlass.objects.filter(staff=staff, broken_at__lte=at, ends_at__gt=at)
    return rows
