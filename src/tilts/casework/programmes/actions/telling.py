"""What the plan is told of a programme."""

from tilts.casework.plans.actions import carry_over
from tilts.casework.plans.choices import StepState
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor

from ..models import Participation

STEPS = {
    "on_programme": StepState.OPEN,
    "completed": StepState.DONE,
    "unsuitable": StepState.NOT_DONE,
    "withdrawn": StepState.NOT_DONE,
    "excluded": StepState.NOT_DONE,
}


def tell_the_plan(*, by: Actor, case: Participation) -> None:
    """The goal goes on, and its step stands as the programme does."""
    state = STEPS.get(case.state)
    if case.goal is None or state is None:
        return
    with seen_by(SERVICE):
        carry_over(by=by, person_id=case.person_id, goal=case.goal, step=case.step, state=state)
