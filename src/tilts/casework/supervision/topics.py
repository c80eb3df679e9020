"""What an appointment may be about: the goals of the person's plan, in their words."""

from collections.abc import Iterable
from uuid import UUID

from tilts.casework.plans.choices import GoalState
from tilts.casework.plans.queries import goals_of, open_plans, present_plan


def topics_of(records: Iterable[UUID]) -> list[str]:
    """Goals that are still open, as they were set."""
    plan = present_plan(open_plans(records))
    goals = goals_of(plan) if plan else []
    return [goal.text for goal in goals if goal.state == GoalState.OPEN]
