"""Reads about supervision, for one person or many at once."""

from .appointments import (
    agreed_before,
    appointments_of,
    next_agreed,
    notes_by_appointment,
    one_appointment,
    said_of,
)
from .contacts import (
    contacts_of,
    last_seen,
    latest_contacts,
    one_contact,
    standing,
)
from .up_to import UpTo, up_to, whose

__all__ = [
    "UpTo",
    "agreed_before",
    "appointments_of",
    "contacts_of",
    "last_seen",
    "latest_contacts",
    "next_agreed",
    "notes_by_appointment",
    "one_appointment",
    "one_contact",
    "said_of",
    "standing",
    "up_to",
    "whose",
]
