"""How community service goes: judgment received, registered, placed, working, done or evaded.

domain.md, state machine 10. Hours begin the work and complete it by themselves.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.supervision.order_guards import proceedings_stand
from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, ReturnsTo, Stage, from_each

from .capabilities import RUN
from .guards import all_hours_done, no_other_case, warned_in_vain

PAGE = "community_service:case"
_stage = partial(work, page=PAGE, by_step=True)  # the step out of a stage closes its work

REGISTER = _stage(
    "community_service.register",
    _("Register for community service"),
    deadline="community_service_registration",
)
PLACE = _stage(
    "community_service.place",
    _("Agree on a place of work"),
    deadline="community_service_placement",
)
BEGIN = _stage(
    "community_service.begin",
    _("See that the work begins"),
    deadline="community_service_begin",
)
FINISH = _stage("community_service.finish", _("See that all hours are done by then"))
TAKE_UP = _stage("community_service.take_up", _("Take up the community service that was postponed"))
DECISION = _stage(
    "community_service.decision",
    _("Ask the court for its decision"),
    deadline="community_service_decision",
)


class ServiceMachine(CaseMachine):
    """The community service of one measure, from the judgment to the last hour."""

    title = _("Community service")
    opens = (REGISTER,)
    reopens_if = (no_other_case, proceedings_stand)

    received = Stage(_("judgment received, to be registered"), initial=True)
    registered = Stage(pgettext_lazy("community service", "registered, to be placed"))
    placed = Stage(pgettext_lazy("community service", "placed, not begun"))
    working = Stage(pgettext_lazy("community service", "working"))
    postponed = Stage(pgettext_lazy("community service", "postponed"))
    evaded = Stage(_("evaded, motion before the court"))
    completed = Closed(pgettext_lazy("community service", "completed"))
    replaced = Closed(pgettext_lazy("community service", "replaced by the court"))
    cancelled = Closed(pgettext_lazy("community service", "ended without being done"))
    ended = Closed(_("ended with its sentence or measure"))
    _begun = (registered, placed, working)
    _open = (received, *_begun, postponed, evaded)

    register = Move(
        transitions=received.to(registered),
        title=pgettext_lazy("community service", "Register"),
        description=_("You say which work is possible, on which days, and whence they come."),
        needs=RUN,
        form="community_service:register",
        likely=True,
        opens=(PLACE,),
        closes=(REGISTER,),
    )
    place = Move(
        transitions=registered.to(placed),
        title=_("Agree on a place of work"),
        description=_("The record shows what speaks for and against each provider."),
        needs=RUN,
        form="community_service:place",
        likely=True,
        opens=(BEGIN,),
        closes=(PLACE,),
    )
    start = Move(
        transitions=placed.to(working),
        title=_("Worked the first hours"),
        opens=(FINISH,),
        closes=(BEGIN,),
    )
    leave_place = Move(
        transitions=from_each((placed, working), registered),
        title=_("End the placement"),
        description=_("Hours done stay. Another place of work is agreed on next."),
        needs=RUN,
        form="community_service:leave",
        opens=(PLACE,),
        closes=(BEGIN, FINISH),
    )
    lose_place = Move(
        transitions=from_each((placed, working), registered),
        title=_("Has no place of work any more"),
        opens=(PLACE,),
        closes=(BEGIN, FINISH),
    )
    complete = Move(
        transitions=from_each(_begun, completed),
        title=_("Worked every hour"),
        guards=(all_hours_done,),
    )
    postpone = Move(
        transitions=from_each(_begun, postponed),
        title=_("Postpone"),
        description=_("Illness or another good reason. On the day you give it is taken up again."),
        needs=RUN,
        form="community_service:postpone",
        opens=(TAKE_UP,),
        closes=(PLACE, BEGIN, FINISH),
    )
    take_up = Move(
        transitions=postponed.to(registered, cond=ReturnsTo("registered").passes)
        | postponed.to(placed, cond=ReturnsTo("placed").passes)
        | postponed.to(working, cond=ReturnsTo("working").passes),
        title=_("Take it up again"),
        description=_("It goes on from where it was."),
        needs=RUN,
        likely=True,
        closes=(TAKE_UP,),
    )
    send_motion = Move(
        transitions=from_each(_begun, evaded),
        title=_("Send a motion to the court"),
        description=_("The person evades the work although they were warned."),
        needs=RUN,
        guards=(warned_in_vain,),
        form="community_service:motion",
        opens=(DECISION,),
        closes=(PLACE, BEGIN, FINISH),
    )
    go_on = Move(
        transitions=evaded.to(registered, cond=ReturnsTo("registered").passes)
        | evaded.to(placed, cond=ReturnsTo("placed").passes)
        | evaded.to(working, cond=ReturnsTo("working").passes),
        title=_("The court lets it go on"),
        needs=RUN,
        form="community_service:decision",
        closes=(DECISION,),
    )
    replace = Move(
        transitions=from_each((*_begun, postponed, evaded), replaced),
        title=_("The court replaces it"),
        description=_("By custody or another measure, which is recorded with the proceedings."),
        needs=RUN,
        form="community_service:replaced",
    )
    cancel = Move(
        transitions=from_each(_open, cancelled),
        title=_("End it without being done"),
        description=_("A pardon, a quashed judgment, or another service took it over. Say which."),
        needs=RUN,
        needs_reason=True,
    )
    follow_served = Move(
        transitions=from_each(_open, completed), title=_("The sentence or measure was served")
    )
    follow_end = Move(
        transitions=from_each(_open, ended), title=_("The sentence or measure ended otherwise")
    )
