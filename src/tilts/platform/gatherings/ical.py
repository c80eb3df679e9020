"""A calendar as phones read it (RFC 5545). It names nobody: third parties keep what it says.

Staff read the group, the session and the room. Whoever else takes part reads “Meeting”, a time and
a room: neither a programme nor a house, which would say that they serve a sentence.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid5

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from icalendar import Calendar, Event

from .calendars import is_of_staff
from .models import GROUP, CalendarFeed, Session
from .presenting import named, title_of

TYPE = "text/calendar; charset=utf-8"


def as_ical(feed: CalendarFeed, sessions: Iterable[Session], now: datetime) -> bytes:
    """The sessions as one calendar in the language of the feed; times in UTC."""
    whole = Calendar()
    whole.add("prodid", "-//Calendar//EN")
    whole.add("version", "2.0")
    with translation.override(feed.language):
        for session in sessions:
            whole.add_component(_event(feed, session, now))
    content: bytes = whole.to_ical()
    return content


def _event(feed: CalendarFeed, session: Session, now: datetime) -> Event:
    """One session. Its UID is of this feed alone: two calendars of one session look unrelated."""
    event = Event()
    event.add("uid", str(uuid5(feed.party_id, str(session.pk))))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("sequence", session.version)
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("summary", _staff_words(session) if is_of_staff(feed) else _meeting())
    if where := _("online") if session.online else session.place and session.place.name:
        event.add("location", where)
    return event


def _meeting() -> str:
    return pgettext("in a participant's calendar", "Meeting")


def _staff_words(session: Session) -> str:
    """The group's name may be a person's where they meet one-to-one: there the template's."""
    series = session.series
    group = series.name if session.form == GROUP else named(series.template)
    return f"{group}: {title_of(session)}"
