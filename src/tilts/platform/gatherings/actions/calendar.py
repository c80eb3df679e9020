"""Calendars that phones read: opened, given a new address, closed."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import NOT_YOURS, require
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.organisation.tokens import new_token, token_digest
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

from ..booking import hold
from ..models import CalendarFeed
from ..people import all_records
from ..rules import RUN, SEE

OWN_ONLY = Reason(
    "own-calendar", _("Staff open and close their own calendar, each their own and nobody else.")
)
NO_CALENDAR = Reason("no-calendar", _("A system has no calendar. People have one."))


def open_calendar(*, by: Actor, party: UUID) -> tuple[CalendarFeed, str]:
    """Open somebody's calendar, or give it a new address; no earlier one opens it any more.

    Returns the calendar and the token of its address, which is shown only once.
    """
    _require_calendar(by, party)
    token, now = new_token(), timezone.now()
    with act("gatherings.open_calendar", by=by):
        hold(all_records([party])[party])
        _close(_open_for(party).exclude(party=party))
        feed = CalendarFeed.objects.filter(party=party).first()
        if feed is None:
            feed = CalendarFeed(party_id=party, opened_at=now)
        else:
            feed.renewed_at, feed.closed_at = now, None
        feed.token_digest, feed.language = token_digest(token), (get_language() or "en")[:2]
        feed.save()
    return feed, token


def close_calendar(*, by: Actor, party: UUID) -> int:
    """No address opens somebody's calendar any more; returns how many did."""
    _require_calendar(by, party)
    with act("gatherings.close_calendar", by=by):
        hold(all_records([party])[party])
        return _close(_open_for(party))


def _open_for(party: UUID) -> QuerySet[CalendarFeed]:
    records = all_records([party])[party]
    rows: QuerySet[CalendarFeed] = CalendarFeed.objects.filter(party__in=records, closed_at=None)
    return rows


def _close(feeds: Iterable[CalendarFeed]) -> int:
    rows = list(feeds)
    for one in rows:
        one.closed_at = timezone.now()
        one.save()
    return len(rows)


def _require_calendar(by: Actor, party: UUID) -> None:
    """Staff have their own; of others it is whoever enrols them that gives it."""
    kind = Party.objects.filter(pk=party).values_list("kind", flat=True).first()
    if kind is None:
        raise Refused([NOT_YOURS])
    if kind == PartyKind.CLIENT:
        raise Refused([NO_CALENDAR])
    if kind == PartyKind.STAFF:
        require(by, SEE)
        if by.party != party and not by.is_service:
            raise Refused([OWN_ONLY])
        return
    require(by, RUN, party if kind == PartyKind.PERSON else None)
