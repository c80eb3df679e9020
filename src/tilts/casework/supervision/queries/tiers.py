"""Reads of tiers, as they were calculated last and before."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.proceedings.queries import records

from ..models import TierCalculation


def current_tiers(people: Iterable[UUID]) -> dict[UUID, TierCalculation]:
    """The calculation that counts of each person; who has none is missing."""
    rows = TierCalculation.objects.about(people).filter(current=True).defer("inputs", "steps")
    return {row.person_id: row for row in rows}


def calculations_of(person_id: UUID) -> QuerySet[Any]:
    """Every calculation of somebody's tier, on any of their records, the newest first."""
    rows: QuerySet[Any] = TierCalculation.objects.about(records([person_id]))
    return rows.select_related("person").order_by("-calculated_at", "-pk")


def people_with_an_officer(day: date) -> list[UUID]:
    """Whose tier is kept: everybody for whom an officer is responsible on a day."""
    rows = Allocation.objects.on(day).filter(kind=Kind.OFFICER, person__died_on=None)
    found: list[UUID] = list(rows.order_by("person").values_list("person", flat=True).distinct())
    return found
