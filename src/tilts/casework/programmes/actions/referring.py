"""People are referred to programmes, and it is judged whether one suits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.people.locking import locked
from tilts.casework.people.merging import survivors
from tilts.casework.people.models import Person
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.workflow.actions import begin, move

from ..capabilities import REFER
from ..delivery.eligibility import lines_of, why_against
from ..delivery.guards import NO_GOAL, why_not_refer
from ..delivery.queries import goals_to_reach
from ..models import Participation

SAY_WHY = Reason(
    "because-missing",
    lazy("Something speaks against it. Say why it suits all the same, or decline it."),
)


@dataclass(frozen=True, kw_only=True)
class Referral:
    """To which programme, towards which goal and step of the plan (ids), and why."""

    programme: str
    goal: UUID
    step: UUID | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Whether it suits, what held of what staff judge and of what excludes, and why."""

    suits: bool
    found: Mapping[str, bool] = field(default_factory=dict)
    because: str = ""


def refer(*, by: Actor, person: Person, unit: Unit, what: Referral) -> Participation:
    """Refer somebody to a programme, from a goal of their plan; its suitability is judged next."""
    require(by, REFER, person.pk)
    with transaction.atomic():
        locked(survivors([person.pk])[person.pk])
        goals = {goal.pk: goal for goal in goals_to_reach(person.pk)}
        goal = goals.get(what.goal)
        steps = {step.pk: step.line for step in goal.steps.all()} if goal else {}
        known = goal is not None and (what.step is None or what.step in steps)
        refuse_if(
            why_not_refer(person, what.programme, Participation) + ([] if known else [NO_GOAL])
        )
        case = Participation(
            person=person,
            unit=unit,
            programme=what.programme,
            goal=goal.line if goal else None,
            step=steps[what.step] if what.step else None,
            why=what.why,
            waiting_since=timezone.localdate(),
        )
        case.referred_by_id = by.party if by.kind == PartyKind.STAFF else None
        begin(case=case, by=by)
    return case


def judge(*, by: Actor, case: Participation, what: Judgement) -> Participation:
    """Say whether the programme suits. What the record says against it wants a reason to go on."""
    against = why_against(by, case, what.found)
    refuse_if([SAY_WHY] if against and what.suits and not what.because.strip() else [])
    record = {line.code: line.met for line in lines_of(by, case)}
    case.judged = {**record, **what.found}
    code = "judge" if what.suits else "decline"
    move(
        case=case,
        code=code,
        by=by,
        reason=what.because,
        because=what.because,
        judged_by_id=by.party if by.kind == PartyKind.STAFF else None,
        judged_on=timezone.localdate(),
    )
    return case
