"""Reads of series, sessions, who takes part and who attended."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from tilts.platform.parties.actors import Actor

from .hooks import kinds_apart
from .models import (
    ATTENDED,
    Apart,
    Attendance,
    Enrolment,
    Leading,
    Place,
    Series,
    Session,
    Template,
)
from .rules import RUN, SEE, reached, units_run_by
from .scoped import of_seen

Rows = QuerySet[Any]


def series_seen_by(actor: Actor, *, ended: bool = False) -> Rows:
    """The series that an actor sees, the latest first; `ended` those closed as well."""
    rows: Rows = Series.objects.filter(reached(actor, SEE))
    rows = rows.select_related("template", "unit__agency")
    shown = rows if ended else rows.filter(closed_on=None)
    return shown.order_by("-opened_on", "-pk")


def one_series(actor: Actor, series_id: UUID) -> Series | None:
    """One series that an actor sees."""
    found: Series | None = series_seen_by(actor, ended=True).filter(pk=series_id).first()
    return found


def one_session(actor: Actor, session_id: UUID) -> Session | None:
    """One session of a series that an actor sees."""
    rows = Session.objects.select_related(
        "series__template", "series__unit__agency", "place", "alone", "catches_up"
    )
    seen = rows.filter(series__in=series_seen_by(actor, ended=True).order_by().values("pk"))
    found: Session | None = seen.filter(pk=session_id).first()
    return found


def sessions_of(series: Series) -> Rows:
    """Every session of a series in order of time, cancelled ones as well."""
    rows: Rows = series.sessions.select_related("place", "alone", "catches_up")
    return rows.order_by("starts_at", "pk")


def enrolments_of(series: Series, day: date | None = None) -> list[Enrolment]:
    """Who takes part, as far as the reader sees them; on a `day`, or ever."""
    rows = Enrolment.objects.filter(series=series)
    return list((rows.on(day) if day else rows).order_by("since", "pk"))


def sheet_of(session: Session) -> list[tuple[Enrolment, Attendance | None]]:
    """Each visible participant of a session with what was marked, None while nothing was."""
    day = timezone.localdate(session.starts_at)
    rows = Enrolment.objects.filter(series=session.series_id).on(day)
    rows = rows.filter(pk=session.alone_id) if session.alone_id else rows
    marked = {one.enrolment_id: one for one in Attendance.objects.filter(session=session)}
    return [(row, marked.get(row.pk)) for row in rows.order_by("since", "pk")]


def leaders_by_session(sessions: Sequence[Session]) -> dict[UUID, list[UUID]]:
    """Who leads each session: one query for any number."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Leading.objects.filter(session__in=[one.pk for one in sessions]).order_by("pk")
    for session, party in rows.values_list("session", "party"):
        found[session].append(party)
    return found


@dataclass(frozen=True)
class Dose:
    """What somebody did of a template, in whichever groups: codes of sessions, and minutes."""

    done: tuple[str, ...]
    minutes: int


def dose_of(enrolment: Enrolment) -> Dose:
    """What an enrolment has attended, transfers along the way included."""
    came = Attendance.objects.filter(enrolment__journey=enrolment.journey, outcome__in=ATTENDED)
    codes = came.values_list("session__code", flat=True).distinct().order_by("session__number")
    minutes = came.aggregate(sum=Sum("minutes"))["sum"]
    return Dose(tuple(dict.fromkeys(codes)), int(minutes or 0))


def missed(enrolment: Enrolment) -> list[Attendance]:
    """Sessions that somebody missed and has not made good, in order."""
    rows = Attendance.objects.filter(enrolment__journey=enrolment.journey, caught_up_by=None)
    rows = rows.exclude(outcome__in=ATTENDED).select_related("session")
    return list(rows.order_by("session__starts_at", "pk"))


def one_enrolment(actor: Actor, enrolment_id: UUID) -> Enrolment | None:
    """One visible enrolment in a series that an actor sees."""
    rows = Enrolment.objects.select_related("series__template", "series__unit__agency")
    seen = rows.filter(series__in=series_seen_by(actor, ended=True).order_by().values("pk"))
    found: Enrolment | None = seen.filter(pk=enrolment_id).first()
    return found


def others_of(actor: Actor, series: Series) -> list[Series]:
    """Other open series of the same template that an actor runs."""
    rows = Series.objects.filter(reached(actor, RUN), template__code=series.template.code)
    rows = rows.filter(agency=series.agency_id, closed_on=None).exclude(pk=series.pk)
    return list(rows.order_by("name", "pk"))


def templates_on(agency: str, day: date | None = None, kind: str = "") -> list[Template]:
    """The templates of an agency that are in force on a day, which is today unless it is said.

    What has its pages in another room is named by its kind only.
    """
    rows = Template.objects.on(day or timezone.localdate()).filter(agency=agency)
    rows = rows.order_by("code", "since")
    return list(rows.filter(kind=kind) if kind else rows.exclude(kind__in=kinds_apart()))


def places_in(unit_path: str, day: date) -> list[Place]:
    """Rooms in use on a day in a unit, and in those below it."""
    rows = Place.objects.on(day).filter(unit__path__under=unit_path)
    return list(rows.select_related("unit").order_by("unit__path", "name"))


def places_run_by(actor: Actor) -> Rows:
    """Rooms in use now or later, of the units in which an actor runs gatherings; by name."""
    rows: Rows = Place.objects.filter(_now_or_later(), unit__in=units_run_by(actor))
    return rows.select_related("unit__agency").order_by("name", "pk")


def pairs_apart() -> Rows:
    """Who must not meet whom now or later, where both are visible; what was noted last first."""
    rows: Rows = of_seen(Apart.objects.filter(_now_or_later()), "one_id", "other_id")
    return rows.order_by("-since", "-pk")


def _now_or_later() -> Q:
    return Q(until=None) | Q(until__gt=timezone.localdate())
