"""Whose calendar an address opens, and the sessions in it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from tilts.platform.organisation.models import Account, RoleAssignment
from tilts.platform.organisation.tokens import token_digest
from tilts.platform.parties.models import PartyKind

from .models import CalendarFeed, Ended, Enrolment, Leading, Session
from .people import all_records

PAST = timedelta(days=92)  # three months, so that what was moved or cancelled is put right


def feed_of(party: UUID) -> CalendarFeed | None:
    """The calendar that is open for somebody under whichever of their records."""
    rows = CalendarFeed.objects.filter(party__in=all_records([party])[party], closed_at=None)
    found: CalendarFeed | None = rows.order_by("opened_at").last()
    return found


def feed_with(token: str) -> CalendarFeed | None:
    """The calendar that an address opens: not a closed one, and none of staff who have left."""
    rows = CalendarFeed.objects.filter(token_digest=token_digest(token), closed_at=None)
    found: CalendarFeed | None = rows.select_related("party").first()
    return found if found and (not is_of_staff(found) or _at_work(found.party_id)) else None


def is_of_staff(feed: CalendarFeed) -> bool:
    """Whether it is the calendar of a member of staff, which says more than others."""
    return feed.party.kind == PartyKind.STAFF


def _at_work(staff: UUID) -> bool:
    """True for whoever holds a role today and is not shut out."""
    held = RoleAssignment.objects.on(timezone.localdate()).filter(staff=staff)
    shut = Account.objects.filter(staff=staff, is_active=False)
    return held.exists() and not shut.exists()


def sessions_in(feed: CalendarFeed, now: datetime) -> list[Session]:
    """What somebody leads or attends, of the last three months and all to come, in order."""
    records = all_records([feed.party_id])[feed.party_id]
    enrolled = list(Enrolment.plain.filter(party__in=records).exclude(ended_how=Ended.ERROR))
    leading = Leading.objects.filter(party__in=records, session__starts_at__gte=now - PAST)
    led = set(leading.values_list("session", flat=True))
    maybe = Q(pk__in=led) | Q(series__in={one.series_id for one in enrolled})
    rows = Session.objects.filter(maybe, starts_at__gte=now - PAST)
    rows = rows.select_related("series__template", "place").order_by("starts_at", "pk")
    return [one for one in rows if one.pk in led or _attended_by(one, enrolled)]


def _attended_by(session: Session, enrolled: Iterable[Enrolment]) -> bool:
    day = timezone.localdate(session.starts_at)
    return any(
        one.series_id == session.series_id and one.is_on(day) and session.alone_id in (None, one.pk)
        for one in enrolled
    )
