"""What the record knows already, so that no form asks for it."""

from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.engines.instruments import Instrument
from tilts.platform.forms.answering import Answer


def known_of(person: Person, of: Instrument) -> dict[str, Answer]:
    """What the record knows of what an instrument asks, by item."""
    facts = {
        "sex": person.sex if person.sex in ("male", "female") else None,
        "born": person.birth_date.isoformat() if person.birth_date else None,
        "today": timezone.localdate().isoformat(),
    }
    given = {item.id: facts[item.known] for item in of.items.values() if item.known}
    return {name: Answer(fact, source="record") for name, fact in given.items() if fact}
