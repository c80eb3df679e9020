"""Fictional contacts and orders: a lively day for each officer, and what was left undone."""

from uuid import UUID

from tilts.platform.organisation.demo import Batch, register_maker

from ..models import ContactNote
from . import tiers  # noqa: F401 - importing it registers its maker
from .appointments import all_of, make_appointments
from .breaches import make_breaches
from .contacts import contacts_of
from .duties import make_duties
from .orders import make_orders


def make_supervision(batch: Batch) -> None:
    """Contacts thought out, and the orders of who is under way written, with duties."""
    notes: dict[UUID, list[ContactNote]] = {
        course.person.pk: list(contacts_of(batch, course)) for course in batch.courses
    }
    batch.made["notes"] = notes
    files = make_orders(batch)
    make_breaches(batch, files, make_duties(batch, files))


def make_meetings(batch: Batch) -> None:
    """Appointments around the contacts, once the groups of programmes have taken their time."""
    notes = batch.made.pop("notes")
    make_appointments(batch, notes).write()
    ContactNote.objects.bulk_create(list(all_of(notes)))


register_maker("supervision", 40, make_supervision)
register_maker("supervision-meetings", 80, make_meetings)
