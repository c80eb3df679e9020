"""The commission is called, and its members vote or say that they may not."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import close_work_of, move, open_item

from ..capabilities import ACCREDIT, CALLED
from ..cases import CONVENE, VOTE
from ..choices import Question, Vote
from ..conflicts import why_not_member
from ..models import Accreditation, Meeting, Seat
from ..quorum import quorum, too_few
from ..seats import why_not_own, why_not_vote
from ..secretaries import why_not_callable

NOT_NOW = Reason(
    "no-question",
    _("There is nothing to decide now: no opinion is in, or no extension was asked for."),
)
OPEN_MEETING = Reason("meeting-open", _("The commission was called already. Go to its meeting."))


def call_commission(
    *, by: Actor, case: Accreditation, held_on: date, members: Sequence[Staff]
) -> Meeting:
    """Call the commission; whoever has a conflict of interest is refused with its reason."""
    require(by, ACCREDIT)
    extension = case.state == "extension_requested"
    refuse_if([] if extension or case.state == "expert_opinion" else [NOT_NOW])
    refuse_if([OPEN_MEETING] if case.meetings.filter(decision="").exists() else [])
    today = timezone.localdate()
    why = why_not_member(case, members, today)
    barred = [reason for one in members for reason in why[one.pk]]
    refuse_if([*barred, *why_not_callable(case.country, members, today)])
    refuse_if(too_few(len(members), quorum(case.country, held_on)))
    question = Question.EXTENSION if extension else Question.LICENCE
    meeting = Meeting(accreditation=case, question=question, held_on=held_on)
    with act("programmes.call_meeting", by=by):
        if not extension:
            move(case=case, code="call_commission", by=by)
        meeting.save(force_insert=True)
        for member in members:
            Seat(meeting=meeting, member=member).save(force_insert=True)
            open_item(
                by=by, kind=VOTE, person=None, unit=case.unit, owner=member.pk,
                case=case.case_ref(), due=held_on,
            )  # fmt: skip
        close_work_of(by=by, case=case.case_ref(), kinds=[CONVENE])
    return meeting


def vote(*, by: Actor, seat: Seat, choice: str, because: str) -> Seat:
    """Vote, with a reason; it can be changed until the commission has decided."""
    require(by, CALLED)
    refuse_if(why_not_vote(by, seat))
    with act("programmes.vote", by=by):
        seat.vote, seat.because, seat.voted_on = Vote(choice), because, timezone.localdate()
        seat.save()
        _done(by, seat)
    return seat


def declare_conflict(*, by: Actor, seat: Seat, what: str) -> Seat:
    """Say that one has a conflict of interest; the seat then has no vote."""
    require(by, CALLED)
    refuse_if(why_not_own(by, seat))
    with act("programmes.declare_conflict", by=by):
        seat.conflict, seat.vote, seat.because, seat.voted_on = what, "", "", None
        seat.save()
        _done(by, seat)
    return seat


def _done(by: Actor, seat: Seat) -> None:
    case = seat.meeting.accreditation
    close_work_of(by=by, case=case.case_ref(), kinds=[VOTE], owner=seat.member_id)
