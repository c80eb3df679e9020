"""Reads of notices."""

from typing import Any

from django.db.models import QuerySet

from tilts.platform.access.visibility import visible_to
from tilts.platform.parties.actors import Actor

from .models import Mail, Notice


def notices_of(actor: Actor) -> QuerySet[Any]:
    """The actor's notices, newest first; none of a person from whom they are barred since."""
    rows: QuerySet[Any] = Notice.objects.filter(to_id=actor.party).order_by("-sent_at", "-pk")
    return visible_to(actor).unbarred(rows, "person_id")


def unread_count(actor: Actor) -> int:
    """How many notices the actor has not read, for the top bar."""
    return notices_of(actor).filter(read_at=None).order_by().count()


def unsent_mails() -> "QuerySet[Mail]":
    """E-mails that failed and are tried again, or were given up."""
    return Mail.objects.filter(sent_at=None, attempts__gt=0).order_by("pk")


def unsent_mails_of(actor: Actor) -> "QuerySet[Mail]":
    """Those to staff of the actor's own agency, oldest first."""
    return unsent_mails().filter(notice__to__agency=actor.agency).select_related("notice")
