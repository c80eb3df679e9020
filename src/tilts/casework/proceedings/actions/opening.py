"""Proceedings begin in the record."""

from datetime import date

from tilts.casework.people.models import Person
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.actions import begin

from ..capabilities import RECORD
from ..models import Proceeding
from ..moments import midnight, why_not_past


def open_proceeding(
    *,
    by: Actor,
    person: Person,
    unit: Unit,
    authority: str,
    reference: str,
    received_on: date,
) -> Proceeding:
    """Open proceedings that a court or prosecutor sent; the person is presumed innocent."""
    require(by, RECORD, person.pk)
    refuse_if(why_not_past(received_on))
    proceeding = Proceeding(
        person=person,
        unit=unit,
        country=person.country,
        authority=authority,
        reference=reference,
        received_on=received_on,
    )
    begin(case=proceeding, by=by, effective_at=midnight(received_on))
    return proceeding
