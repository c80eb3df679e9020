"""What this room knows of a person for whoever writes about them."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from tilts.jurisdictions.schema import Topic
from tilts.platform.parties.actors import Actor
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.pieces import Piece, register_pieces

from .models import Goal, Plan
from .queries import goals_of, plans_of, present_plan

TOPICS: dict[str, Topic] = {
    "history": "history",
    "personality": "behaviour",
    "attitudes": "behaviour",
    "associates": "leisure",
    "family": "family",
    "work": "livelihood",
    "leisure": "leisure",
    "substances": "health",
}


def known(actor: Actor, records: Sequence[UUID]) -> list[Piece]:
    """The goals of the plan that counts, each where it belongs, with what came of it."""
    plan = present_plan(plans_of(records))
    return [_goal(plan, goal) for goal in goals_of(plan)] if plan else []


def _goal(plan: Plan, goal: Goal) -> Piece:
    told = {"goal": goal.text, "state": goal.get_state_display()}
    return Piece(
        topic=TOPICS.get(goal.need, "likelihood"),
        row=reference(goal),
        text=_("A goal of the plan: “%(goal)s” – %(state)s.") % told,
        source=_("the plan, version %(version)s") % {"version": plan.version},
        day=plan.countersigned_on,
    )


register_pieces("plans", 40, known)
