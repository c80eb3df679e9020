"""What programmes do towards goals: the plan's page shows how far they have come."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tilts.casework.plans.choices import SETTLED
from tilts.casework.plans.models import Goal
from tilts.casework.plans.towards import Toward, register_toward
from tilts.platform.parties.actors import Actor

from ..capabilities import REFER
from ..models import Participation
from .presenting import TONES, said
from .progress import doses
from .queries import participations_of


def shown(actor: Actor, goals: Sequence[Goal]) -> dict[UUID, list[Toward]]:
    """Programmes that answer to each goal, and where one is referred: two queries."""
    people = {goal.person_id for goal in goals}
    cases = [one for one in participations_of(people) if one.goal]
    done = doses(cases)
    found: dict[UUID, list[Toward]] = {goal.line: [] for goal in goals}
    for case in cases:
        if case.goal in found:
            found[case.goal].append(_line(case, said(case, done[case.pk])))
    for goal in goals if REFER in actor.capabilities or actor.is_service else ():
        if goal.state not in SETTLED and not goal.plan.is_over:
            found[goal.line].append(_offer(goal))
    return found


def _line(case: Participation, note: str) -> Toward:
    return Toward(
        text=case.title,
        url=reverse("programmes:participation", args=[case.pk]),
        note=note,
        badge=case.state_title,
        tone=TONES.get(case.state, "neutral"),
    )


def _offer(goal: Goal) -> Toward:
    url = reverse("programmes:of", args=[goal.person_id])
    return Toward(text=_("Refer to a programme"), url=f"{url}?goal={goal.pk}", offer=True)


register_toward("programmes", shown)
