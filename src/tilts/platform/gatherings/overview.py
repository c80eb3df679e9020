"""What pages tell of many rows at once: how far each series, session and enrolment has come."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from tilts.platform.access.roles import roles
from tilts.platform.organisation.models import RoleAssignment, Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.record.dated import in_force

from .hooks import kinds_apart
from .models import ATTENDED, Attendance, Enrolment, Leading, Series, Session
from .rules import MARK, SEE, reached

LOOKED_BACK = timedelta(days=60)  # how long an unmarked session is asked for
AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Course:
    """How far a series has come: sessions begun, sessions in all, the next one, who takes part."""

    begun: int = 0
    sessions: int = 0
    next_at: datetime | None = None
    people: int = 0


def courses(rows: Sequence[Series]) -> dict[UUID, Course]:
    """How far each of these series has come; who takes part is counted as far as one sees them."""
    now, keys = timezone.now(), [row.pk for row in rows]
    sessions = Session.objects.filter(series__in=keys, cancelled_because="").values("series")
    counted = sessions.annotate(
        n=Count("pk"),
        begun=Count("pk", filter=Q(starts_at__lte=now)),
        next_at=Min("starts_at", filter=Q(starts_at__gt=now)),
    ).order_by()
    enrolled = Enrolment.objects.on(timezone.localdate()).filter(series__in=keys)
    people = dict(enrolled.values_list("series").annotate(n=Count("pk")).order_by())
    told = {one["series"]: (one["begun"], one["n"], one["next_at"]) for one in counted}
    return {key: Course(*told.get(key, (0, 0, None)), people.get(key, 0)) for key in keys}


def marked_in(sessions: Iterable[Session]) -> dict[UUID, tuple[int, int]]:
    """How many participants of each session are marked, and how many of them attended."""
    rows = Attendance.objects.filter(session__in=[one.pk for one in sessions])
    counted = rows.values("session").annotate(
        n=Count("pk"), came=Count("pk", filter=Q(outcome__in=ATTENDED))
    )
    return {one["session"]: (one["n"], one["came"]) for one in counted.order_by()}


@dataclass(frozen=True)
class Done:
    """What somebody has done: different sessions of the template, minutes, what is to catch up."""

    sessions: int = 0
    minutes: int = 0
    missed: tuple[Attendance, ...] = ()


def done_by(enrolments: Sequence[Enrolment]) -> dict[UUID, Done]:
    """What each has done, transfers along the way included, by enrolment: two queries."""
    rows = Attendance.objects.filter(enrolment__journey__in={one.journey for one in enrolments})
    came = rows.filter(outcome__in=ATTENDED).values("enrolment__journey").order_by()
    counted = came.annotate(n=Count("session__code", distinct=True), sum=Sum("minutes"))
    told = {one["enrolment__journey"]: (one["n"], one["sum"]) for one in counted}
    absent = rows.exclude(outcome__in=ATTENDED).filter(caught_up_by=None)
    missed: dict[UUID, list[Attendance]] = defaultdict(list)
    for one in absent.select_related("session__series__template", "enrolment").order_by(
        "session__starts_at", "pk"
    ):
        missed[one.enrolment.journey].append(one)
    return {
        one.pk: Done(*told.get(one.journey, (0, 0)), tuple(missed[one.journey]))
        for one in enrolments
    }


def attendances_of(enrolment: Enrolment) -> list[Attendance]:
    """Everything that was marked of somebody in these groups, the latest first."""
    rows = Attendance.objects.filter(enrolment__journey=enrolment.journey)
    rows = rows.select_related("session__series__template", "catches_up__session")
    return list(rows.order_by("-session__starts_at", "-pk"))


def own_sessions(actor: Actor) -> QuerySet[Session]:
    """Sessions of groups that the actor leads: of the coming week, and begun but unmarked ones."""
    now = timezone.now()
    mine = Leading.objects.filter(party=actor.party).values("session")
    unmarked = ~Exists(Attendance.plain.filter(session=OuterRef("pk")))
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    led = Session.objects.filter(pk__in=mine, cancelled_because="", starts_at__lt=now + AHEAD)
    rows: QuerySet[Any] = led.filter(
        Q(starts_at__gte=today) | Q(unmarked, starts_at__gte=now - LOOKED_BACK)
    ).annotate(unmarked=unmarked)
    rows = rows.exclude(series__template__kind__in=kinds_apart())
    return rows.select_related("series__template", "place").order_by("starts_at", "pk")


def enrolled_in(actor: Actor, parties: Iterable[UUID]) -> dict[UUID, list[Any]]:
    """Groups in which each of these is now: hours, the next session, whether `actor` sees it."""
    now = timezone.now()
    seen = Series.objects.filter(reached(actor, SEE), pk=OuterRef("series"))
    rows = Enrolment.objects.about(parties).filter(in_force(timezone.localdate()))
    rows = rows.filter(series__closed_on=None)
    rows = rows.exclude(series__template__kind__in=kinds_apart()).annotate(
        minutes=_sum_of_journey(), next_at=_next_of_series(now), is_seen=Exists(seen)
    )
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows.select_related("series__template").order_by("since", "pk"):
        found[row.party_id].append(row)
    return dict(found)


def _sum_of_journey() -> Any:
    came = Attendance.plain.filter(
        enrolment__journey=OuterRef("journey"), outcome__in=ATTENDED
    ).order_by()
    return came.values("enrolment__journey").annotate(sum=Sum("minutes")).values("sum")


def _next_of_series(now: datetime) -> Any:
    mine = Q(alone=None) | Q(alone=OuterRef("pk"))
    coming = Session.objects.filter(
        mine, series=OuterRef("series"), cancelled_because="", starts_at__gt=now
    )
    return coming.order_by("starts_at", "pk").values("starts_at")[:1]


def leaders_for(series: Series) -> QuerySet[Staff]:
    """Who may be chosen to lead: staff of the agency whose role marks attendance, by name."""
    may = [code for code, role in roles().items() if MARK in role.may]
    held = RoleAssignment.objects.on(timezone.localdate()).filter(role__in=may)
    rows = Staff.objects.filter(Exists(held.filter(staff=OuterRef("pk"))), agency=series.agency_id)
    found: QuerySet[Staff] = rows.order_by("sort_key", "pk")
    return found


def leading_on(series: Series) -> list[UUID]:
    """Who leads a series today, in the order in which they came."""
    rows = series.leaders.on(timezone.localdate()).order_by("pk")
    return list(rows.values_list("party", flat=True))
