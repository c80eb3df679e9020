"""An authority asks for a report."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from tilts.casework.people.actions import Code, Identity, register_person
from tilts.casework.people.locking import locked
from tilts.casework.people.models import Person
from tilts.casework.proceedings.models import Proceeding
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reasons, refuse_if
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.actions import begin

from ..capabilities import REQUEST
from ..catalogue import due_on
from ..guards import FUTURE, GONE, TWICE
from ..models import Report
from .moving import keep_work


@dataclass(frozen=True, kw_only=True)
class Request:
    """What an authority asks: who, under which reference, for what, in which language, when."""

    asker: str
    authority: str
    reference: str
    purpose: str
    wished: str
    requested_on: date
    question: str = ""
    proceeding: Proceeding | None = None


def request_report(*, by: Actor, person: Person, unit: Unit, what: Request) -> Report:
    """Register a request; the unit says who writes it. It is due in working days of the country."""
    require(by, REQUEST, person.pk)
    with transaction.atomic():
        refuse_if(_why_not(locked(person.pk), what))
        case = Report(person=person, unit=unit, **vars(what))
        case.due_on = due_on(unit.agency.country, what.asker, what.requested_on)
        begin(case=case, by=by)
        keep_work(by=by, case=case)
    return case


def request_for_newcomer(
    *, by: Actor, unit: Unit, who: Identity, codes: tuple[Code, ...], what: Request
) -> Report:
    """Register somebody who was on nobody's record, and the request about them."""
    with transaction.atomic():
        person = register_person(by=by, unit=unit, who=who, codes=codes)
        return request_report(by=by, person=person, unit=unit, what=what)


def _why_not(person: Person, what: Request) -> Reasons:
    closed = person.died_on or person.entered_in_error or person.merged_into_id
    with seen_by(SERVICE):
        same = Report.objects.filter(
            person=person, authority=what.authority, reference=what.reference
        ).exclude(state__in=("entered_in_error", "wrong_person", "withdrawn", "sent"))
        twice = same.exists()
    ahead = what.requested_on > timezone.localdate()
    return [
        *([GONE] if closed else []),
        *([TWICE] if twice else []),
        *([FUTURE] if ahead else []),
    ]
