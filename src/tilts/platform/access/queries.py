"""Reads about access."""

from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from .models import BrokenGlass


def glass_to_review() -> QuerySet[Any]:
    """Every broken glass, those not yet reviewed first, newest first."""
    rows: QuerySet[Any] = BrokenGlass.objects.select_related("staff__staff")
    return rows.order_by(F("reviewed_at").asc(nulls_first=True), "-broken_at")


def one_glass(glass_id: UUID) -> BrokenGlass | None:
    """One broken glass."""
    found: BrokenGlass | None = BrokenGlass.objects.filter(pk=glass_id).first()
    return found
