"""Scheduled sessions that can be observed, and how they are told in words."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.access.visibility import visible_to
from tilts.platform.gatherings.models import Leading, Session
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor

from .rules import LEAD

AHEAD = timedelta(weeks=6)  # as far as observations are planned
MOST = 20


def sessions_to_observe(actor: Actor) -> QuerySet[Any]:
    """Sessions led by somebody whose observations the actor plans, cancelled ones left out."""
    led = visible_to(actor, LEAD).narrow(Leading.objects.all(), "party_id")
    rows = Session.objects.filter(Exists(led.filter(session=OuterRef("pk"))), cancelled_because="")
    shown: QuerySet[Any] = rows.select_related("series__template", "series__unit__agency")
    return shown.order_by("starts_at", "pk")


def soon(actor: Actor) -> list[Session]:
    """Those of today and the next weeks that nobody observes yet, the earliest first."""
    today, until = timezone.localdate(), timezone.now() + AHEAD
    rows = sessions_to_observe(actor).filter(starts_at__date__gte=today, starts_at__lt=until)
    free = rows.exclude(~Q(observations__state="cancelled") & Q(observations__isnull=False))
    return list(free[:MOST])


def one_session(actor: Actor, session_id: UUID) -> Session:
    """The session; raises Refused when the actor plans nobody's observation at it."""
    found: Session | None = sessions_to_observe(actor).filter(pk=session_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def leaders_of(actor: Actor, session: Session) -> QuerySet[Any]:
    """Those who lead a session and whose observations the actor plans, by name."""
    led = visible_to(actor, LEAD).narrow(Staff.objects.all(), "party_id")
    rows: QuerySet[Any] = led.filter(pk__in=session.led_by.values("party"))
    return rows.order_by("sort_key", "pk")


def session_title(session: Session) -> str:
    """`EQUIP, Group 3: 5. Anger under control`."""
    language = get_language() or "en"
    outlined = session.outlined
    told = outlined.name_in(language) if outlined else session.code
    name = session.series.template.name_in(language)
    return f"{name}, {session.series.name}: {session.number}. {told}"[:200]
