"""When somebody is assessed again."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from tilts.casework.allocation.queries import officers_of
from tilts.casework.people.models import Person
from tilts.casework.proceedings.queries import records
from tilts.jurisdictions.validity import NoSuchVersion
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.actions import close_about, open_item
from tilts.platform.workflow.deadlines import due_date

from .cases import AGAIN, DUE
from .models import Assessment


def next_due(country: str, level: str, assessed_on: date | None) -> date | None:
    """The last day of the country's term for a level; for a level it does not name, its usual one.

    None where the country has no such term.
    """
    for deadline in (f"reassessment_{level}", "reassessment"):
        try:
            return due_date(country, deadline, assessed_on) if assessed_on else None
        except NoSuchVersion:
            continue
    return None


def due_after(assessment: Assessment, whom: Person, by: Actor, at: Unit | None = None) -> None:
    """What was due about somebody is done by this assessment; by its level the next one is due.

    `whom` is the surviving record. It is opened in a unit, by default theirs, for the officer who
    answers for them now.
    """
    person, unit = whom.pk, at or whom.unit
    with seen_by(SERVICE):
        for record in records([person]):
            close_about(by=by, person=record, kinds=[DUE, AGAIN])
        open_item(
            by=by,
            kind=AGAIN,
            person=person,
            unit=unit,
            owner=officer_of(person),
            due=next_due(unit.agency.country, assessment.level, assessment.assessed_on),
        )


def officer_of(person: UUID) -> UUID | None:
    """Whose work it is; without an officer it waits in the unit's queue."""
    officer = officers_of([person], timezone.localdate()).get(person)
    return officer.pk if officer else None
