"""API: rooms, and who must not meet whom, are listed, added and ended."""

from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, Made, Rows, Size, may, rows_of
from tilts.platform.design.paging import keyset_page
from tilts.platform.record.models import Way

from .. import verbs
from ..looks import look_at_pairs
from ..queries import pairs_apart, places_run_by
from ..rules import MOVE, RUN
from ..views.common import found_apart, found_place
from .routing import router
from .shapes import ApartIn, ApartOut, RoomIn, RoomOut, UntilIn
from .taking import done


@router.get(
    "/gatherings/places",
    response=Rows[RoomOut],
    operation_id="gatherings_places",
    auth=may(RUN),
)
def places(request: ApiRequest, cursor: str | None = None, size: Size = 50) -> Any:
    """Rooms in use now or later, of the units in which one runs groups; by name."""
    return rows_of(keyset_page(places_run_by(request.actor), ["name", "pk"], cursor, size))


@router.post(
    "/gatherings/places",
    response={201: Made},
    operation_id="gatherings_add_place",
    auth=may(RUN),
)
def add_place(request: ApiRequest, body: RoomIn) -> Any:
    """Add a room to a unit."""
    return done(request, verbs.adding_place(request.actor), None, body)


@router.post(
    "/gatherings/places/{uuid:place_id}/close",
    response={201: Made},
    operation_id="gatherings_close_place",
    auth=may(RUN),
)
def close_place(request: ApiRequest, place_id: UUID, body: UntilIn) -> Any:
    """A room is used no more from a day on."""
    return done(request, verbs.CLOSE_PLACE, found_place(request.actor, place_id), body)


@router.get(
    "/gatherings/apart",
    response=Rows[ApartOut],
    operation_id="gatherings_apart",
    auth=may(MOVE),
)
def apart(request: ApiRequest, cursor: str | None = None, size: Size = 50) -> Any:
    """Who must not meet whom now or later, where one sees both; what was noted last first."""
    page = keyset_page(pairs_apart(), ["-since", "-pk"], cursor, size)
    look_at_pairs(request.actor, page.items, way=Way.API)
    return rows_of(page)


@router.post(
    "/gatherings/apart",
    response={201: Made},
    operation_id="gatherings_keep_apart",
    auth=may(MOVE),
)
def keep_apart(request: ApiRequest, body: ApartIn) -> Any:
    """Note that two people must not meet."""
    return done(request, verbs.KEEP_APART, None, body)


@router.post(
    "/gatherings/apart/{uuid:apart_id}/end",
    response={201: Made},
    operation_id="gatherings_end_apart",
    auth=may(MOVE),
)
def end_apart(request: ApiRequest, apart_id: UUID, body: UntilIn) -> Any:
    """Two may meet again from a day on."""
    return done(request, verbs.END_APART, found_apart(apart_id), body)
