"""Why a member of a commission may not vote."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor

from .conflicts import why_not_member
from .models import Seat

NOT_YOUR_SEAT = Reason("not-your-seat", _("Only the member who was called votes here."))
DECIDED = Reason("decided", _("The commission has decided. Votes stand as they are."))
CONFLICT = Reason("conflict", _("You declared a conflict of interest, and do not vote."))


def why_not_vote(by: Actor, seat: Seat) -> Reasons:
    """Why a member may not vote: another's seat, a conflict, or it is decided."""
    if own := why_not_own(by, seat):
        return own
    if seat.conflict:
        return [CONFLICT]
    case, member = seat.meeting.accreditation, seat.member
    return list(why_not_member(case, [member], timezone.localdate())[member.pk])


def why_not_own(by: Actor, seat: Seat) -> Reasons:
    """Another's seat, or it is decided."""
    if by.party != seat.member_id:
        return [NOT_YOUR_SEAT]
    return [DECIDED] if seat.meeting.decision else []
