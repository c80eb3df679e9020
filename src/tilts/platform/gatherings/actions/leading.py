"""Who leads: added, replaced, covered for."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.reasons import Reason, Reasons, Refused, refuse_if
from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..booking import Taken, book, hold, release
from ..guards import why_not_changed, why_not_free, why_not_open
from ..holding import held_series, held_session, leaders_of, still_planned
from ..hooks import Intent, vetoes
from ..models import Enrolment, Leader, Leading, Series, Session
from ..people import all_records
from ..rules import RUN, require_series

NOT_LEADING = Reason("not-leading", lazy("They do not lead this. Choose somebody who does."))
LEADS_ALREADY = Reason("leads-already", lazy("They lead this already. Choose somebody else."))
TAKES_PART = Reason("takes-part", lazy("They take part in this group and cannot lead it as well."))


def add_leader(*, by: Actor, series: Series, party: UUID, since: date) -> Leader:
    """One more leads a series from a day on, and every session still to come from then."""
    require_series(by, RUN, series)
    with act("gatherings.add_leader", by=by):
        now = held_series(series)
        refuse_if([*why_not_open(now), *_why_not_lead(now, party, since)])
        leader = Leader(series=now, party_id=party, since=since)
        leader.save(force_insert=True)
        coming = _from(now, since)
        led = leaders_of(coming)
        _begin(coming=[one for one in coming if party not in led[one.pk]], party=party)
    return leader


def replace_leader(
    *, by: Actor, series: Series, leader: UUID, successor: UUID, since: date
) -> Leader:
    """Somebody leads in another's place from a day on, in one step: sessions and time follow."""
    require_series(by, RUN, series)
    with act("gatherings.replace_leader", by=by):
        now = held_series(series)
        old = now.leaders.on(since).filter(party=leader).first()
        if old is None:
            raise Refused([NOT_LEADING])
        coming = _from(now, since)
        led = leaders_of(coming)
        passing = [one for one in coming if leader in led[one.pk]]
        short = [one for one in passing if successor in led[one.pk]]
        refuse_if([*why_not_open(now), *_why_not_lead(now, successor, since)])
        refuse_if(_why_not_short(short, led))
        old.until = since
        old.save()
        new = Leader(series=now, party_id=successor, since=since)
        new.save(force_insert=True)
        _stop(passing, leader)
        _begin(coming=[one for one in passing if successor not in led[one.pk]], party=successor)
    return new


def cover(*, by: Actor, session: Session, leader: UUID, successor: UUID) -> Session:
    """Somebody leads one session in another's place; the series keeps its leaders."""
    require_series(by, RUN, session.series)
    with act("gatherings.cover", by=by):
        now = held_session(session)
        led = leaders_of([now])[now.pk]
        reasons = why_not_changed(now)
        reasons += [] if leader in led else [NOT_LEADING]
        reasons += [LEADS_ALREADY] if successor in led else []
        day = timezone.localdate(now.starts_at)
        refuse_if([*reasons, *_why_not_able(now.series, successor, day)])
        _stop([now], leader)
        _begin(coming=[now], party=successor, cover=True)
    return now


def _why_not_short(sessions: Sequence[Session], led: Mapping[UUID, list[UUID]]) -> Reasons:
    """Who covers in a session cannot there take another one's place as well."""
    text = _(
        "%(when)s: they cover already, and a leader would be missing. Choose who covers first."
    )
    return [
        Reason("covers-there", text % {"when": local(one.starts_at)})
        for one in sessions
        if len(led[one.pk]) - 1 < one.series.template.leaders
    ]


def _from(series: Series, since: date) -> list[Session]:
    """Sessions still to come on that day or later."""
    planned = still_planned(series)
    return [one for one in planned if timezone.localdate(one.starts_at) >= since]


def _why_not_lead(series: Series, party: UUID, since: date) -> Reasons:
    now = series.leaders.filter(party=party, until=None).exists()
    return ([LEADS_ALREADY] if now else []) + _why_not_able(series, party, since)


def _why_not_able(series: Series, party: UUID, day: date) -> Reasons:
    """Nobody leads a group in which they take part; other rooms may have reasons of their own."""
    records = all_records([party])[party]
    enrolled = Enrolment.plain.filter(series=series, party__in=records, ended_how="")
    intent = Intent(what="lead", template=series.template, series=series, leaders=[party], day=day)
    return ([TAKES_PART] if enrolled.exists() else []) + vetoes(intent)


def _stop(sessions: Sequence[Session], party: UUID) -> None:
    Leading.objects.filter(session__in=[one.pk for one in sessions], party=party).delete()
    release(sessions, [party])


def _begin(*, coming: Sequence[Session], party: UUID, cover: bool = False) -> None:
    hold([party])
    refuse_if(why_not_free(coming, [party]))
    Leading.objects.bulk_create(
        Leading(session=session, party_id=party, cover=cover) for session in coming
    )
    book([Taken(session, [party]) for session in coming])
