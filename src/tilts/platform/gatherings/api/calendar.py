"""API: calendars on phones are opened and closed; phones read them without the API."""

from typing import Any
from uuid import UUID

from ninja import Schema

from tilts.platform.access.operations import ApiRequest, may

from ..actions import close_calendar, open_calendar
from ..rules import RUN, SEE, require_series
from ..views.calendar import address_of
from ..views.common import found_enrolment
from .routing import router


class CalendarOut(Schema):
    """The secret address of a calendar: shown once, and no earlier one opens it any more."""

    address: str


class CalendarClosed(Schema):
    """How many addresses opened the calendar until now."""

    closed: int


@router.post(
    "/gatherings/calendar",
    response={201: CalendarOut},
    operation_id="gatherings_open_my_calendar",
    auth=may(SEE),
)
def open_mine(request: ApiRequest) -> Any:
    """Open one's own calendar, or give it a new address."""
    return _opened(request, request.actor.party)


@router.post(
    "/gatherings/calendar/close",
    response=CalendarClosed,
    operation_id="gatherings_close_my_calendar",
    auth=may(SEE),
)
def close_mine(request: ApiRequest) -> Any:
    """Close one's own calendar."""
    return _closed(request, request.actor.party)


@router.post(
    "/gatherings/enrolments/{uuid:enrolment_id}/calendar",
    response={201: CalendarOut},
    operation_id="gatherings_open_calendar",
    auth=may(RUN),
)
def open_theirs(request: ApiRequest, enrolment_id: UUID) -> Any:
    """Open a participant's calendar, or give it a new address."""
    return _opened(request, _participant(request, enrolment_id))


@router.post(
    "/gatherings/enrolments/{uuid:enrolment_id}/calendar/close",
    response=CalendarClosed,
    operation_id="gatherings_close_calendar",
    auth=may(RUN),
)
def close_theirs(request: ApiRequest, enrolment_id: UUID) -> Any:
    """Close a participant's calendar."""
    return _closed(request, _participant(request, enrolment_id))


def _participant(request: ApiRequest, enrolment_id: UUID) -> UUID:
    row = found_enrolment(request.actor, enrolment_id)
    require_series(request.actor, RUN, row.series)
    party: UUID = row.party_id
    return party


def _opened(request: ApiRequest, party: UUID) -> dict[str, str]:
    _feed, token = open_calendar(by=request.actor, party=party)
    return {"address": address_of(request, token)}


def _closed(request: ApiRequest, party: UUID) -> dict[str, int]:
    return {"closed": close_calendar(by=request.actor, party=party)}
