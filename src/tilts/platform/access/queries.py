"""Reads about access."""

from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from tilts.platform.parties.actors import Actor

from .models import BrokenGlass
from .visibility import visible_to


def glass_seen_by(actor: Actor) -> QuerySet[Any]:
    """Broken glass over people whom the actor may see, and what their own agency's staff broke."""
    rows: QuerySet[Any] = BrokenGlass.objects.all()
    own = rows.filter(staff__staff__agency=actor.agency)
    return visible_to(actor).narrow(rows, "person_id") | own


def glass_to_review(actor: Actor) -> QuerySet[Any]:
    """The actor's broken glass, those not yet reviewed first, newest first."""
    rows = glass_seen_by(actor).select_related("staff__staff")
    return rows.order_by(F("reviewed_at").asc(nulls_first=True), "-broken_at")


def one_glass(actor: Actor, glass_id: UUID) -> BrokenGlass | None:
    """One broken glass, if it is the actor's to see."""
    found: BrokenGlass | None = glass_seen_by(actor).filter(pk=glass_id).first()
    return found
