"""Holding people's rows while they change."""

from uuid import UUID

from .models import Person


def locked(person_id: UUID) -> Person:
    """The person's row, held until the end of the transaction."""
    person: Person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    return person


def both_locked(one: UUID, other: UUID) -> tuple[Person, Person]:
    """Two people's rows, held in the order of their ids, so that two never wait for each other."""
    rows = {person_id: locked(person_id) for person_id in sorted({one, other})}
    return rows[one], rows[other]
