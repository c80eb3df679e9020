"""API: inter-agency meetings, by the same forms and actions as the pages."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema

from tilts.casework.people.api.rows import done, opened
from tilts.casework.people.queries import records_of
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import Verb
from tilts.platform.access.operations import (
    ApiRequest,
    Body,
    Made,
    Moment,
    Rows,
    Size,
    may,
    rows_of,
)
from tilts.platform.design.paging import keyset_page
from tilts.platform.documents.rules import MAKE

from .capabilities import HOLD
from .models import Meeting
from .queries import decisions_of, meetings_about, one_decision, one_meeting
from .verbs import FOLLOW_UP, MINUTES, MOVE, PLAN, PRINT, deciding, inviting, moving
from .verbs import HOLD as HELD

router = Router(tags=["meetings"])


class MeetingRow(Schema):
    """A meeting in a list."""

    id: UUID
    person: UUID = Field(alias="person_id")
    state: str
    about: str
    place: str
    starts_at: datetime
    ends_at: datetime
    chair: UUID = Field(alias="chair_id")


class InviteeOut(Schema):
    """Who is invited; `attended` is null until the meeting is recorded."""

    id: UUID
    staff: UUID | None = Field(alias="staff_id")
    sector: str
    organisation: str
    name: str
    duty: str
    may_know: str
    attended: bool | None


class DecisionOut(Schema):
    """What was decided, and what came of it."""

    id: UUID
    what: str
    responsible: UUID = Field(alias="responsible_id")
    other: str
    due: date
    done_on: date | None
    outcome: str


class ConferenceOut(MeetingRow):
    """One meeting with who was invited and what was decided."""

    basis: str
    shareable: str
    agenda: str
    minutes: str
    minutes_version: int
    approved_on: date | None
    approved_by: UUID | None = Field(alias="approved_by_id")
    invitees: list[InviteeOut]
    decisions: list[DecisionOut]

    @staticmethod
    def resolve_invitees(obj: Any) -> list[Any]:
        """In the order in which they were added."""
        return list(obj.invitees.order_by("pk"))

    @staticmethod
    def resolve_decisions(obj: Any) -> list[Any]:
        """What is due first comes first."""
        return list(decisions_of(obj))


class MeetingIn(Body):
    """A meeting as it is called; `length` in minutes."""

    about: str
    starts_at: Moment
    length: int = 60
    place: str
    basis: str
    shareable: str
    agenda: str = ""


class MeetingTimeIn(Body):
    """When and where it is to be instead; `length` in minutes."""

    starts_at: Moment
    length: int
    place: str


class InviteeIn(Body):
    """One's own staff by id, or an organisation and a name."""

    sector: str
    staff: UUID | None = None
    organisation: str = ""
    name: str = ""
    duty: str = ""
    may_know: str = ""


class MeetingHeldIn(Body):
    """Which invitees came, and what was said."""

    attended: list[UUID]
    minutes: str


class MinutesIn(MeetingHeldIn):
    """The same anew; `seen` is the version that this one replaces."""

    seen: int


class MeetingDecisionIn(Body):
    """What was decided, who of staff sees to it, and by when."""

    what: str
    responsible: UUID
    other: str = ""
    due: date


class DecisionOutcomeIn(Body):
    """What came of a decision."""

    outcome: str


class MeetingStepIn(Body):
    """A move that says no more than perhaps why; `seen` is the version of minutes to approve."""

    code: str
    reason: str = ""
    seen: int | None = None


class MinutesPaperIn(Body):
    """In which of the languages of staff."""

    language: str


@router.get(
    "/people/{uuid:person_id}/meetings",
    response=Rows[MeetingRow],
    operation_id="meetings_list",
    auth=may(SEE),
)
def meetings(
    request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 20
) -> Any:
    """Meetings about somebody, the newest first."""
    rows = meetings_about(records_of(opened(request, person_id)))
    return rows_of(keyset_page(rows, ["-starts_at", "-pk"], cursor, size))


@router.post(
    "/people/{uuid:person_id}/meetings",
    response={201: Made},
    operation_id="meetings_plan",
    auth=may(HOLD),
)
def plan(request: ApiRequest, person_id: UUID, body: MeetingIn) -> Any:
    """Call a meeting; whoever calls it chairs it."""
    return done(request, PLAN, opened(request, person_id), body.dict())


@router.get(
    "/meetings/{uuid:conference_id}",
    response=ConferenceOut,
    operation_id="meetings_get",
    auth=may(SEE),
)
def one(request: ApiRequest, conference_id: UUID) -> Any:
    """One meeting."""
    return _meeting(request, conference_id)


@router.post(
    "/meetings/{uuid:conference_id}/time",
    response={201: Made},
    operation_id="meetings_reschedule",
    auth=may(HOLD),
)
def reschedule(request: ApiRequest, conference_id: UUID, body: MeetingTimeIn) -> Any:
    """Another time or place, before it is held; staff who are invited are told."""
    return _done(request, MOVE, conference_id, body)


@router.post(
    "/meetings/{uuid:conference_id}/invitees",
    response={201: Made},
    operation_id="meetings_invite",
    auth=may(HOLD),
)
def invite(request: ApiRequest, conference_id: UUID, body: InviteeIn) -> Any:
    """Put somebody on the list."""
    return _done(request, inviting(request.actor), conference_id, body)


@router.post(
    "/meetings/{uuid:conference_id}/held",
    response={201: Made},
    operation_id="meetings_hold",
    auth=may(HOLD),
)
def hold(request: ApiRequest, conference_id: UUID, body: MeetingHeldIn) -> Any:
    """Who came, and what was said."""
    return _done(request, HELD, conference_id, body)


@router.post(
    "/meetings/{uuid:conference_id}/minutes",
    response={201: Made},
    operation_id="meetings_write_minutes",
    auth=may(HOLD),
)
def minutes(request: ApiRequest, conference_id: UUID, body: MinutesIn) -> Any:
    """Write the minutes anew."""
    return _done(request, MINUTES, conference_id, body)


@router.post(
    "/meetings/{uuid:conference_id}/decisions",
    response={201: Made},
    operation_id="meetings_note_decision",
    auth=may(HOLD),
)
def decide(request: ApiRequest, conference_id: UUID, body: MeetingDecisionIn) -> Any:
    """Note a decision."""
    return _done(request, deciding(request.actor), conference_id, body)


@router.post(
    "/meetings/decisions/{uuid:decision_id}/outcome",
    response={201: Made},
    operation_id="meetings_follow_up",
    auth=may(HOLD),
)
def follow_up(request: ApiRequest, decision_id: UUID, body: DecisionOutcomeIn) -> Any:
    """Say what came of a decision."""
    row = one_decision(decision_id)
    opened(request, row.person_id)
    return done(request, FOLLOW_UP, row, body.dict())


@router.post(
    "/meetings/{uuid:conference_id}/move",
    response={201: Made},
    operation_id="meetings_move",
    auth=may(HOLD),
)
def move(request: ApiRequest, conference_id: UUID, body: MeetingStepIn) -> Any:
    """Any other move; each asks for its own capability."""
    return _done(request, moving(body.code), conference_id, body)


@router.post(
    "/meetings/{uuid:conference_id}/paper",
    response={201: Made},
    operation_id="meetings_paper",
    auth=may(MAKE),
)
def paper(request: ApiRequest, conference_id: UUID, body: MinutesPaperIn) -> Any:
    """The approved minutes as a PDF in the register of documents."""
    return _done(request, PRINT, conference_id, body)


def _done(request: ApiRequest, verb: Verb, meeting_id: UUID, body: Body) -> dict[str, Any]:
    return done(request, verb, _meeting(request, meeting_id), body.dict())


def _meeting(request: ApiRequest, meeting_id: UUID) -> Meeting:
    meeting = one_meeting(meeting_id)
    opened(request, meeting.person_id)
    return meeting
