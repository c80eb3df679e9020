"""Pages of meetings: those about somebody, one of them, and each step."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person, records_of
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import Verb, take
from tilts.platform.access.authority import why_not
from tilts.platform.access.doors import door
from tilts.platform.documents.models import Document
from tilts.platform.documents.rules import MAKE
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.ways import status_lines, ways

from .actions import AHEAD
from .capabilities import HOLD
from .models import Meeting
from .presenting import RARE, TONES
from .queries import decisions_of, meetings_about, one_decision, one_meeting
from .sheet import why_not_printed
from .verbs import FOLLOW_UP, MINUTES, MOVE, PLAN, PRINT, deciding, inviting, moving
from .verbs import HOLD as HELD

TAB = "meetings"
STEP = "meetings/step.html"


def _onwards(row: Any) -> tuple[str, UUID]:
    """To the meeting, or to the document that was made of it."""
    if isinstance(row, Document):
        return "documents:document", row.pk
    return "meetings:one", row.pk if isinstance(row, Meeting) else row.meeting_id


@door(SEE)
def of(request: Any, person_id: UUID) -> HttpResponse:
    """Meetings about somebody, the newest first."""
    person = open_person(request.actor, person_id, session=request.session)
    rows = [(one, TONES.get(one.state, "neutral")) for one in meetings_about(records_of(person))]
    header = person_header(request.actor, person, TAB)
    may_call = not why_not(request.actor, HOLD, person.pk)
    context = {"person": person, "header": header, "rows": rows, "may_call": may_call}
    return render(request, "meetings/of_person.html", context)


@door(HOLD)
def plan(request: Any, person_id: UUID) -> HttpResponse:
    """Call a meeting."""
    return take(request, PLAN, person_id, tab=TAB, onwards=_onwards)


@door(SEE)
def one(request: Any, conference_id: UUID) -> HttpResponse:
    """One meeting: who is invited, what was said and decided, and what can happen next."""
    meeting = one_meeting(conference_id)
    person = open_person(request.actor, meeting.person_id, session=request.session)
    holds = not why_not(request.actor, HOLD, meeting.person_id)
    found = ways(meeting, request.actor, "meetings:move")
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "meeting": meeting,
        "tone": TONES.get(meeting.state, "neutral"),
        "invitees": meeting.invitees.select_related("staff").order_by("pk"),
        "decisions": decisions_of(meeting),
        "may_invite": holds and meeting.state in AHEAD,
        "may_write": holds and meeting.state == "held",
        "may_follow_up": holds and meeting.state not in ERRORS,
        "may_print": MAKE in request.actor.capabilities and not why_not_printed(meeting),
        "ways": [way for way in found if way.code not in RARE],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(meeting, _("Planned")),
    }
    return render(request, "meetings/meeting.html", context)


def _step(request: Any, conference_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    meeting = one_meeting(conference_id)
    more |= {"template": STEP, "meeting": meeting, "decisions": decisions_of(meeting)}
    return take(request, verb, meeting.person_id, meeting, tab=TAB, onwards=_onwards, **more)


@door(HOLD)
def invite(request: Any, conference_id: UUID) -> HttpResponse:
    """Put somebody on the list."""
    return _step(request, conference_id, inviting(request.actor))


@door(HOLD)
def reschedule(request: Any, conference_id: UUID) -> HttpResponse:
    """Another time or place."""
    return _step(request, conference_id, MOVE)


@door(HOLD)
def hold(request: Any, conference_id: UUID) -> HttpResponse:
    """Record who came and what was said."""
    return _step(request, conference_id, HELD)


@door(HOLD)
def minutes(request: Any, conference_id: UUID) -> HttpResponse:
    """Write the minutes anew."""
    return _step(request, conference_id, MINUTES)


@door(HOLD)
def decide(request: Any, conference_id: UUID) -> HttpResponse:
    """Note a decision."""
    return _step(request, conference_id, deciding(request.actor))


@door(HOLD)
def move(request: Any, conference_id: UUID, code: str) -> HttpResponse:
    """Any other move that staff can make; whoever approves the minutes reads them here."""
    return _step(request, conference_id, moving(code), approves=code == "approve")


@door(HOLD)
def decision(request: Any, decision_id: UUID) -> HttpResponse:
    """Say what came of a decision."""
    row = one_decision(decision_id)
    more: dict[str, Any] = {"template": STEP, "meeting": row.meeting, "told": row.what}
    return take(request, FOLLOW_UP, row.person_id, row, tab=TAB, onwards=_onwards, **more)


@door(MAKE)
def printed(request: Any, conference_id: UUID) -> HttpResponse:
    """The minutes on paper; they go into the register."""
    return _step(request, conference_id, PRINT, sealed=True)
