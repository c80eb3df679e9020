"""Holding a person's row while it changes."""

from uuid import UUID

from .models import Person


def locked(person_id: UUID) -> Person:
    """The person's row, held until the end of the transaction."""
    person: Person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    return person
