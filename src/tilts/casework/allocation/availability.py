"""How much staff can carry: what their role can, less the time that other things take."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tilts.platform.organisation.models import Absence, RoleAssignment

from .models import Reduction
from .weights import Weights


@dataclass(frozen=True)
class Availability:
    """Points that a role carries in a full week, and what is left of them on a day.

    `away_until` is the first day back of who is on leave: they carry nothing until then.
    """

    nominal: int
    weekly_minutes: int
    reductions: tuple[Reduction, ...] = ()
    away: bool = False
    away_until: date | None = None

    @property
    def reduced_minutes(self) -> int:
        """Minutes a week that reductions take, at most the whole week."""
        return min(self.weekly_minutes, sum(one.weekly_minutes for one in self.reductions))

    @property
    def points(self) -> int:
        """Nominal × (contracted − reductions) / contracted, in whole points; nought on leave."""
        if self.away or not self.weekly_minutes:
            return 0
        return self.nominal * (self.weekly_minutes - self.reduced_minutes) // self.weekly_minutes


NONE = Availability(0, 0)


def availabilities(staff: Iterable[UUID], weights: Weights, day: date) -> dict[UUID, Availability]:
    """What each of these members of staff can carry on a day: three queries for any number."""
    wanted = list(staff)
    roles, reductions = _roles(wanted, day), _reductions(wanted, day)
    away = dict(Absence.objects.on(day).filter(staff__in=wanted).values_list("staff", "until"))
    return {
        one: Availability(
            *_nominal(roles[one], weights),
            reductions=tuple(reductions[one]),
            away=one in away,
            away_until=away.get(one),
        )
        for one in wanted
    }


def _nominal(roles: Sequence[str], weights: Weights) -> tuple[int, int]:
    """Points and minutes of a full week in the role that carries most."""
    carried = [found for role in roles if (found := weights.role(role))]
    found = max(carried, key=lambda one: one.points, default=None)
    return (found.points[0], found.weekly_minutes) if found else (0, 0)


def _roles(staff: Sequence[UUID], day: date) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    held = RoleAssignment.objects.on(day).filter(staff__in=staff)
    for one, role in held.order_by("pk").values_list("staff", "role"):
        found[one].append(role)
    return found


def _reductions(staff: Sequence[UUID], day: date) -> dict[UUID, list[Reduction]]:
    found: dict[UUID, list[Reduction]] = defaultdict(list)
    for row in Reduction.objects.on(day).filter(staff__in=staff).order_by("since", "pk"):
        found[row.staff_id].append(row)
    return found
