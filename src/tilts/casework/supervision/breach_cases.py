"""How a breach goes: the person is heard first, then warned, then the court is asked.

domain.md, state machine 9: explanation, warning, second warning, motion to the court, decision; or
closed without consequence. A step may be left out only with a reason (see `proportion.py`).
"""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Paused, Stage, from_each

from .capabilities import SUPERVISE
from .order_guards import court_is_asked

PAGE = "supervision:breach"
_stage = partial(work, page=PAGE, by_step=True)  # the step out of a stage closes its work

ASK = _stage(
    "supervision.ask", _("Ask the person to explain a breach"), deadline="breach_explanation_asked"
)
WAIT = _stage("supervision.wait", _("The person explains a breach"), deadline="breach_explanation")
ANSWER = _stage(
    "supervision.answer", _("Decide what follows from a breach"), deadline="breach_answered"
)
WATCH = _stage("supervision.watch", _("Look whether the warning helped"), deadline="breach_watched")
COURT = _stage("supervision.court", _("The court decides on a breach"), deadline="breach_decided")


class BreachMachine(CaseMachine):
    """One breach of a duty or a missed contact, from its discovery to what followed."""

    title = _("Breach")
    opens = (ASK,)

    noted = Stage(pgettext_lazy("a breach", "noted"), initial=True)
    asked = Stage(_("explanation asked for"))
    answered = Stage(_("heard, to be answered"))
    warned = Stage(_("warned"))
    warned_again = Stage(_("warned a second time"))
    before_court = Stage(_("before the court"))
    suspended = Paused(_("suspended while the person is at large"))
    decided = Closed(_("decided by the court"))
    settled = Closed(_("closed after a warning"))
    no_consequence = Closed(_("closed without consequence"))

    ask = Move(
        transitions=noted.to(asked),
        title=_("Ask for an explanation"),
        description=_("The person says what happened, in their own words, by a day."),
        needs=SUPERVISE,
        form="supervision:ask",
        likely=True,
        opens=(WAIT,),
        closes=(ASK,),
    )
    hear = Move(
        transitions=asked.to(answered),
        title=_("Record the explanation"),
        description=_("The person's own words, or that none came by the day."),
        needs=SUPERVISE,
        form="supervision:hear",
        likely=True,
        opens=(ANSWER,),
        closes=(WAIT,),
    )
    warn = Move(
        transitions=from_each((noted, asked, answered), warned),
        title=_("Warn in writing"),
        description=_("A letter says what was not kept and what follows if it goes on."),
        needs=SUPERVISE,
        form="supervision:warn",
        likely=True,
        opens=(WATCH,),
        closes=(ASK, WAIT, ANSWER),
    )
    warn_again = Move(
        transitions=warned.to(warned_again),
        title=_("Warn a second time"),
        description=_("It went on. The next step is the court."),
        needs=SUPERVISE,
        form="supervision:warn_again",
        opens=(WATCH,),
        closes=(WATCH,),
    )
    go_to_court = Move(
        transitions=from_each((noted, asked, answered, warned, warned_again), before_court),
        title=_("Ask the court to decide"),
        description=_("A motion says what is asked for and why milder steps are not enough."),
        needs=SUPERVISE,
        form="supervision:motion",
        opens=(COURT,),
        closes=(ASK, WAIT, ANSWER, WATCH),
    )
    decide = Move(
        transitions=from_each((before_court, suspended), decided),
        title=_("Record the decision of the court"),
        description=_("What the court decided is carried over to the order."),
        needs=SUPERVISE,
        form="supervision:decide",
        guards=(court_is_asked,),
        likely=True,
        closes=(COURT,),
    )
    settle = Move(
        transitions=from_each((warned, warned_again), settled),
        title=_("Close: the warning helped"),
        description=_("It did not happen again. The warning stays to be read."),
        needs=SUPERVISE,
        likely=True,
    )
    close_without = Move(
        transitions=from_each((noted, asked, answered, before_court), no_consequence),
        title=_("Close without consequence"),
        description=_("There was a good reason, or it was none of theirs. Say why."),
        needs=SUPERVISE,
        needs_reason=True,
    )
