"""Reads of people's ways through programmes, for one person or for many at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tilts.casework.people.merging import survivors
from tilts.casework.plans.choices import SETTLED
from tilts.casework.plans.models import Goal, Plan
from tilts.casework.plans.queries import goals_of, plans_of, present_plan
from tilts.casework.proceedings.catalogue import pack_of
from tilts.casework.proceedings.queries import records
from tilts.casework.proceedings.release import calculations
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.models import Series
from tilts.platform.gatherings.queries import series_seen_by
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.machines import closed_states

from ..catalogue import programme_on
from ..models import Participation
from .waiting import InLine, Waits, in_line

OVER = closed_states(Participation.machine)
KIND = "programme"  # of templates of gatherings


def participations_of(people: Iterable[UUID]) -> "QuerySet[Participation]":
    """Every participation of people and of the records merged into them, the newest first."""
    rows: QuerySet[Participation] = Participation.objects.about(records(people))
    return rows.select_related("unit__agency", "judged_by").order_by("-waiting_since", "-pk")


def going_on(people: Iterable[UUID]) -> dict[UUID, list[Participation]]:
    """Those that are not over, by the person whom each record stands for."""
    of = records(people)
    rows = Participation.objects.about(of).exclude(state__in=OVER).select_related("unit__agency")
    found: dict[UUID, list[Participation]] = defaultdict(list)
    for row in rows.order_by("waiting_since", "pk"):
        found[of[row.person_id]].append(row)
    return found


def one_participation(participation_id: UUID) -> Participation:
    """The participation; raises Refused when it is not visible."""
    rows = Participation.objects.select_related(
        "person", "unit__agency", "referred_by", "judged_by"
    )
    found: Participation | None = rows.filter(pk=participation_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def goals_to_reach(person_id: UUID) -> list[Goal]:
    """Goals of the plan that counts which are still to be reached, each with its steps."""
    plan: Plan | None = present_plan(plans_of([person_id]))
    found = goals_of(plan) if plan and not plan.is_over else []
    return [goal for goal in found if goal.state not in SETTLED]


def who_waits(programme: str, units: Iterable[Unit] | None = None) -> list[Participation]:
    """Who waits for a programme, as far as the reader sees them; in these units, nobody twice."""
    rows = Participation.objects.filter(programme=programme, state="waiting")
    rows = rows if units is None else rows.filter(unit__in=list(units))
    inorder = list(rows.select_related("person", "unit__agency").order_by("waiting_since", "pk"))
    stands = survivors([row.person_id for row in inorder])
    first: dict[UUID, Participation] = {}
    for row in inorder:
        first.setdefault(stands[row.person_id], row)
    return list(first.values())


def line_of(waiting: list[Participation], today: date) -> list[tuple[Participation, InLine]]:
    """These in their fair order: see waiting.py. They wait for one programme in one country."""
    if not waiting:
        return []
    country, code = waiting[0].country, waiting[0].programme
    programme = programme_on(country, code, today)
    margin = pack_of(country).threshold("programme_release_weeks", on=today)
    releases = _releases(waiting, today)
    waits = [Waits(one.pk, one.waiting_since, releases.get(one.person_id)) for one in waiting]
    by_key = {one.pk: one for one in waiting}
    length = programme.sessions if programme else 0
    return [(by_key[place.key], place) for place in in_line(waits, today, length, margin)]


def _releases(waiting: list[Participation], today: date) -> dict[UUID, date | None]:
    """The earliest day of release of each; of who is in no sentence none."""
    found = calculations([one.person_id for one in waiting], today)
    return {person: one.expected for person, one in found.items() if one.expected}


def place_in_line(case: Participation, today: date) -> tuple[InLine, int] | None:
    """Where somebody stands among those who wait in the same unit, and how many wait there."""
    everybody = line_of(who_waits(case.programme, [case.unit]), today)
    mine = next((place for one, place in everybody if one.pk == case.pk), None)
    return (mine, len(everybody)) if mine else None


def groups_of(by: Actor, programme: str, *, ended: bool = False) -> list[Series]:
    """Groups of a programme that the actor sees, the latest first."""
    rows: Any = series_seen_by(by, ended=ended)
    return list(rows.filter(template__kind=KIND, template__code=programme))


def units_below(unit: Unit) -> list[Unit]:
    """A unit and those below it: who waits there waits for its groups."""
    rows = Unit.objects.filter(path__under=unit.path).select_related("agency")
    return list(rows.order_by("path"))
