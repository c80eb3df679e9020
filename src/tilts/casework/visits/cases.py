"""How a home visit moves: planned, checked, under way, and back safely – or an alarm, answered."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from .capabilities import VISIT

CHECK = work("visits.check", _("Check the risk before the home visit"), page="visits:one")
GO = work("visits.go", _("Make the home visit"), page="visits:one")
ANSWER = work("visits.answer", _("A colleague does not answer: find out"), page="visits:one")


class VisitMachine(CaseMachine):
    """A home visit. Whether somebody is out stands in its check-in, which outlives the case."""

    title = _("Home visit")
    opens = (CHECK,)

    planned = Stage(pgettext_lazy("a visit", "planned, to be checked"), initial=True)
    checked = Stage(pgettext_lazy("a visit", "checked"))
    under_way = Stage(pgettext_lazy("a visit", "under way"))
    alarmed = Stage(_("alarm: no word in time"))
    safe = Closed(_("back safely"))
    resolved = Closed(_("alarm answered"))
    cancelled = Closed(pgettext_lazy("a visit", "cancelled"))

    check = Move(
        transitions=planned.to(checked) | checked.to(checked),
        title=_("Check the risk"),
        description=_("A few questions; then you decide how the visit is made."),
        needs=VISIT,
        likely=True,
        closes=(CHECK, GO),
    )
    start = Move(
        transitions=checked.to(under_way),
        closes=(GO,),
        title=_("Begin the visit"),
        description=_(
            "You are waited for from now on. Without a word in time colleagues are told."
        ),
        needs=VISIT,
        likely=True,
    )
    come_back = Move(
        transitions=under_way.to(safe),
        title=_("I am safe"),
        description=_("The visit is over."),
        needs=VISIT,
        likely=True,
    )
    alarm = Move(transitions=under_way.to(alarmed), title=_("No word in time"), opens=(ANSWER,))
    resolve = Move(
        transitions=alarmed.to(resolved),
        title=_("Close the alarm"),
        description=_("Say what was done and how the colleague is."),
        needs=VISIT,
        closes=(ANSWER,),
    )
    cancel = Move(
        transitions=planned.to(cancelled) | checked.to(cancelled),
        title=pgettext_lazy("a visit", "Cancel"),
        description=_("The visit does not take place."),
        needs=VISIT,
        needs_reason=True,
    )
