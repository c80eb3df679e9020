"""Reading cases, their balance and days, what waits, and which provider suits."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.casework.people.api.rows import opened
from tilts.casework.people.rules import SEE
from tilts.platform.access.operations import ApiRequest, Rows, Size, may, rows_of
from tilts.platform.design.paging import keyset_page
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..capabilities import RUN
from ..matching import matches
from ..queries import awaiting, balances, lines_in, services_of
from .router import ONE, case_of, router
from .shapes import MatchOut, ServiceOut, WholeServiceOut, WorkDayOut


@router.get(
    "/people/{uuid:person_id}/community_service",
    response=Rows[ServiceOut],
    operation_id="community_service_list",
    auth=may(SEE),
)
def listed(request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50) -> Any:
    """Every case of somebody, those of merged records too, newest first."""
    rows = services_of([opened(request, person_id).pk])
    return rows_of(keyset_page(rows, ["-received_on", "-pk"], cursor, size))


@router.get(
    "/community_service/awaiting",
    response=Rows[WorkDayOut],
    operation_id="community_service_awaiting",
    auth=may(RUN),
)
def waiting(request: ApiRequest) -> Any:
    """Days to be confirmed, judged or approved, of everybody for whom one may; each is a look."""
    found = awaiting(request.actor)
    if found:
        shown = sorted({one.person_id for one in found})
        consult(request.actor, shown, way=Way.API, purpose="caseload", about="community_service")
    return {"items": found}


@router.get(ONE, response=WholeServiceOut, operation_id="community_service_get", auth=may(SEE))
def one(request: ApiRequest, service_id: UUID) -> Any:
    """One, with its balance and days."""
    case = case_of(request, service_id)
    left = balances([case], timezone.localdate())[case.pk]
    return {"case": case, "balance": left, "days": lines_in(case)}


@router.get(
    f"{ONE}/matches",
    response=Rows[MatchOut],
    operation_id="community_service_matches",
    auth=may(RUN),
)
def matching(request: ApiRequest, service_id: UUID) -> Any:
    """Every provider for somebody, with what speaks for and against it."""
    found = matches(request.actor, case_of(request, service_id))
    return {"items": [_matched(one) for one in found]}


def _matched(one: Any) -> dict[str, Any]:
    provider = {"provider": one.provider.pk, "name": one.provider.name}
    return {**provider, "km": one.km, "blocked": bool(one.blocked), "lines": one.lines}
