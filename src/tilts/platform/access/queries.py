"""Reads about access."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from .models import BrokenGlass


def glass_to_review() -> QuerySet[Any]:
    """Every broken glass, those not yet reviewed first, newest first."""
    rows: QuerySet[Any] = BrokenGlass.objects.order_by("reviewed_at", "-broken_at")
    return rows


def one_glass(glass_id: UUID) -> BrokenGlass | None:
    """One broken glass."""
    found: BrokenGlass | None = BrokenGlass.objects.filter(pk=glass_id).first()
    return found
