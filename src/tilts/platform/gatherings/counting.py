"""How many people, how many attendances, how many sessions: three questions, never one.

“597 participants in 110 group sessions” can mean people who came at least once, or attendances
added up over sessions. Each has a name of its own here; all take the same `Span`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone

from tilts.platform.parties.actors import Actor

from .hooks import records_of
from .models import ATTENDED, Attendance, Series, Session
from .rules import SEE, midnight, reached


@dataclass(frozen=True, kw_only=True)
class Span:
    """What is counted: sessions begun from a day on until another, which counts no more.

    `kind` is that of the templates ("training"), "" for all; `form` is "group", "one-to-one" or "".
    """

    since: date
    until: date
    kind: str = ""
    form: str = ""


def people_who_attended(by: Actor, span: Span) -> int:
    """How many different people attended at least once; merged records are one person."""
    parties = set(_attended(by, span).values_list("enrolment__party", flat=True).distinct())
    standing = records_of(parties)
    return len({standing[party] for party in parties})


def attendances(by: Actor, span: Span) -> int:
    """How many times anybody attended: one participant of three sessions counts three."""
    return _attended(by, span).count()


def sessions_held(by: Actor, span: Span) -> int:
    """How many sessions took place: begun, not cancelled, and attended by somebody."""
    came = _attended(by, span).values("session")
    return _sessions(by, span).filter(pk__in=came).count()


def minutes_attended(by: Actor, span: Span) -> int:
    """How many minutes all participants attended, added up; a catch-up counts by itself."""
    return int(_attended(by, span).aggregate(sum=Sum("minutes"))["sum"] or 0)


def _sessions(by: Actor, span: Span) -> QuerySet[Session]:
    seen = Series.objects.filter(reached(by, SEE))
    rows: QuerySet[Session] = Session.objects.filter(
        series__in=seen,
        cancelled_because="",
        starts_at__gte=midnight(span.since),
        starts_at__lt=min(midnight(span.until), timezone.now()),
    )
    rows = rows.filter(series__template__kind=span.kind) if span.kind else rows
    return rows.filter(form=span.form) if span.form else rows


def _attended(by: Actor, span: Span) -> QuerySet[Any]:
    """Every attendance of the span; nobody is named, so that no scope of people narrows it."""
    rows: QuerySet[Any] = Attendance.plain.filter(
        session__in=_sessions(by, span), outcome__in=ATTENDED
    )
    return rows
