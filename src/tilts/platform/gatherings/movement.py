"""Who is brought where and when on a day, by wing: sessions, and whatever else is done then."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import Actor

from .hooks import Shown, names_of, units_of
from .models import Elsewhere, Enrolment, Kind, Session
from .rules import MOVE


@dataclass
class Movement:
    """Somebody is brought somewhere: when, whither and to what; what else they have then."""

    party: UUID
    shown: Shown
    starts_at: datetime
    ends_at: datetime
    where: str
    what: str
    session: Session | None = None
    all_day: bool = False
    against: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Wing:
    """A unit, and who is brought from it, by time and name."""

    unit: Any
    movements: list[Movement]

    @property
    def conflicts(self) -> int:
        """How many people should be in two places at once."""
        return len({one.party for one in self.movements if one.against})


def movements_on(actor: Actor, day: date) -> list[Wing]:
    """Every wing from which somebody is brought on a day, in the order of the house.

    Only people kept there of whom the actor may see it; a fixed number of queries.
    """
    first = timezone.make_aware(datetime.combine(day, time()))
    with seen_by(actor, MOVE):
        found = [*_to_sessions(day, first), *_elsewhere(first)]
        parties = {one.party for one in found}
        units, names = units_of(parties, day), names_of(parties)
    kept = [one for one in found if one.party in units and one.party in names]
    for one in kept:
        one.shown = names[one.party]
        one.all_day = one.starts_at <= first and one.ends_at >= _next(first)
    _confront(kept)
    return _by_wing(kept, units)


def _to_sessions(day: date, first: datetime) -> Iterable[Movement]:
    sessions = Session.objects.filter(
        starts_at__gte=first, starts_at__lt=_next(first), cancelled_because="", online=False
    ).select_related("series", "place")
    by_series: dict[UUID, list[Session]] = defaultdict(list)
    for session in sessions:
        by_series[session.series_id].append(session)
    rows = Enrolment.objects.on(day).filter(series__in=list(by_series), kind=Kind.CUSTODY)
    for row in rows:
        for session in by_series[row.series_id]:
            if session.alone_id in (None, row.pk):
                yield _to(row.party_id, session)


def _to(party: UUID, session: Session) -> Movement:
    where = session.place.name if session.place else ""
    times = (session.starts_at, session.ends_at)
    return Movement(party, Shown(""), *times, where, session.series.name, session)


def _elsewhere(first: datetime) -> Iterable[Movement]:
    rows = Elsewhere.objects.filter(starts_at__lt=_next(first), ends_at__gt=first)
    for row in rows:
        told = str(row.get_kind_display())
        yield Movement(row.party_id, Shown(""), row.starts_at, row.ends_at, "", told)


def _next(first: datetime) -> datetime:
    day = timezone.localdate(first) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time()))


def _confront(found: Sequence[Movement]) -> None:
    """Say of each what else the same person has at that time."""
    of: dict[UUID, list[Movement]] = defaultdict(list)
    for one in found:
        of[one.party].append(one)
    for theirs in of.values():
        for one in theirs:
            one.against = [
                _("%(what)s, %(from)s to %(to)s")
                % {"what": other.what, "from": _clock(other.starts_at), "to": _clock(other.ends_at)}
                for other in theirs
                if other is not one and _meet(one, other)
            ]


def _meet(one: Movement, other: Movement) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _clock(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M")


def _by_wing(found: Iterable[Movement], units: dict[UUID, Any]) -> list[Wing]:
    of: dict[Any, list[Movement]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.starts_at, one.shown.in_order, one.what)):
        of[units[one.party]].append(one)
    return [Wing(unit, of[unit]) for unit in sorted(of, key=lambda unit: unit.path)]
