"""Reads of notices."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from tilts.platform.access.visibility import visible_to
from tilts.platform.parties.actors import Actor

from .models import Delivery, Notice

MOST_ATTEMPTS = 10  # over some fourteen hours, an urgent one over two; then it is somebody's work


def notices_of(actor: Actor) -> QuerySet[Any]:
    """The actor's notices, newest first; none of a person from whom they are barred since."""
    rows: QuerySet[Any] = Notice.objects.filter(to_id=actor.party).order_by("-sent_at", "-pk")
    return visible_to(actor).unbarred(rows, "person_id")


def unread_count(actor: Actor) -> int:
    """How many notices the actor has not read, for the top bar."""
    return notices_of(actor).filter(read_at=None).order_by().count()


def waiting() -> "QuerySet[Delivery]":
    """What is neither sent nor stopped."""
    rows = Delivery.objects.filter(sent_at=None, stopped_at=None)
    return rows.select_related("notice__to__agency")


def due_deliveries(now: datetime) -> "QuerySet[Delivery]":
    """What is to be sent now, what has waited longest first."""
    return waiting().filter(due_at__lte=now, attempts__lt=MOST_ATTEMPTS).order_by("due_at", "pk")


def unsent() -> "QuerySet[Delivery]":
    """What failed and is tried again, or was given up; not what somebody stopped."""
    return waiting().filter(attempts__gt=0).exclude(error="").order_by("pk")


def unsent_of(actor: Actor) -> "QuerySet[Delivery]":
    """Those to staff of the actor's own agency, oldest first."""
    return unsent().filter(notice__to__agency=actor.agency)


def given_up_of(actor: Actor) -> "QuerySet[Delivery]":
    """Those that nobody tries any more."""
    return unsent_of(actor).filter(Q(attempts__gte=MOST_ATTEMPTS))
