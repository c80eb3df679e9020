"""How an observation goes: planned, rated by two, moderated, fed back, developed, seen again."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from .guards import (
    both_rated,
    not_the_observed,
    nothing_to_develop,
    something_planned,
)

LEAD = "competence.lead"  # declared in rules.py, which reads the models that read this


class ObservationMachine(CaseMachine):
    """An observation of a member of staff, until what it asked for is seen to be done."""

    title = _("Observation")

    planned = Stage(_("planned"), initial=True)
    rated = Stage(_("rated by both"))
    moderated = Stage(_("moderated"))
    fed_back = Stage(_("fed back"))
    developing = Stage(_("being developed"))
    awaiting = Stage(_("to be observed again"))
    closed = Closed(_("closed"))
    cancelled = Closed(_("cancelled"))

    both_done = Move(
        transitions=planned.to(rated),
        title=_("Both observers have rated"),
        guards=(both_rated,),
    )
    moderate = Move(
        transitions=rated.to(moderated),
        title=_("Moderate"),
        description=_("Where the two differ, settle what stands; then it is computed."),
        needs=LEAD,
        guards=(both_rated, not_the_observed),
        form="competence:moderate",
        likely=True,
    )
    feed_back = Move(
        transitions=moderated.to(fed_back),
        title=_("Feed back"),
        description=_("You talked it over with the facilitator, who may say something to it."),
        needs=LEAD,
        guards=(not_the_observed,),
        form="competence:feed_back",
        likely=True,
    )
    develop = Move(
        transitions=fed_back.to(developing),
        title=_("Plan development"),
        description=_("Agree what will be done better, how, and by when."),
        needs=LEAD,
        guards=(not_the_observed,),
        form="competence:develop",
    )
    close = Move(
        transitions=fed_back.to(closed),
        title=_("Close"),
        description=_("No area has to be developed."),
        needs=LEAD,
        guards=(nothing_to_develop, not_the_observed),
        likely=True,
    )
    observe_again = Move(
        transitions=developing.to(awaiting),
        title=_("Plan the next observation"),
        description=_("Two observers look again, once what was agreed has been practised."),
        needs=LEAD,
        guards=(something_planned, not_the_observed),
        form="competence:again",
        likely=True,
    )
    observed_again = Move(transitions=awaiting.to(closed), title=_("Observed again"))
    cancel = Move(
        transitions=planned.to(cancelled),
        title=_("Cancel"),
        description=_("The session did not take place, or an observer cannot come: say why."),
        needs=LEAD,
        guards=(not_the_observed,),
        needs_reason=True,
    )
