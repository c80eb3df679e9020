"""Single sessions are added, moved and cancelled."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..booking import book, hold, release
from ..clashes import why_not_elsewhere, why_not_free_place, why_not_near
from ..guards import (
    why_not_changed,
    why_not_free,
    why_not_held,
    why_not_led,
    why_not_long,
    why_not_open,
    why_not_place,
    why_not_said,
    why_not_then,
)
from ..holding import everybody, held_series, held_session, leaders_of, taken_by
from ..models import GROUP, ONE_TO_ONE, Enrolment, Leading, Place, Series, Session
from ..people import enrolled_on
from ..rules import RUN, require_series

NO_SUCH_SESSION = Reason(
    "no-such-session", _("The template has no session of this name. Choose one of its sessions.")
)
ANOTHER_SERIES = Reason("another-series", _("They are not enrolled in this group then."))
MISSED_ELSEWHERE = Reason(
    "missed-elsewhere", _("The session to make good is one of this group, with the same content.")
)


@dataclass(frozen=True, kw_only=True)
class NewSession:
    """A session beside the timetable: `alone` for one participant, `catches_up` a missed one.

    `minutes` None is what the template says. No place means online, unless `online` is False:
    then it is where it was agreed.
    """

    code: str
    starts_at: datetime
    leaders: tuple[UUID, ...]
    place: Place | None = None
    minutes: int | None = None
    alone: Enrolment | None = None
    catches_up: Session | None = None
    online: bool = True


def add_session(*, by: Actor, series: Series, of: NewSession) -> Session:
    """Add one session: a one-to-one one, one to catch up, or one more for the group."""
    require_series(by, RUN, series)
    with act("gatherings.add_session", by=by):
        now = held_series(series)
        refuse_if(_why_not_new(now, of))
        outlined = [one.code for one in now.template.contents.sessions]
        session = _made(now, of, outlined.index(of.code) + 1)
        _settle(session, of.leaders)
        session.save(force_insert=True)
        Leading.objects.bulk_create(Leading(session=session, party_id=one) for one in of.leaders)
        book([taken_by(session, enrolled_on(now, _day(session)), of.leaders)])
    return session


def _made(series: Series, of: NewSession, number: int) -> Session:
    outlined = series.template.contents.session(of.code)
    minutes = of.minutes or (outlined.minutes if outlined else 0)
    return Session(
        series=series,
        number=number,
        code=of.code,
        form=ONE_TO_ONE if of.alone else GROUP,
        starts_at=of.starts_at,
        ends_at=of.starts_at + timedelta(minutes=minutes),
        place=of.place,
        online=of.place is None and of.online,
        alone=of.alone,
        catches_up=of.catches_up,
    )


def _why_not_new(series: Series, of: NewSession) -> Reasons:
    if series.template.contents.session(of.code) is None:
        return [NO_SUCH_SESSION]
    day, alone, missed = timezone.localdate(of.starts_at), of.alone, of.catches_up
    reasons = [*why_not_open(series), *why_not_then(of.starts_at), *why_not_long(of.minutes)]
    reasons += why_not_led(series.template, of.leaders) if alone is None else []
    if alone and (alone.series_id != series.pk or not alone.is_on(day)):
        reasons.append(ANOTHER_SERIES)
    if missed and (missed.series_id, missed.code) != (series.pk, of.code):
        reasons.append(MISSED_ELSEWHERE)
    return reasons + why_not_held(series, of.leaders, [day])


def move_session(
    *,
    by: Actor,
    session: Session,
    starts_at: datetime,
    place: Place | None = None,
    minutes: int | None = None,
) -> Session:
    """Hold one session at another time or place; no place means online."""
    require_series(by, RUN, session.series)
    with act("gatherings.move_session", by=by):
        now = held_session(session)
        reasons = [*why_not_open(now.series), *why_not_changed(now), *why_not_then(starts_at)]
        leaders = leaders_of([now])[now.pk]
        held = why_not_held(now.series, leaders, [timezone.localdate(starts_at)])
        refuse_if([*reasons, *why_not_long(minutes), *held])
        length = timedelta(minutes=minutes or now.minutes)
        now.starts_at, now.ends_at = starts_at, starts_at + length
        now.place, now.online = place, place is None
        now.version += 1
        _settle(now, leaders)
        release([now])
        now.save()
        book([taken_by(now, enrolled_on(now.series, _day(now)), leaders)])
    return now


def _settle(session: Session, leaders: tuple[UUID, ...] | list[UUID]) -> None:
    """Hold whoever and whatever a session takes, and refuse it when any of it is taken."""
    enrolled = enrolled_on(session.series, _day(session))
    parties = taken_by(session, enrolled, leaders).parties
    hold(everybody(parties), [session.place_id] if session.place_id else [])
    reasons = why_not_free([session], parties)
    if session.place:
        reasons += why_not_place([session.place], len(parties), _day(session))
        reasons += why_not_free_place(session)
    participants = set(parties) - set(leaders)
    reasons += why_not_elsewhere([session], participants)
    refuse_if([*reasons, *why_not_near(session, participants)])


def cancel_session(*, by: Actor, session: Session, because: str) -> Session:
    """A session does not take place. It stays, with the reason; its time is free again."""
    require_series(by, RUN, session.series)
    with act("gatherings.cancel_session", by=by, reason=because):
        now = held_session(session)
        refuse_if([*why_not_said(because), *why_not_changed(now)])
        release([now])
        now.cancelled_because = because
        now.version += 1
        now.save()
    return now


def _day(session: Session) -> date:
    return timezone.localdate(session.starts_at)
