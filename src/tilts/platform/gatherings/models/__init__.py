"""Gatherings: series from a template, sessions, who leads, who is enrolled, who attended."""

from ..outline import GROUP, ONE_TO_ONE
from .attending import ABSENT, ATTENDED, PRESENT, Attendance, Excuse, Mover, Outcome
from .bookings import Booking
from .calendars import CalendarFeed
from .enrolments import Apart, Elsewhere, Ended, Enrolment, Guest, Kind, Whereabouts
from .series import Leader, Leading, Place, Series, Session, Template

__all__ = [
    "ABSENT",
    "ATTENDED",
    "GROUP",
    "ONE_TO_ONE",
    "PRESENT",
    "Apart",
    "Attendance",
    "Booking",
    "CalendarFeed",
    "Elsewhere",
    "Ended",
    "Enrolment",
    "Excuse",
    "Guest",
    "Kind",
    "Leader",
    "Leading",
    "Mover",
    "Outcome",
    "Place",
    "Series",
    "Session",
    "Template",
    "Whereabouts",
]
