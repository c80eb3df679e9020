"""A visit is planned, and its risk checked; people decide how it is made."""

from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.plans.verbs import unit_for
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reasons, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin, move, open_item

from ..capabilities import VISIT
from ..cases import GO
from ..checks import questions, why_explained
from ..choices import Decision, Said
from ..content import Checked, Planned
from ..guards import (
    COLLEAGUE_WANTED,
    NOT_STAFF,
    PLACE_WANTED,
    SAME_STAFF,
    UNANSWERED,
    why_not_planned,
)
from ..models import HomeVisit


def plan_visit(*, by: Actor, person: Person, what: Planned) -> HomeVisit:
    """Plan a visit by the actor."""
    require(by, VISIT, person.pk)
    refuse_if([] if by.kind == PartyKind.STAFF else [NOT_STAFF])
    refuse_if(why_not_planned(person, what.at))
    visit = HomeVisit(person=person, unit=unit_for(person), officer_id=by.party)
    visit.planned_at, visit.minutes = what.at, what.minutes
    visit.address, visit.aim = what.address, what.aim
    begin(case=visit, by=by)
    return visit


def check_visit(*, by: Actor, visit: HomeVisit, what: Checked) -> HomeVisit:
    """Answer the check and decide; a decision less careful than it suggests wants its reason."""
    require(by, VISIT, visit.person_id)
    refuse_if(_why_not_decided(visit, what))
    with act("visits.check_visit", by=by):
        move(
            case=visit,
            code="check",
            by=by,
            answers=dict(what.answers),
            decision=what.decision,
            decided_why=what.why,
            colleague_id=what.colleague if what.decision == Decision.COLLEAGUE else None,
            place=what.place if what.decision == Decision.ELSEWHERE else "",
        )
        open_item(
            by=by,
            kind=GO,
            person=visit.person_id,
            unit=visit.unit,
            owner=visit.officer_id,
            case=visit.case_ref(),
            due=timezone.localdate(visit.planned_at),
        )
    return visit


def _why_not_decided(visit: HomeVisit, what: Checked) -> Reasons:
    asked = questions(visit.unit.agency.country, timezone.localdate())
    answered = all(what.answers.get(one.code) in Said.values for one in asked)
    with_colleague = what.decision == Decision.COLLEAGUE
    found = {
        UNANSWERED: not answered,
        COLLEAGUE_WANTED: with_colleague and what.colleague is None,
        SAME_STAFF: with_colleague and what.colleague == visit.officer_id,
        PLACE_WANTED: what.decision == Decision.ELSEWHERE and not what.place.strip(),
    }
    missing = [reason for reason, holds in found.items() if holds]
    return missing or why_explained(asked, what.answers, what.decision, what.why)


def advance(*, by: Actor, visit: HomeVisit, code: str, reason: str = "") -> HomeVisit:
    """Any other move of a visit: cancel, reopen, or an error."""
    with act("visits.advance", by=by, reason=reason):
        move(case=visit, code=code, by=by, reason=reason)
    return visit
