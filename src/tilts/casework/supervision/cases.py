"""How the supervision of an order goes, and the work it brings.

domain.md, state machine 9: received, registered, explained, assessed, planned, active; completed,
revoked, transferred, converted; ended with its measure when that was ended in the
proceedings. Every stage has its work, whose day the country's pack sets.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Paused, Stage, from_each

from .capabilities import SUPERVISE
from .order_guards import no_open_breach, no_second_case, order_over, proceedings_stand

PAGE = "supervision:order"
_stage = partial(work, page=PAGE, by_step=True)  # the step out of a stage closes its work

# The day of the registration is the case's own: after an early release fewer days are left.
REGISTER = _stage(
    "supervision.register",
    _("Register who is under supervision"),
    deadline="probation_registration",
)
EXPLAIN = _stage("supervision.explain", _("Explain the duties"), deadline="duties_explained")
ASSESS = _stage(
    "supervision.assess",
    _("Assess risks and needs for the supervision"),
    deadline="supervision_assessed",
)
PLAN = _stage(
    "supervision.plan", _("Agree the plan of the supervision"), deadline="supervision_planned"
)
ACTIVATE = _stage(
    "supervision.activate", _("Begin the regular supervision"), deadline="supervision_begun"
)
CHECK = _stage(
    "supervision.check", _("Check the duties set by the court"), deadline="duties_checked"
)
CHANGE_DUTIES = work(
    "supervision.change_duties",
    _("Change the duties as the court decided"),
    deadline="breach_answered",
    page=PAGE,
)


class SupervisionMachine(CaseMachine):
    """One order of one person, from its arrival to its end."""

    title = _("Supervision")
    opens = (REGISTER,)
    reopens_if = (no_second_case, proceedings_stand)

    received = Stage(pgettext_lazy("an order", "received, to be registered"), initial=True)
    registered = Stage(_("registered, duties to be explained"))
    explained = Stage(_("duties explained, to be assessed"))
    assessed = Stage(_("assessed, plan to be agreed"))
    planned = Stage(_("plan agreed, supervision to begin"))
    active = Stage(_("under supervision"))
    completed = Closed(pgettext_lazy("supervision", "completed"))
    revoked = Closed(pgettext_lazy("an order", "revoked"))
    transferred = Closed(_("handed over to another service or country"))
    converted = Closed(_("converted into another sanction"))
    ended = Closed(_("ended with its sentence or measure"))
    suspended = Paused(_("suspended while the person is at large"))
    _open = (received, registered, explained, assessed, planned, active)

    register = Move(
        transitions=received.to(registered),
        title=_("Register"),
        description=_("The person came, and you saw who they are."),
        needs=SUPERVISE,
        form="supervision:register",
        likely=True,
        opens=(EXPLAIN,),
        closes=(REGISTER,),
    )
    explain = Move(
        transitions=registered.to(explained),
        title=_("Explain the duties"),
        description=_("The course, rights, duties and consequences, in the person's own language."),
        needs=SUPERVISE,
        form="supervision:explain",
        likely=True,
        opens=(ASSESS,),
        closes=(EXPLAIN,),
    )
    follow_assessment = Move(
        transitions=explained.to(assessed),
        title=_("Risks and needs were assessed"),
        opens=(PLAN,),
        closes=(ASSESS,),
    )
    follow_plan = Move(
        transitions=assessed.to(planned),
        title=_("The plan came into force"),
        opens=(ACTIVATE,),
        closes=(PLAN,),
    )
    activate = Move(
        transitions=planned.to(active),
        title=_("Begin the regular supervision"),
        description=_("Contacts as the level of risk asks for; the duties are checked in turn."),
        needs=SUPERVISE,
        likely=True,
        opens=(CHECK,),
        closes=(ACTIVATE,),
    )
    check = Move(
        transitions=active.to(active),
        title=_("Check the duties"),
        description=_("Of each one whether it was kept. The next check is due in its time."),
        needs=SUPERVISE,
        form="supervision:check",
        opens=(CHECK,),
        closes=(CHECK,),
    )
    complete = Move(
        transitions=from_each(_open, completed),
        title=pgettext_lazy("supervision", "Complete"),
        description=_("The term is over. The sentence or measure ends as served."),
        needs=SUPERVISE,
        guards=(order_over, no_open_breach),
        likely=True,
    )
    revoke = Move(
        transitions=from_each((*_open, suspended), revoked),
        title=pgettext_lazy("an order", "The court revoked it"),
        description=_("You give the day of the decision and what it says."),
        needs=SUPERVISE,
        needs_reason=True,
    )
    convert = Move(
        transitions=from_each((*_open, suspended), converted),
        title=_("The court converted it"),
        description=_("Another sanction takes its place. Record that one in the proceedings."),
        needs=SUPERVISE,
        needs_reason=True,
    )
    hand_over = Move(
        transitions=from_each(_open, transferred),
        title=_("Handed over to another service or country"),
        description=_("Somebody outside this service carries it out from now on."),
        needs=SUPERVISE,
        needs_reason=True,
    )
    follow_served = Move(
        transitions=from_each(_open, completed), title=_("The sentence or measure was served")
    )
    follow_end = Move(
        transitions=from_each(_open, ended), title=_("The sentence or measure ended otherwise")
    )
