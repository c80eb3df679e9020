"""API: the proceedings of somebody, one of them, and what follows from them."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.casework.people.api.rows import opened
from tilts.casework.people.rules import SEE
from tilts.platform.access.operations import ApiRequest, Rows, Size, may, rows_of
from tilts.platform.design.paging import keyset_page
from tilts.platform.workflow.options import offered
from tilts.platform.workflow.queries import history

from ..presenting import Calculated
from ..queries import measures_in, offences_of, placements_of, proceedings_of, records
from ..release import Calculation, release_calculation
from ..responsibility import responsibility
from .router import router
from .shapes import PlacementOut, ProceedingOut, ReleaseOut, ResponsibleOut, WholeOut
from .steps import opened_proceeding


@router.get(
    "/people/{uuid:person_id}/proceedings",
    response=Rows[ProceedingOut],
    operation_id="proceedings_list",
    auth=may(SEE),
)
def proceedings(
    request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50
) -> Any:
    """All proceedings of a person, the newest first, those of merged records too."""
    rows = proceedings_of([opened(request, person_id).pk])
    return rows_of(keyset_page(rows, ["-received_on", "pk"], cursor, size))


@router.get(
    "/proceedings/{uuid:proceeding_id}",
    response=WholeOut,
    operation_id="proceedings_get",
    auth=may(SEE),
)
def one(request: ApiRequest, proceeding_id: UUID) -> Any:
    """What they are about, what was imposed, what can happen next, and when release can come."""
    proceeding = opened_proceeding(request, proceeding_id)
    return {
        "proceeding": proceeding,
        "offences": list(offences_of(proceeding)),
        "measures": list(measures_in(proceeding)),
        "moves": offered(proceeding, request.actor),
        "history": list(history(proceeding)),
        "release": _release(release_calculation(proceeding, timezone.localdate())),
    }


def _release(found: Calculation) -> dict[str, Any]:
    return dict(zip(ReleaseOut.model_fields, Calculated(found).answers, strict=True))


@router.get(
    "/people/{uuid:person_id}/release",
    response=ReleaseOut,
    operation_id="release_get",
    auth=may(SEE),
)
def release(request: ApiRequest, person_id: UUID) -> Any:
    """When release can come, from all sentences of a person together, line by line."""
    person = opened(request, person_id)
    return _release(release_calculation(person, timezone.localdate()))


@router.get(
    "/people/{uuid:person_id}/responsible",
    response=ResponsibleOut,
    operation_id="responsible_get",
    auth=may(SEE),
)
def responsible(request: ApiRequest, person_id: UUID) -> Any:
    """Which service is responsible for a person today, and why."""
    return responsibility(opened(request, person_id).pk, timezone.localdate())


@router.get(
    "/people/{uuid:person_id}/placements",
    response=Rows[PlacementOut],
    operation_id="placements_list",
    auth=may(SEE),
)
def placements(
    request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50
) -> Any:
    """Where a person is and was, the newest first."""
    rows = placements_of(records([opened(request, person_id).pk]))
    return rows_of(keyset_page(rows, ["-since", "pk"], cursor, size))
