"""What is agreed to be done better, and looking again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move

from ..guards import not_the_observed
from ..models import Development, Observation
from ..queries import definition_of
from ..rules import LEAD
from .planning import Plan, plan_observation

NOT_DEVELOPING = Reason("not-developing", _("There is no development plan to add to."))
UNKNOWN_AREA = Reason("unknown-area", _("The instrument has no such area. Choose one of it."))
REACHED = Reason("reached", _("This was reached already."))


@dataclass(frozen=True)
class Agreed:
    """What is developed, in which area, by which course if any, and by when."""

    area: str
    what: str
    due: date
    course: str = ""


def develop(*, by: Actor, observation: Observation, agreed: Agreed) -> Observation:
    """Begin a development plan with the first thing that is agreed."""
    with act("competence.develop", by=by):
        move(case=observation, code="develop", by=by)
        _save(observation, agreed)
    return observation


def add_development(*, by: Actor, observation: Observation, agreed: Agreed) -> Development:
    """Agree on one more thing."""
    require(by, LEAD, observation.person_id)
    refuse_if([] if observation.state == "developing" else [NOT_DEVELOPING])
    refuse_if(not_the_observed(observation, by))
    with act("competence.add_development", by=by):
        return _save(observation, agreed)


def _save(observation: Observation, agreed: Agreed) -> Development:
    known = {score.id for score in definition_of(observation).scores}
    refuse_if([] if agreed.area in known else [UNKNOWN_AREA])
    row = Development(observation=observation, person_id=observation.person_id)
    row.area, row.what, row.course, row.due = agreed.area, agreed.what, agreed.course, agreed.due
    row.save(force_insert=True)
    return row


def note_reached(*, by: Actor, development: Development, on: date) -> Development:
    """What was agreed is done well now, as seen on a day."""
    require(by, LEAD, development.person_id)
    refuse_if(not_the_observed(development.observation, by))
    with act("competence.note_reached", by=by):
        now: Any = Development.objects.select_for_update().get(pk=development.pk)
        refuse_if([REACHED] if now.reached_on else [])
        now.reached_on = on
        now.save()
    return development


def observe_again(*, by: Actor, observation: Observation, plan: Plan) -> Observation:
    """Plan the observation that shows whether what was agreed is done; returns the new one."""
    with act("competence.observe_again", by=by):
        move(case=observation, code="observe_again", by=by)
        return plan_observation(
            by=by,
            staff=observation.person,
            of=definition_of(observation),
            plan=plan,
            former=observation,
        )
