"""Who has learnt a tool, and who of them does not use it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from tilts.engines.calendars.months import add_months
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.visibility import visible_to
from tilts.platform.organisation.models import Agency, Qualification, RoleAssignment, Staff
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.tools import Tool, uses_of

NAMED_BY = "competence.see"  # who sees what colleagues are certified for


@dataclass(frozen=True)
class Trained:
    """Staff of an agency who hold a role there and learnt a tool; `idle` did not use it lately."""

    all: frozenset[UUID] = frozenset()
    idle: frozenset[UUID] = frozenset()


def trained(
    agency: Agency, kind: str, tools: Iterable[Tool], today: date, unused: int
) -> Mapping[str, Trained]:
    """Who learnt each tool of a kind, and who of them did not use it for `unused` months."""
    holders = _holders(agency, today)
    users = _users(agency, kind, add_months(today, -unused))
    found = {}
    for tool in tools:
        everybody = frozenset[UUID]().union(*(holders[code] for code in tool.taught_by))
        found[tool.code] = Trained(everybody, everybody - users[tool.code])
    return found


def _holders(agency: Agency, today: date) -> Mapping[str, set[UUID]]:
    working = RoleAssignment.objects.on(today).filter(staff=OuterRef("staff"))
    rows = Qualification.objects.on(today).filter(Exists(working), staff__agency=agency)
    found = defaultdict[str, set[UUID]](set)
    for code, staff in rows.values_list("code", "staff_id"):
        found[code].add(staff)
    return found


def _users(agency: Agency, kind: str, since: date) -> Mapping[str, set[UUID]]:
    found = defaultdict[str, set[UUID]](set)
    with seen_by(SERVICE):
        for uses in uses_of(kind):
            if uses.staff:
                rows = uses.staff(agency).filter(used_on__gt=since).order_by()
                for tool, staff in rows.values_list("tool", "used_by").distinct():
                    found[tool].add(staff)
    return found


def names_of(actor: Actor, staff: Iterable[UUID]) -> list[Any]:
    """Those whom an actor may see as staff, by name."""
    rows = visible_to(actor, NAMED_BY).narrow(Staff.objects.filter(pk__in=list(staff)), "party_id")
    return list(rows.order_by("sort_key", "pk"))
