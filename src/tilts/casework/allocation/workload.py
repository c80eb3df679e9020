"""The workload of officers: points of their people and work, against what they can carry.

Σ points of people by tier and setting, of reports, of contacts held for others, less contacts that
others held for them. The weights are the country pack's of the day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from tilts.casework.proceedings.models import Measure, Placement
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor

from .availability import NONE, Availability, availabilities
from .models import Allocation, Kind
from .queries import officers_under, paths_led_by
from .weighing import tiers_of, work_of
from .weights import COMMUNITY, CUSTODY, EARLY, Weights

FULL = 100  # percent


@dataclass(frozen=True)
class Item:
    """What weighs on somebody: a person in their setting and tier, or a piece of work about one."""

    kind: str  # setting or work
    code: str
    person: UUID
    points: int
    tier: int = 0  # 0 of work
    provisional: bool = False


@dataclass(frozen=True)
class Load:
    """What weighs on an officer, and what they can carry."""

    staff: Staff
    can: Availability = NONE
    items: Sequence[Item] = field(default_factory=tuple)

    @property
    def people(self) -> int:
        """For how many people they are responsible."""
        return sum(one.kind == "setting" for one in self.items)

    @property
    def points(self) -> int:
        """All that weighs; never below nought, however much others did."""
        return max(0, sum(one.points for one in self.items))

    @property
    def provisional(self) -> int:
        """Of how many people the tier could still rise."""
        return sum(one.provisional for one in self.items)

    @property
    def percent(self) -> int | None:
        """Points of what they can carry; None for who can carry nothing today."""
        return percent_of(self.points, self.can.points)


def percent_of(points: int, available: int) -> int | None:
    """Whole percent, rounded down; None of nothing."""
    return points * FULL // available if available else None


def led_by(actor: Actor) -> list[Load]:
    """The load today of everybody to whom an actor may give people, by name."""
    return workloads(paths_led_by(actor), actor.country, timezone.localdate())


def one_led_by(actor: Actor, staff: UUID) -> Load:
    """The load of one of them; Http404 of anybody else."""
    for one in led_by(actor):
        if one.staff.pk == staff:
            return one
    raise Http404


def workloads(paths: list[str], country: str, day: date) -> list[Load]:
    """The load of everybody who holds a role in these units, by name."""
    return loads(list(officers_under(paths, day)), Weights(country, day), day)


def loads(officers: Sequence[Staff], weights: Weights, day: date) -> list[Load]:
    """The load of each of these officers: the same number of queries for any number of them."""
    staff = {one.pk for one in officers}
    mine = Allocation.objects.on(day).filter(kind=Kind.OFFICER, staff__in=staff)
    theirs = dict(mine.order_by("pk").values_list("person", "staff"))
    items: dict[UUID, list[Item]] = defaultdict(list)
    for person, item in of_people(theirs, weights, day).items():
        items[theirs[person]].append(item)
    for code, counted in work_of(staff, day).items():
        for one in counted:
            items[one.staff].append(Item("work", code, one.person, weights.of_work(code)))
    can = availabilities(staff, weights, day)
    return [Load(one, can[one.pk], tuple(items[one.pk])) for one in officers]


def of_people(people: Collection[UUID], weights: Weights, day: date) -> dict[UUID, Item]:
    """What each of these people weighs."""
    tiers, settings = tiers_of(people, day), settings_of(people, weights, day)
    return {
        person: Item(
            "setting",
            settings[person],
            person,
            weights.of_person(settings[person], tiers[person].tier),
            tiers[person].tier,
            tiers[person].provisional,
        )
        for person in people
    }


def settings_of(people: Iterable[UUID], weights: Weights, day: date) -> Mapping[UUID, str]:
    """Where each of these people is worked with: two queries."""
    wanted = list(people)
    found = dict.fromkeys(wanted, COMMUNITY)
    early = Measure.objects.about(wanted).filter(kind__in=weights.measures_of(EARLY))
    running = early.filter(ended_on=None).values_list("person_id", flat=True)
    found |= dict.fromkeys(running, EARLY)
    placed = Placement.objects.about(wanted).on(day).values_list("person_id", flat=True)
    return found | dict.fromkeys(placed, CUSTODY)
