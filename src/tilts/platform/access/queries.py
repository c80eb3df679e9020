"""Reads about access."""

from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from tilts.platform.parties.actors import Actor

from .models import Bar, BrokenGlass
from .rules import BAR
from .visibility import visible_to


def glass_seen_by(actor: Actor) -> QuerySet[Any]:
    """Broken glass over people whom the actor may see, and what their own agency's staff broke.

    Of a person from whom the actor is barred they see none, whoever broke it.
    """
    rows: QuerySet[Any] = BrokenGlass.objects.all()
    own = rows.filter(staff__staff__agency=actor.agency)
    visible = visible_to(actor)
    return visible.narrow(rows, "person_id") | visible.unbarred(own, "person_id")


def glass_to_review(actor: Actor) -> QuerySet[Any]:
    """The actor's broken glass, those not yet reviewed first, newest first."""
    rows = glass_seen_by(actor).select_related("staff__staff")
    return rows.order_by(F("reviewed_at").asc(nulls_first=True), "-broken_at")


def one_glass(actor: Actor, glass_id: UUID) -> BrokenGlass | None:
    """One broken glass, if it is the actor's to see."""
    found: BrokenGlass | None = glass_seen_by(actor).filter(pk=glass_id).first()
    return found


def bars_seen_by(actor: Actor) -> QuerySet[Any]:
    """Who is barred from whose case, of the people whom the actor may bar from; latest first."""
    rows: QuerySet[Any] = visible_to(actor, BAR).narrow(Bar.objects.all(), "person_id")
    return rows.select_related("staff__staff").order_by("-since", "-pk")
