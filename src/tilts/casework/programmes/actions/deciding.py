"""What the members voted for is recorded, and the application moves by it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import react

from ..capabilities import ACCREDIT
from ..choices import Question, Vote
from ..licences import last_day
from ..models import Accreditation, Meeting
from ..quorum import outcome, why_not_decide
from ..seats import DECIDED

MOVES = {Vote.LICENSE: "license", Vote.REFUSE: "refuse", Vote.REVISE: "ask_revision"}


def decide(
    *, by: Actor, meeting: Meeting, because: str, minutes: str, conditions: str = ""
) -> Meeting:
    """Record what the commission decided, with its reasons; the application moves by itself.

    Raises Refused while a vote is open, without a quorum, or when no choice is ahead.
    """
    require(by, ACCREDIT)
    refuse_if([DECIDED] if meeting.decision else [])
    case = meeting.accreditation
    with act("programmes.decide", by=by):
        seats = list(meeting.seats.select_related("member").select_for_update(of=("self",)))
        refuse_if(why_not_decide(meeting, seats))
        meeting.decision = outcome(seats) or ""
        meeting.because, meeting.minutes = because, minutes
        meeting.decided_on = timezone.localdate()
        meeting.save()
        code, told = _follows(case, meeting, conditions)
        react(case=case, code=code, by=by, reason=because, **told)
    return meeting


def _follows(case: Accreditation, meeting: Meeting, conditions: str) -> tuple[str, dict[str, Any]]:
    """The move that follows from a decision, and what changes with it."""
    granted = meeting.decision == Vote.LICENSE
    if meeting.question == Question.EXTENSION:
        begins = case.valid_to + timedelta(days=1) if case.valid_to else meeting.held_on
        told = {"valid_to": last_day(case.country, begins), "conditions": conditions}
        return "decide_extension", told if granted else {}
    day = meeting.held_on
    told = {"licensed_on": day, "valid_to": last_day(case.country, day), "conditions": conditions}
    return MOVES[Vote(meeting.decision)], told if granted else {}
