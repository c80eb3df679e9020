"""API: agencies, units and staff, to read."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Router, Schema

from tilts.platform.access.operations import ApiRequest, Rows, Size, may, rows_of
from tilts.platform.design.paging import keyset_page

from .queries import agencies_seen_by, staff_found, unit_seen_by, units_seen_by, with_roles
from .rules import SEE

router = Router(tags=["organisation"])


class AgencyOut(Schema):
    """A prison or probation service."""

    code: str
    country: str
    kind: str
    names: dict[str, str]


class UnitOut(Schema):
    """A unit; `path` lists the codes from the agency down."""

    id: UUID
    agency: str
    code: str
    kind: str
    names: dict[str, str]
    parent: UUID | None
    path: str
    since: date
    until: date | None

    @staticmethod
    def resolve_agency(obj: Any) -> str:
        """By its code."""
        return str(obj.agency_id)

    @staticmethod
    def resolve_parent(obj: Any) -> UUID | None:
        """By its id."""
        parent: UUID | None = obj.parent_id
        return parent


class RoleNow(Schema):
    """A role that somebody holds today; without a unit in the whole agency."""

    role: str
    unit: UUID | None

    @staticmethod
    def resolve_unit(obj: Any) -> UUID | None:
        """By its id."""
        unit: UUID | None = obj.unit_id
        return unit


class StaffOut(Schema):
    """A member of staff, with the roles of today."""

    id: UUID
    agency: str
    given: str
    family: str
    email: str
    phone: str
    roles: list[RoleNow]

    @staticmethod
    def resolve_id(obj: Any) -> UUID:
        """The party."""
        staff: UUID = obj.pk
        return staff

    @staticmethod
    def resolve_agency(obj: Any) -> str:
        """By its code."""
        return str(obj.agency_id)

    @staticmethod
    def resolve_roles(obj: Any) -> list[Any]:
        """As they were read with the page."""
        return list(obj.roles_now)


@router.get("/agencies", response=list[AgencyOut], operation_id="agencies_list", auth=may(SEE))
def agencies(request: ApiRequest) -> Any:
    """The agencies of one's country."""
    return agencies_seen_by(request.actor)


@router.get("/units", response=Rows[UnitOut], operation_id="units_list", auth=may(SEE))
def units(
    request: ApiRequest,
    agency: str = "",
    cursor: str | None = None,
    size: Size = 50,
) -> Any:
    """Units that are open today, each after the one it belongs to."""
    found = units_seen_by(request.actor, timezone.localdate())
    if agency:
        found = found.filter(agency=agency)
    return rows_of(keyset_page(found, ["path"], cursor, size))


@router.get("/units/{uuid:unit_id}", response=UnitOut, operation_id="unit_get", auth=may(SEE))
def unit(request: ApiRequest, unit_id: UUID) -> Any:
    """One unit, also one that is closed."""
    found = unit_seen_by(request.actor, unit_id)
    if found is None:
        raise Http404
    return found


@router.get("/staff", response=Rows[StaffOut], operation_id="staff_list", auth=may(SEE))
def staff(
    request: ApiRequest,
    q: str = "",
    unit: UUID | None = None,
    cursor: str | None = None,
    size: Size = 50,
) -> Any:
    """Staff by name; `q` finds every word in a name or an e-mail address, `unit` those below it."""
    place = unit_seen_by(request.actor, unit) if unit else None
    found = staff_found(request.actor, q, place)
    if unit and place is None:
        found = found.none()
    shown = with_roles(found, timezone.localdate())
    return rows_of(keyset_page(shown, ["sort_key", "pk"], cursor, size))
