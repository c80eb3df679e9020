"""What must hold before a plan moves on, each with its reasons why not."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.workflow.guards import guard
from tilts.platform.workflow.machines import closed_states
from tilts.platform.workflow.queries import history

from .choices import IN_PREPARATION, NOTED_IN, SETTLED

AUTHORS_MOVES = ("", "propose", "record_answer")
OTHER_PLAN = Reason("other-plan", lazy("There is a plan that is not over. Go on with that one."))
GONE = Reason("gone", lazy("A plan is not begun on a record that is closed."))
NOT_DRAFT = Reason(
    "not-draft",
    lazy("The plan stands as it was put to the person. Write it anew, or review it."),
)
NOT_NOTED = Reason(
    "not-noted", lazy("This version is history. Note it in the one that the person has now.")
)


@guard(lazy("the plan has a goal"))
def has_goals(case: Any, by: Actor) -> Reasons:
    """A plan without a goal is none."""
    if _unsettled(case).exists():
        return []
    return [Reason("no-goal", _("No goal is set that is still to be reached. Add one."))]


@guard(lazy("every goal has a step"))
def steps_said(case: Any, by: Actor) -> Reasons:
    """Each goal that is to be reached has a step; each that has none is a reason."""
    text = _("“%(goal)s” has no step. Say what is done, by whom and when.")
    return _each("no-step", text, _unsettled(case).filter(steps=None))


@guard(lazy("every goal was reached or given up"))
def goals_settled(case: Any, by: Actor) -> Reasons:
    """Each goal that is under way is a reason of its own."""
    return _each("goal-open", _("Say what came of “%(goal)s”."), _unsettled(case))


@guard(lazy("a member of staff signs"))
def by_staff(case: Any, by: Actor) -> Reasons:
    """A signature is a person's, never a system's."""
    if by.kind == PartyKind.STAFF:
        return []
    return [Reason("not-staff", _("A plan is countersigned by a member of staff."))]


@guard(lazy("somebody else wrote it"))
def not_own_work(case: Any, by: Actor) -> Reasons:
    """Who wrote the plan, put it to the person or took the answer does not countersign it."""
    theirs = history(case).filter(move__in=AUTHORS_MOVES, actor_id=by.party)
    if case.author_id != by.party and not theirs.exists():
        return []
    return [Reason("own-work", _("You worked on this plan. Somebody else countersigns it."))]


@guard(lazy("no next version is in preparation"))
def nothing_in_preparation(case: Any, by: Actor) -> Reasons:
    """A version that is being written is ended first."""
    plans = type(case).objects.filter(former=case, state__in=IN_PREPARATION)
    if not plans.exists():
        return []
    return [Reason("in-preparation", _("The next version is being prepared. End that one first."))]


@guard(lazy("no other plan is open"))
def no_other_plan(case: Any, by: Actor) -> Reasons:
    """A plan does not come back beside another one."""
    others = type(case).objects.filter(person_id=case.person_id).exclude(pk=case.pk)
    return [OTHER_PLAN] if others.exclude(state__in=closed_states(case.machine)).exists() else []


def why_not_written(plan: Any) -> Reasons:
    """Goals and steps are written only before the plan is put to the person."""
    return [] if plan.state == "draft" else [NOT_DRAFT]


def why_not_noted(plan: Any) -> Reasons:
    """What comes of goals is noted in the version that the person has now."""
    return [] if plan.state in NOTED_IN else [NOT_NOTED]


def why_not_begun(person: Any, open_plans: Any) -> Reasons:
    """A person who is there has one plan."""
    closed = person.died_on or person.entered_in_error or person.merged_into_id
    return ([GONE] if closed else []) + ([OTHER_PLAN] if open_plans.exists() else [])


def _unsettled(case: Any) -> Any:
    return case.goals.exclude(state__in=SETTLED).order_by("pk")


def _each(code: str, text: str, goals: Iterable[Any]) -> Reasons:
    return [Reason(code, text % {"goal": goal.text}) for goal in goals]
