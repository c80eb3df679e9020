"""API: whether somebody lives, and whether their record should be."""

from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, Made, may, valid

from .. import actions
from ..forms import DeathForm
from ..rules import CORRECT
from .router import router
from .rows import made, opened, reason_of
from .shapes import DeathIn, ReasonIn


@router.post(
    "/people/{uuid:person_id}/death",
    response={201: Made},
    operation_id="people_note_death",
    auth=may(CORRECT),
)
def note_death(request: ApiRequest, person_id: UUID, body: DeathIn) -> Any:
    """Note that somebody has died. Proceedings, placements and allocations end with it."""
    opened(request, person_id)
    told = valid(DeathForm(body.dict())).cleaned_data
    died_on, source = told["died_on"], told["reason"]
    return made(
        actions.note_death(by=request.actor, person_id=person_id, died_on=died_on, source=source)
    )


@router.post(
    "/people/{uuid:person_id}/error",
    response={201: Made},
    operation_id="people_mark_error",
    auth=may(CORRECT),
)
def mark_error(request: ApiRequest, person_id: UUID, body: ReasonIn) -> Any:
    """Take a record that should never have been out of every list. Nothing is deleted."""
    opened(request, person_id)
    reason = reason_of(body)
    return made(actions.mark_entered_in_error(by=request.actor, person_id=person_id, reason=reason))


@router.post(
    "/people/{uuid:person_id}/restore",
    response={201: Made},
    operation_id="people_restore",
    auth=may(CORRECT),
)
def restore(request: ApiRequest, person_id: UUID, body: ReasonIn) -> Any:
    """Take back a death, or that the record was entered in error."""
    opened(request, person_id)
    reason = reason_of(body)
    return made(actions.restore_person(by=request.actor, person_id=person_id, reason=reason))
