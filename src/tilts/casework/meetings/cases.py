"""How an inter-agency meeting goes: planned, invited to, held, its minutes approved, followed up.

domain.md, 1.1: starpinstitūciju sadarbības sanāksme.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from .capabilities import HOLD
from .guards import all_followed_up, by_chair, has_guests, is_ahead

PAGE = "meetings:one"
_step = partial(work, page=PAGE, by_step=True)  # the step out of a state closes its work
INVITE = _step("meetings.invite", _("Invite to the inter-agency meeting"))
RECORD = _step("meetings.record", _("Hold the inter-agency meeting"))
APPROVE = _step(
    "meetings.approve", _("Approve the minutes of the meeting"), deadline="meeting_minutes"
)
FOLLOW_UP = _step("meetings.follow_up", _("Follow up the decisions of the meeting"))
# Of one decision: saying what came of it closes it.
DECIDED = work(
    "meetings.decided",
    _("Decided at a meeting: %(what)s"),
    page="meetings:decision",
    by_step=True,
)


class MeetingMachine(CaseMachine):
    """One meeting about one person, until everything decided there is done or given up."""

    title = _("Inter-agency meeting")
    opens = (INVITE,)

    planned = Stage(pgettext_lazy("a meeting", "planned"), initial=True)
    invited = Stage(pgettext_lazy("a meeting", "invitations sent"))
    held = Stage(pgettext_lazy("a meeting", "held, minutes to be approved"))
    approved = Stage(pgettext_lazy("a meeting", "minutes approved"))
    closed = Closed(pgettext_lazy("a meeting", "closed"))
    cancelled = Closed(pgettext_lazy("a meeting", "cancelled"))

    invite = Move(
        transitions=planned.to(invited),
        title=_("Invite them"),
        description=_("Staff are told in Tilts. Others get from you the time and the place only."),
        needs=HOLD,
        guards=(has_guests, is_ahead),
        likely=True,
        opens=(RECORD,),
        closes=(INVITE,),
    )
    hold = Move(
        transitions=invited.to(held),
        title=_("Record the meeting"),
        description=_("Who came, and what was said."),
        needs=HOLD,
        form="meetings:hold",
        likely=True,
        opens=(APPROVE,),
        closes=(RECORD,),
    )
    approve = Move(
        transitions=held.to(approved),
        title=_("Approve the minutes"),
        description=_("Whoever chaired the meeting stands for them."),
        needs=HOLD,
        guards=(by_chair,),
        likely=True,
        opens=(FOLLOW_UP,),
        closes=(APPROVE,),
    )
    correct = Move(
        transitions=approved.to(held),
        title=_("Correct the minutes"),
        description=_("They are approved again afterwards."),
        needs=HOLD,
        needs_reason=True,
        opens=(APPROVE,),
        closes=(FOLLOW_UP,),
    )
    close = Move(
        transitions=approved.to(closed),
        title=_("Close the meeting"),
        description=_("Everything that was decided is followed up."),
        needs=HOLD,
        guards=(all_followed_up,),
    )
    cancel = Move(
        transitions=planned.to(cancelled) | invited.to(cancelled),
        title=pgettext_lazy("a meeting", "Cancel"),
        description=_("Staff who were invited are told."),
        needs=HOLD,
        needs_reason=True,
    )
