"""The commission is called, votes, decides, and its papers are made."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door

from ..capabilities import ACCREDIT, CALLED
from ..conflicts import why_not_member
from ..forms import meeting_title
from ..models import Accreditation
from ..paper import total_of
from ..queries import one_application, one_meeting, opinions_on, own_seat
from ..quorum import why_not_decide
from ..secretaries import callable_in
from ..verbs import CALL, DECIDE, DECLARE, PRINT, VOTE
from .step import take


@door(ACCREDIT)
def call(request: Any, application_id: UUID) -> HttpResponse:
    """Call the commission: who may not be a member stands there with the reason."""
    case = one_application(request.actor, application_id)
    barred = _barred(case)
    return take(request, CALL, case, back=_page(case), case=case, barred=barred)


@door(CALLED)
def vote(request: Any, meeting_id: UUID) -> HttpResponse:
    """A member votes."""
    meeting = one_meeting(request.actor, meeting_id)
    seat = own_seat(request.actor, meeting)
    case = meeting.accreditation
    opinions = [{"row": row, "total": total_of(row)} for row in opinions_on(case) if row.given_on]
    more: dict[str, Any] = {
        "meeting": meeting,
        "opinions": opinions,
        "heading": meeting_title(meeting),
    }
    done = _("Your vote is recorded. You can change it until the commission decides.")
    return take(
        request, VOTE, seat, back=_page(case), done=done, case=case,
        template="programmes/vote.html", **more,
    )  # fmt: skip


@door(CALLED)
def declare(request: Any, meeting_id: UUID) -> HttpResponse:
    """A member says that a conflict of interest bars them."""
    meeting = one_meeting(request.actor, meeting_id)
    seat = own_seat(request.actor, meeting)
    case = meeting.accreditation
    return take(request, DECLARE, seat, back=_page(case), case=case)


@door(ACCREDIT)
def decide(request: Any, meeting_id: UUID) -> HttpResponse:
    """Record the decision that the votes come to."""
    meeting = one_meeting(request.actor, meeting_id)
    case = meeting.accreditation
    seats = list(meeting.seats.select_related("member"))
    more: dict[str, Any] = {"why_not": [] if meeting.decision else why_not_decide(meeting, seats)}
    return take(request, DECIDE, meeting, back=_page(case), case=case, **more)


@door(ACCREDIT)
def printed(request: Any, meeting_id: UUID) -> HttpResponse:
    """Make the minutes or the decision, in a language."""
    meeting = one_meeting(request.actor, meeting_id)
    case = meeting.accreditation
    return take(
        request, PRINT, meeting, back=_page(case), case=case,
        onwards=lambda made: ("programmes:paper", case.pk, made.pk),
    )  # fmt: skip


def _barred(case: Accreditation) -> list[Any]:
    today = timezone.localdate()
    why = why_not_member(case, callable_in(case.country, today), today)
    return [reason for reasons in why.values() for reason in reasons]


def _page(case: Accreditation) -> tuple[Any, ...]:
    return ("programmes:application", case.pk)
