"""API: groups are opened, scheduled, led and closed; people enrolled; attendance marked."""

from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, Made, may

from .. import verbs
from ..actions import Mark
from ..actions import mark as mark_all
from ..rules import MARK, MOVE, RUN
from ..views.common import found_enrolment, found_series, found_session
from .routing import router
from .shapes import (
    BecauseIn,
    CapacityIn,
    CloseIn,
    CoverIn,
    ElsewhereIn,
    EndEnrolmentIn,
    EnrolIn,
    LeaderIn,
    MarksIn,
    MoveSessionIn,
    NewSessionIn,
    OpenGroupIn,
    ReplaceIn,
    TimetableIn,
    ToldOut,
    TransferIn,
)
from .taking import done, timetable


@router.post(
    "/gatherings",
    response={201: Made},
    operation_id="gatherings_open",
    auth=may(RUN),
)
def opened(request: ApiRequest, body: OpenGroupIn) -> Any:
    """Open a group from a template."""
    return done(request, verbs.opening(request.actor), None, body)


@router.post(
    "/gatherings/elsewhere",
    response={201: Made},
    operation_id="gatherings_elsewhere",
    auth=may(MOVE),
)
def elsewhere(request: ApiRequest, body: ElsewhereIn) -> Any:
    """Note that somebody is elsewhere from a moment until another."""
    return done(request, verbs.NOTE_ELSEWHERE, None, body)


@router.post(
    "/gatherings/{uuid:series_id}/schedule",
    response={201: Made},
    operation_id="gatherings_schedule",
    auth=may(RUN),
)
def schedule(request: ApiRequest, series_id: UUID, body: TimetableIn) -> Any:
    """Give every session without a time the next one at which nobody needed is taken."""
    return timetable(request, verbs.SCHEDULE, series_id, body)


@router.post(
    "/gatherings/{uuid:series_id}/reschedule",
    response={201: Made},
    operation_id="gatherings_reschedule",
    auth=may(RUN),
)
def reschedule(request: ApiRequest, series_id: UUID, body: TimetableIn) -> Any:
    """Give the sessions to come other times; those of the past stay."""
    return timetable(request, verbs.RESCHEDULE, series_id, body)


@router.post(
    "/gatherings/{uuid:series_id}/sessions",
    response={201: Made},
    operation_id="gatherings_add_session",
    auth=may(RUN),
)
def add_session(request: ApiRequest, series_id: UUID, body: NewSessionIn) -> Any:
    """Add a session for the group or for one; it makes good what they missed."""
    return done(request, verbs.ADD_SESSION, found_series(request.actor, series_id), body)


@router.post(
    "/gatherings/{uuid:series_id}/enrolments",
    response={201: Made},
    operation_id="gatherings_enrol",
    auth=may(RUN),
)
def enrol(request: ApiRequest, series_id: UUID, body: EnrolIn) -> Any:
    """Enrol somebody from a day on."""
    return done(request, verbs.ENROL, found_series(request.actor, series_id), body)


@router.post(
    "/gatherings/{uuid:series_id}/leaders",
    response={201: Made},
    operation_id="gatherings_add_leader",
    auth=may(RUN),
)
def add_leader(request: ApiRequest, series_id: UUID, body: LeaderIn) -> Any:
    """One more leads from a day on."""
    return done(request, verbs.ADD_LEADER, found_series(request.actor, series_id), body)


@router.post(
    "/gatherings/{uuid:series_id}/leaders/replace",
    response={201: Made},
    operation_id="gatherings_replace_leader",
    auth=may(RUN),
)
def replace_leader(request: ApiRequest, series_id: UUID, body: ReplaceIn) -> Any:
    """Somebody leads in another's place from a day on."""
    return done(request, verbs.REPLACE_LEADER, found_series(request.actor, series_id), body)


@router.post(
    "/gatherings/{uuid:series_id}/places",
    response={201: Made},
    operation_id="gatherings_set_capacity",
    auth=may(RUN),
)
def set_capacity(request: ApiRequest, series_id: UUID, body: CapacityIn) -> Any:
    """Give a group more or fewer places."""
    return done(request, verbs.SET_CAPACITY, found_series(request.actor, series_id), body)


@router.post(
    "/gatherings/{uuid:series_id}/close",
    response={201: Made},
    operation_id="gatherings_close",
    auth=may(RUN),
)
def close(request: ApiRequest, series_id: UUID, body: CloseIn) -> Any:
    """Close a group."""
    return done(request, verbs.CLOSE, found_series(request.actor, series_id), body)


@router.post(
    "/gatherings/sessions/{uuid:session_id}/move",
    response={201: Made},
    operation_id="gatherings_move",
    auth=may(RUN),
)
def move(request: ApiRequest, session_id: UUID, body: MoveSessionIn) -> Any:
    """Hold a session at another time or place."""
    return done(request, verbs.MOVE, found_session(request.actor, session_id), body)


@router.post(
    "/gatherings/sessions/{uuid:session_id}/cancel",
    response={201: Made},
    operation_id="gatherings_cancel",
    auth=may(RUN),
)
def cancel(request: ApiRequest, session_id: UUID, body: BecauseIn) -> Any:
    """A session does not take place."""
    return done(request, verbs.CANCEL, found_session(request.actor, session_id), body)


@router.post(
    "/gatherings/sessions/{uuid:session_id}/cover",
    response={201: Made},
    operation_id="gatherings_cover",
    auth=may(RUN),
)
def cover(request: ApiRequest, session_id: UUID, body: CoverIn) -> Any:
    """Somebody leads one session in another's place."""
    return done(request, verbs.COVER, found_session(request.actor, session_id), body)


@router.post(
    "/gatherings/enrolments/{uuid:enrolment_id}/end",
    response={201: Made},
    operation_id="gatherings_end",
    auth=may(RUN),
)
def end(request: ApiRequest, enrolment_id: UUID, body: EndEnrolmentIn) -> Any:
    """Somebody takes part no more from a day on."""
    return done(request, verbs.END, found_enrolment(request.actor, enrolment_id), body)


@router.post(
    "/gatherings/enrolments/{uuid:enrolment_id}/transfer",
    response={201: Made},
    operation_id="gatherings_transfer",
    auth=may(RUN),
)
def transfer(request: ApiRequest, enrolment_id: UUID, body: TransferIn) -> Any:
    """Somebody goes on in another group with what they did."""
    return done(
        request,
        verbs.transferring(request.actor),
        found_enrolment(request.actor, enrolment_id),
        body,
    )


@router.post(
    "/gatherings/sessions/{uuid:session_id}/marks",
    response=ToldOut,
    operation_id="gatherings_mark",
    auth=may(MARK),
)
def mark(request: ApiRequest, session_id: UUID, body: MarksIn) -> Any:
    """Mark who attended; answers what came of each mark."""
    row = found_session(request.actor, session_id)
    marks = [Mark(**one.dict()) for one in body.marks]
    told = mark_all(by=request.actor, session=row, marks=marks)
    return {"told": {str(enrolment): str(one) for enrolment, one in told.items()}}
