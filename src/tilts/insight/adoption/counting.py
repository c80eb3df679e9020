"""Uses counted in the database: by tool, unit and month, as far as somebody may count them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncMonth

from tilts.insight.statistics.rules import SEE
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.visibility import visible_to
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import SERVICE, Actor, Scope
from tilts.platform.workflow.tools import Rows, Uses, uses_of

from .months import code_of, months

NO_UNIT = ""


@dataclass
class Counted:
    """Uses of one tool by unit (its id, empty where none is kept) and month, within sight.

    `paths` says where each unit stands in the tree.

    `first` and `last` are within sight too, and `ways` in which it was used; `last_of_all` is when
    anybody used it last.
    """

    number: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    last_of_all: date | None = None
    of_people: bool = False
    ways: set[str] = field(default_factory=set)
    paths: dict[str, str] = field(default_factory=dict)


def counted(actor: Actor, agency: Agency, kind: str, today: date) -> Mapping[str, Counted]:
    """The uses of every tool of a kind in an agency, by the tool's code."""
    found: dict[str, Counted] = defaultdict(Counted)
    with seen_by(SERVICE):
        for uses in uses_of(kind):
            _add(found, uses, uses.rows(agency), actor, today)
    return found


def _add(found: dict[str, Counted], uses: Uses, rows: Rows, actor: Actor, today: date) -> None:
    for tool, last in rows.order_by().values_list("tool").annotate(last=Max("used_on")):
        found[tool].last_of_all = _latest(found[tool].last_of_all, last)
    mine = within_sight(actor, uses, rows).order_by()
    ends = mine.values_list("tool").annotate(first=Min("used_on"), last=Max("used_on"))
    for tool, first, last in ends:
        one = found[tool]
        one.first = min(filter(None, (one.first, first)))
        one.last = _latest(one.last, last)
        one.of_people |= bool(uses.person)
        one.ways.add(uses.code)
    cells = mine.filter(used_on__gte=months(today)[0], used_on__lte=today)
    by = ("tool", "used_in", "used_in_path", "month")
    cells = cells.annotate(month=TruncMonth("used_on")).values_list(*by)
    for tool, unit, path, month, number in cells.annotate(number=Count("pk")):
        found[tool].number[str(unit or NO_UNIT), code_of(month)] += number
        found[tool].paths[str(unit or NO_UNIT)] = path


def _latest(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)


def within_sight(actor: Actor, uses: Uses, rows: Rows) -> Rows:
    """Uses in the units that an actor may count, but of nobody from whom they are barred."""
    mine = rows.filter(_reached(actor))
    return visible_to(actor, SEE).unbarred(mine, uses.person) if uses.person else mine


def _reached(actor: Actor) -> Q:
    reached = Q(pk__in=[])
    for grant in (one for one in actor.grants if one.capability == SEE):
        reached |= _of(grant)
    return reached


def _of(grant: Any) -> Q:
    if grant.scope == Scope.UNIT:
        return Q(used_in_path__under=grant.unit_path)
    if grant.scope == Scope.AGENCY:
        return Q(used_in_path__under=f"{grant.unit_path}.")
    return Q()
