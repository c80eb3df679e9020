"""Reads of plans, for one person or for many at once."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from tilts.casework.proceedings.queries import records, running_on
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.workflow.machines import closed_states
from tilts.platform.workflow.models import WorkItem

from .cases import REVIEW
from .choices import IN_FORCE
from .models import Goal, Plan, Step

OVER = closed_states(Plan.machine)


def plans_of(person_ids: Iterable[UUID]) -> "QuerySet[Plan]":
    """Every version of these people's plans, on merged records too, the newest first."""
    rows: QuerySet[Plan] = Plan.objects.about(records(person_ids))
    return rows.select_related("author", "countersigned_by").order_by("-version", "-pk")


def open_plans(person_ids: Iterable[UUID]) -> "QuerySet[Plan]":
    """Plans of these people that are not over: in force, in preparation, or suspended."""
    return plans_of(person_ids).exclude(state__in=OVER)


def present_plan(plans: Iterable[Plan]) -> Plan | None:
    """The plan that counts: in force, else under way, else the last; None without any."""
    found = list(plans)
    ranked = (
        [plan for plan in found if plan.state in IN_FORCE],
        [plan for plan in found if not plan.is_over],
        [plan for plan in found if plan.state not in ("entered_in_error", "wrong_person")],
    )
    return next((plan for group in ranked for plan in group), None)


def to_be_reviewed(day: date) -> "QuerySet[Plan]":
    """Plans in force whose review is due by a day, and not yet anybody's work."""
    rows: QuerySet[Plan] = Plan.objects.filter(state="active", review_on__lte=day)
    known = WorkItem.objects.filter(kind=REVIEW.code, closed_at=None).values_list("case", flat=True)
    told = [UUID(case.rpartition(":")[2]) for case in known]
    return rows.exclude(pk__in=told).select_related("unit__agency").order_by("review_on", "pk")


def one_plan(plan_id: UUID) -> Plan:
    """The plan; raises Refused when it is not visible."""
    rows = Plan.objects.select_related("person", "unit", "former", "author", "countersigned_by")
    found: Plan | None = rows.filter(pk=plan_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def one_goal(goal_id: UUID) -> Goal:
    """The goal with its plan; raises Refused when it is not visible."""
    found: Goal | None = Goal.objects.select_related("plan").filter(pk=goal_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def goals_of(plan: Plan) -> list[Goal]:
    """Goals of a plan in the order in which they were set, each with its steps."""
    steps = Prefetch("steps", Step.objects.order_by("pk"))
    return list(plan.goals.order_by("pk").prefetch_related(steps))


def steps_of(goal: Goal) -> list[Step]:
    """Steps of a goal in their order."""
    return list(goal.steps.order_by("pk"))


def without_plan(person_ids: Iterable[UUID]) -> dict[UUID, date]:
    """Who carries out a sentence or measure and has no plan: the first day of the latest one."""
    of = records(person_ids)
    begun: dict[UUID, date] = {}
    for one in running_on(of, timezone.localdate()):
        if one.in_force_on and one.start and not one.ended_on:
            begun[of[one.person]] = max(one.start, begun.get(of[one.person], one.start))
    planned = {of[p] for p in open_plans(of).values_list("person_id", flat=True)}
    return {person: start for person, start in begun.items() if person not in planned}
