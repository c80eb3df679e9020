"""Whom an emergency is about: found only by an exact number, beyond every scope."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.scoped import seen_by
from tilts.platform.access.visibility import is_barred
from tilts.platform.parties.actors import SERVICE, Actor

from .identifiers import normalise
from .merging import survivors
from .models import Identifier, Person

NOBODY = _(
    "Nobody has this number, or their record does not open to you. Check it, digit by digit; "
    "in an emergency ask a colleague."
)


def meant(actor: Actor, number: str) -> UUID | None:
    """As `exactly`; nobody learns here that there is a case from which they are barred."""
    person = exactly(number)
    return None if person is None or is_barred(actor.party, person) else person


def exactly(number: str) -> UUID | None:
    """The person with this file number or personal code; None when nobody, or several, have it.

    A merged record leads to the one that stands for it.
    """
    with seen_by(SERVICE):
        by_file = Person.plain.filter(file_number=number.strip()).values_list("pk", flat=True)
        by_code = Identifier.objects.filter(value=normalise(number)).exclude(value="")
        having = {*by_file, *by_code.values_list("person_id", flat=True)}
        found = set(survivors(having).values())
    return found.pop() if len(found) == 1 else None
