"""Reads about caseloads. People are read in the scope of whoever reads."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tilts.casework.people.models import Person
from tilts.casework.proceedings.models import Proceeding
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.dated import in_force
from tilts.platform.workflow.machines import closed_states

from .models import Allocation, Kind, Reduction
from .rules import ASSIGN

Rows = QuerySet[Any]


def _under(paths: list[str], field: str) -> Q:
    """Condition: the path in `field` is one of these, or below."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{field}__startswith": path})
    return condition


def paths_led_by(actor: Actor) -> list[str]:
    """Paths of the units in which the actor allocates."""
    return sorted({grant.unit_path for grant in actor.grants if grant.capability == ASSIGN})


def officers_under(paths: list[str], day: date) -> Rows:
    """Staff who hold a role in these units or below on a day, by name."""
    held = in_force(day, "assignments__") & _under(paths, "assignments__unit__path")
    rows: Rows = Staff.objects.filter(held).distinct().order_by("sort_key", "pk")
    return rows


def without_owner(paths: list[str], day: date, kind: str = Kind.OFFICER) -> Rows:
    """People registered in these units for whom nobody is responsible, by name.

    Nobody need be when all that was recorded of them is over.
    """
    owned = Allocation.plain.on(day).filter(kind=kind, person=OuterRef("pk"))
    people = Person.objects.filter(_under(paths, "unit__path"), ~Exists(owned))
    rows: Rows = not_over(people).order_by("sort_key", "pk")
    return rows


def not_over(people: Rows) -> Rows:
    """Those of them with whom the service still has to do: not all that was recorded is over."""
    present = people.filter(merged_into=None, entered_in_error=False, died_on=None)
    recorded = Proceeding.objects.filter(person=OuterRef("pk"))
    going_on = recorded.exclude(state__in=closed_states(Proceeding.machine))
    return present.filter(~Exists(recorded) | Exists(going_on))


def caseload_of(staff: UUID, day: date, kind: str = Kind.OFFICER) -> Rows:
    """Allocations of a member of staff on a day, by the person's name."""
    rows = Allocation.objects.on(day).filter(staff=staff, kind=kind).select_related("person")
    ordered: Rows = rows.order_by("person__sort_key", "pk")
    return ordered


def officers_of(people: Iterable[UUID], day: date) -> dict[UUID, Staff]:
    """The officer of each person on a day; who has none is left out."""
    rows = Allocation.objects.about(people).on(day).filter(kind=Kind.OFFICER)
    return {row.person_id: row.staff for row in rows.select_related("staff")}


def history_of(person: UUID, kind: str = Kind.OFFICER) -> Rows:
    """Everybody who was responsible for a person, first to last."""
    return _in_time(Allocation.objects.filter(person=person, kind=kind))


def responsible_for(records: Iterable[UUID]) -> Rows:
    """Everybody of any kind who was responsible for a person with these records, first to last."""
    return _in_time(Allocation.objects.about(records))


def _in_time(rows: Rows) -> Rows:
    return rows.select_related("staff").order_by("since", "pk")


def reductions_of(staff: UUID) -> Rows:
    """What takes time from somebody's week, then and now and later, the latest first."""
    rows: Rows = Reduction.objects.filter(staff=staff).order_by("-since", "-pk")
    return rows


def one_reduction(staff: UUID, reduction_id: UUID) -> Reduction | None:
    """One of them."""
    found: Reduction | None = reductions_of(staff).filter(pk=reduction_id).first()
    return found


def unit_of(person: UUID, day: date) -> Unit | None:
    """The unit whose officer is responsible for somebody on a day; None without one."""
    rows = Allocation.plain.on(day).filter(person_id=person, kind=Kind.OFFICER)
    found = rows.select_related("unit").first()
    return found.unit if found else None
