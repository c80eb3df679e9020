"""Calendars as a phone reads them, in the tests."""

from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tilts.platform.gatherings.actions import open_calendar
from tilts.platform.parties.actors import SERVICE

SHOWN = ("summary", "location", "status", "sequence")


def opened(party: UUID) -> str:
    """The token of a calendar just opened, or opened anew."""
    _feed, token = open_calendar(by=SERVICE, party=party)
    return token


def read(token: str) -> Any:
    """What a phone gets at the address, without signing in."""
    return Client().get(reverse("gatherings:feed", args=[token]))


def events(answer: Any) -> list[Any]:
    """The events of a calendar, as the library reads them."""
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content).walk("VEVENT")


def shown(answer: Any) -> list[tuple[str, ...]]:
    """What each event says besides its times."""
    return [tuple(str(one.get(name, "")) for name in SHOWN) for one in events(answer)]


def times(answer: Any) -> list[tuple[Any, Any]]:
    """When each event begins and ends."""
    return [(one["dtstart"].dt, one["dtend"].dt) for one in events(answer)]
