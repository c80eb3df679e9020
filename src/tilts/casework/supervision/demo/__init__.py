"""Fictional contacts and work: a lively day for each officer, and what was left undone."""

from tilts.platform.organisation.demo import Batch, register_maker

from ..models import ContactNote
from .contacts import contacts_of
from .work import make_work


def make_supervision(batch: Batch) -> None:
    """Contacts of each person, and work of who is under way."""
    notes = [note for course in batch.courses for note in contacts_of(batch, course)]
    ContactNote.objects.bulk_create(notes)
    make_work(batch)


register_maker("supervision", 40, make_supervision)
