"""What stands in the way of one session: a place that is taken, people who must not meet."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local

from .hooks import names_of
from .models import Booking, Session
from .people import all_records, elsewhere_from, near
from .planning import slots


def why_not_free_place(session: Session) -> Reasons:
    """A room has one gathering at a time."""
    needed = slots(session.starts_at, session.ends_at)
    rows = Booking.objects.filter(
        place=session.place_id, party=None, first__lt=needed.stop, stop__gt=needed.start
    )
    other = rows.exclude(session=session.pk).select_related("session__series").first()
    if other is None or session.place is None:
        return []
    text = _("%(place)s is taken by “%(other)s” at %(when)s. Choose another room or time.")
    told = {
        "place": session.place.name,
        "other": other.session.series.name,
        "when": local(other.session.starts_at),
    }
    return [Reason("place-taken", text % told)]


def why_not_elsewhere(sessions: Sequence[Session], parties: Collection[UUID]) -> Reasons:
    """Nobody comes who is at court, at work, on a visit or isolated then; which, is not told."""
    if not sessions or not parties:
        return []
    of = {record: party for party, group in all_records(parties).items() for record in group}
    away = elsewhere_from(list(of), min(one.starts_at for one in sessions))
    return [
        _away(of[record], session)
        for session in sessions
        for record in of
        if not away.get(record, set()).isdisjoint(slots(session.starts_at, session.ends_at))
    ]


def _away(who: UUID, session: Session) -> Reason:
    shown = names_of([who]).get(who)
    text = _(
        "%(when)s: %(who)s is elsewhere then: at court, at work, on a visit or isolated. Choose "
        "another time, or a later first day."
    )
    told = {"when": local(session.starts_at), "who": shown.name if shown else _("a participant")}
    return Reason("elsewhere", text % told)


def why_not_near(session: Session, participants: Collection[UUID]) -> Reasons:
    """Nobody is brought to the same house at the time of somebody whom they must not meet."""
    needed = slots(session.starts_at, session.ends_at)
    around = near(session.series, participants, session.starts_at) if participants else {}
    if all(taken.isdisjoint(needed) for taken in around.values()):
        return []
    text = _(
        "%(when)s: somebody whom a participant must not meet is at another session of the same "
        "house. Choose another time."
    )
    return [Reason("near", text % {"when": local(session.starts_at)})]
