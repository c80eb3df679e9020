"""Plans begin, move on, and give way to their next version."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.casework.people.locking import locked
from tilts.casework.people.models import Person
from tilts.casework.proceedings.moments import why_not_past
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin, move, react
from tilts.platform.workflow.deadlines import due_date

from ..capabilities import WRITE
from ..cases import REVIEW
from ..choices import Agrees
from ..content import Answer
from ..guards import why_not_begun
from ..models import Goal, Plan, Step
from ..queries import goals_of, open_plans, plans_of
from ..signals import agreed

OWN_STEPS = ("record_answer", "countersign", "start_review")
OWN_STEP = Reason("own-step", _("More must be said for this. Take the step made for it."))
WORDS_MISSING = Reason("words-missing", _("Write down what the person says, in their own words."))


def begin_plan(*, by: Actor, person: Person, unit: Unit) -> Plan:
    """Begin the plan of somebody who has none; `unit` works with them."""
    require(by, WRITE, person.pk)
    with transaction.atomic():
        locked(person.pk)
        refuse_if(why_not_begun(person, open_plans([person.pk])))
        return _begin(by, Plan(person=person, unit=unit))


def _begin(by: Actor, plan: Plan) -> Plan:
    last = plans_of([plan.person_id]).aggregate(last=Max("version"))["last"] or 0
    plan.version, plan.author_id = last + 1, by.party if by.kind == PartyKind.STAFF else None
    begin(case=plan, by=by)
    return plan


def record_answer(*, by: Actor, plan: Plan, said: Answer) -> Plan:
    """The person has said what they think of the plan. Who agrees may do so without words."""
    refuse_if(why_not_past(said.answered_on))
    wordless = not said.words.strip() and said.answer != Agrees.YES
    refuse_if([WORDS_MISSING] if wordless else [])
    move(
        case=plan,
        code="record_answer",
        by=by,
        answer=said.answer,
        words=said.words,
        explained_in=said.explained_in,
        answered_on=said.answered_on,
    )
    return plan


def countersign(*, by: Actor, plan: Plan) -> Plan:
    """The plan comes into force; the version before it gives way."""
    today = timezone.localdate()
    with act("plans.countersign", by=by):
        if plan.former and plan.former.state == "under_review":
            react(case=plan.former, code="supersede", by=by)
        move(
            case=plan,
            code="countersign",
            by=by,
            countersigned_by_id=by.party,
            countersigned_on=today,
            review_on=_next_review(plan),
        )
        agreed.send(Plan, plan=plan, by=by)
    return plan


def _next_review(plan: Plan) -> date:
    return due_date(plan.unit.agency.country, REVIEW.deadline, timezone.localdate())


def review(*, by: Actor, plan: Plan) -> Plan:
    """Begin the next version as a copy, which is returned; the plan stays in force meanwhile."""
    with act("plans.start_review", by=by):
        move(case=plan, code="start_review", by=by)
        after = _begin(by, Plan(person_id=plan.person_id, unit=plan.unit, former=plan))
        for goal in goals_of(plan):
            copy = _anew(goal, plan_id=after.pk)
            for step in goal.steps.all():
                _anew(step, goal_id=copy.pk)
    return after


def _anew(row: Goal | Step, **changed: object) -> Goal | Step:
    """A row saved once more, with an id of its own; its line stays."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    copy = type(row)(**{**values, "id": uuid7(), **changed})
    copy.save(force_insert=True)
    return copy


def advance(*, by: Actor, plan: Plan, code: str, reason: str = "") -> Plan:
    """Any other move of a plan. When a next version is given up, the one before it goes on."""
    refuse_if([OWN_STEP] if code in OWN_STEPS else [])
    with act(f"plans.{code}", by=by, reason=reason):
        move(case=plan, code=code, by=by, reason=reason, **_changed_with(plan, code))
        if plan.is_over and plan.former and plan.former.state == "under_review":
            move(case=plan.former, code="keep", by=by, **_changed_with(plan.former, "keep"))
    return plan


def _changed_with(plan: Plan, code: str) -> dict[str, Any]:
    """What a move changes besides: what is written anew has no answer, what is kept a new day."""
    if code == "revise":
        return {"answer": "", "words": "", "explained_in": "", "answered_on": None}
    return {"review_on": _next_review(plan)} if code == "keep" else {}
