"""Taking and giving back time: no time of a place or of somebody is given twice."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import CharField, ExpressionWrapper, F, QuerySet
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.parties.models import Party
from tilts.platform.record.inserting import adapted, insert_all

from .models import Booking, Place, Session
from .planning import slot_of, slots

TAKEN_MEANWHILE = Reason(
    "taken-meanwhile",
    _("Somebody or a room was booked meanwhile. Look again, and choose another time."),
)


@dataclass(frozen=True)
class Taken:
    """Whose time a session takes, and whether that of its place as well."""

    session: Session
    parties: Collection[UUID]
    place: bool = False


def hold(parties: Iterable[UUID], places: Iterable[UUID] = ()) -> None:
    """Let nobody else book these until the end of the transaction.

    They are held in the order of their ids, so that two never wait for each other.
    """
    for model, wanted in ((Party, set(parties)), (Place, set(places))):
        rows: Any = model._base_manager.select_for_update(no_key=True).filter(pk__in=wanted)
        list(rows.order_by("pk").values_list("pk"))


def book(taken: Sequence[Taken]) -> None:
    """Book sessions; Refused when something is taken, whatever was looked at before."""
    rows = [row for one in taken for row in _rows(one)]
    try:
        with transaction.atomic():
            insert_all(rows)
    except IntegrityError as clash:
        raise Refused([TAKEN_MEANWHILE]) from clash


def _rows(one: Taken) -> list[Booking]:
    session = one.session
    needed = slots(session.starts_at, session.ends_at)
    when = {"session_id": session.pk, "first": needed.start, "stop": needed.stop}
    rows = [Booking(party_id=party, **when) for party in sorted(set(one.parties))]
    if one.place and session.place_id:
        rows.append(Booking(place_id=session.place_id, **when))
    return rows


def release(sessions: Iterable[Session], parties: Collection[UUID] | None = None) -> None:
    """Give back the time of sessions, or in them only that of these parties."""
    rows = Booking.objects.filter(session__in=[one.pk for one in sessions])
    if parties is not None:
        rows = rows.filter(party__in=list(parties))
    rows._raw_delete("default")


def busy(
    parties: Collection[UUID],
    places: Collection[UUID],
    since: datetime,
    but: "Sequence[UUID] | QuerySet[Any, Any]" = (),
) -> dict[object, set[int]]:
    """The slots from a moment on in which these are taken by other sessions than `but`."""
    found: dict[object, set[int]] = defaultdict(set)
    for whose, wanted in (("party", parties), ("place", places)):
        keys = {adapted(pk): pk for pk in wanted}
        rows = Booking.objects.filter(stop__gt=slot_of(since), **{f"{whose}__in": wanted})
        raw = ExpressionWrapper(F(f"{whose}_id"), CharField())  # an id made of each takes longest
        told = rows.exclude(session__in=but).values_list(raw, "first", "stop")
        for key, first, stop in told if keys else ():
            found[keys[key]].update(range(first, stop))
    return found


def clashing(
    session: Session, parties: Collection[UUID], but: Sequence[UUID] = ()
) -> list[tuple[UUID, Session]]:
    """Who of these is taken at the time of a session, and by which other one."""
    needed = slots(session.starts_at, session.ends_at)
    rows = Booking.objects.filter(
        party__in=parties, place=None, first__lt=needed.stop, stop__gt=needed.start
    ).exclude(session__in=[session.pk, *but])
    found = rows.values_list("party", "session").order_by("party", "session")
    others = Session.objects.select_related("series").in_bulk([other for _who, other in found])
    return [(who, others[other]) for who, other in found if who and other]
