"""Holding what an action is about to change, and what it takes of people's time."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused

from .booking import Taken
from .models import GROUP, Attendance, Enrolment, Leading, Series, Session
from .people import all_records, kept_apart


def held_series(series: Series) -> Series:
    """A series as it stands, held until the end of the transaction."""
    rows: Any = Series.objects.select_for_update(of=("self",))
    now: Series = rows.select_related("template", "unit__agency").get(pk=series.pk)
    return now


def held_session(session: Session) -> Session:
    """A session as it stands; its series is held, so that the order of holding is the same."""
    series = held_series(session.series)
    now: Session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    now.series = series
    return now


def held_enrolment(enrolment: Enrolment) -> Enrolment:
    """An enrolment as it stands, with its series held; Refused when it is not visible."""
    series = held_series(enrolment.series)
    now: Enrolment | None = Enrolment.objects.filter(pk=enrolment.pk).first()
    if now is None:
        raise Refused([NOT_YOURS])
    now.series = series
    return now


def still_planned(series: Series) -> list[Session]:
    """Sessions that are still to come and of which nothing was marked, in their order."""
    marked = Attendance.plain.filter(session__series=series).values("session")
    rows = series.sessions.filter(cancelled_because="", starts_at__gt=timezone.now())
    found = list(rows.exclude(pk__in=marked).order_by("number", "starts_at", "pk"))
    for session in found:
        session.series = series
    return found


def everybody(parties: Iterable[UUID]) -> set[UUID]:
    """All records of these, and of those whom they must not meet: all that a plan looks at."""
    wanted = set(parties)
    mine = set().union(*all_records(wanted).values()) if wanted else set()
    apart = kept_apart(wanted, timezone.localdate())
    return mine.union(*apart.values())


def taken_by(session: Session, enrolled: Collection[Enrolment], leaders: Collection[UUID]) -> Taken:
    """Whose time a session takes: the leaders', and that of who is enrolled on its day."""
    day = timezone.localdate(session.starts_at)
    here = [
        row.party_id for row in enrolled if row.is_on(day) and session.alone_id in (None, row.pk)
    ]
    return Taken(session, {*here, *leaders}, place=True)


def leaders_of(sessions: Iterable[Session]) -> dict[UUID, list[UUID]]:
    """Who leads each of these sessions."""
    found: dict[UUID, list[UUID]] = {session.pk: [] for session in sessions}
    rows = Leading.objects.filter(session__in=list(found)).order_by("pk")
    for session, party in rows.values_list("session", "party"):
        found[session].append(party)
    return found


def group_sessions(sessions: Iterable[Session]) -> list[Session]:
    """Those to which the whole group comes."""
    return [one for one in sessions if one.form == GROUP and one.alone_id is None]
