"""How an occurrence moves: opened at once, handled or a false alarm, and talked through."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Paused, Stage

from .capabilities import ACT
from .guards import no_other_open, steps_taken

STEPS = work("protocols.steps", _("Take the steps of the action protocol"), page="protocols:one")
DEBRIEF = work("protocols.debrief", _("Talk the occurrence through"), page="protocols:one")


class OccurrenceMachine(CaseMachine):
    """Something that threatens, handled by an action protocol."""

    title = _("Occurrence")
    opens = (STEPS,)
    reopens_if = (no_other_open,)

    open = Stage(pgettext_lazy("an occurrence", "open"), initial=True)
    suspended = Paused(_("open while the person is at large"))
    handled = Stage(_("handled, to be talked through"))
    debriefed = Closed(_("handled and talked through"))
    false_alarm = Closed(_("false alarm"))

    handle = Move(
        transitions=open.to(handled) | suspended.to(handled),
        title=_("It is handled"),
        description=_("Say what came of it. Those who took part talk it through soon."),
        needs=ACT,
        guards=(steps_taken,),
        likely=True,
        closes=(STEPS,),
    )
    call_off = Move(
        transitions=open.to(false_alarm) | suspended.to(false_alarm),
        title=pgettext_lazy("an occurrence", "It was a false alarm"),
        description=_("Steps that were taken stay to be read."),
        needs=ACT,
        needs_reason=True,
    )
    debrief = Move(
        transitions=handled.to(debriefed),
        title=_("It was talked through"),
        description=_("Say what is to be done differently next time."),
        needs=ACT,
        likely=True,
    )
    take_over = Move(
        transitions=open.to(open) | suspended.to(suspended) | handled.to(handled),
        title=_("I take the lead"),
        description=_("From now on it is your work."),
        needs=ACT,
        closes=(STEPS, DEBRIEF),
    )
