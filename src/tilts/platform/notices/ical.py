"""Staff take what they are told of into their own calendar by one touch (RFC 5545, RFC 5546).

The e-mail goes through other people's servers, so its calendar file says when, and where to read
what it is: no name, no place, no subject. Its UID is of that member of staff alone.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .links import link
from .models import Notice
from .occasions import Occasion


def as_ical(notices: Sequence[Notice], now: datetime) -> bytes | None:
    """The occasions of some notices to one member of staff, each as it is now; None for none.

    Of one that was moved the last notice counts; calendars know it by its UID and take the higher
    SEQUENCE. Times in UTC.
    """
    latest = {one.occasion: one for one in sorted(notices, key=_moment) if one.occasion}
    if not latest:
        return None
    whole = Calendar()
    whole.add("prodid", "-//Tilts//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    for one in latest.values():
        if when := one.when:
            whole.add_component(_event(one, when, now))
    content: bytes = whole.to_ical()
    return content


def _moment(notice: Notice) -> tuple[datetime, UUID]:
    return notice.sent_at, notice.pk


def _event(notice: Notice, when: Occasion, now: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid5(notice.to_id, str(when.id))))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", when.starts_at.astimezone(UTC))
    event.add("dtend", when.ends_at.astimezone(UTC))
    event.add("sequence", _told_before(notice))
    event.add("status", "CANCELLED" if when.called_off else "CONFIRMED")
    event.add("summary", _("Appointment in Tilts"))
    event.add("url", link())
    return event


def _told_before(notice: Notice) -> int:
    earlier = Notice.objects.filter(to_id=notice.to_id, occasion=notice.occasion)
    return int(earlier.filter(sent_at__lt=notice.sent_at).count())
