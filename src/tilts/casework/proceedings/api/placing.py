"""API: people come to prison, move between units, leave, escape and return."""

from datetime import date
from typing import Any
from uuid import UUID

from tilts.casework.people.api.rows import opened
from tilts.platform.access.operations import ApiRequest, Body, Made, may

from ..capabilities import PLACE
from ..verbs import PLACING
from .router import router
from .steps import done


class PlaceIn(Body):
    """A unit of a prison, and from which day."""

    unit: UUID
    day: date


class MoveUnitIn(PlaceIn):
    """Where to, when, and why: transfer, court, hospital, return."""

    reason: str


class LeaveIn(Body):
    """When somebody left, and how: release or escape."""

    day: date
    how: str
    reason: str = ""


@router.post(
    "/people/{uuid:person_id}/placements",
    response={201: Made},
    operation_id="placements_place",
    auth=may(PLACE),
)
def place(request: ApiRequest, person_id: UUID, body: PlaceIn) -> Any:
    """Admit somebody to prison."""
    return done(request, PLACING["admit"], opened(request, person_id), body)


@router.post(
    "/people/{uuid:person_id}/placements/move",
    response={201: Made},
    operation_id="placements_move",
    auth=may(PLACE),
)
def move_unit(request: ApiRequest, person_id: UUID, body: MoveUnitIn) -> Any:
    """Move somebody to another unit."""
    return done(request, PLACING["move"], opened(request, person_id), body)


@router.post(
    "/people/{uuid:person_id}/placements/leave",
    response={201: Made},
    operation_id="placements_leave",
    auth=may(PLACE),
)
def leave(request: ApiRequest, person_id: UUID, body: LeaveIn) -> Any:
    """Note a release or an escape; an escape suspends every case of the person."""
    return done(request, PLACING["leave"], opened(request, person_id), body)


@router.post(
    "/people/{uuid:person_id}/placements/return",
    response={201: Made},
    operation_id="placements_return",
    auth=may(PLACE),
)
def back(request: ApiRequest, person_id: UUID, body: PlaceIn) -> Any:
    """Note that who escaped is back; their cases go on."""
    return done(request, PLACING["return"], opened(request, person_id), body)
