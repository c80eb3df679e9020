"""API: proceedings move from stage to stage."""

from datetime import date
from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, Body, Made, may

from ..capabilities import RECORD
from ..verbs import IN_FORCE, JUDGMENT, WRONG_PERSON, moving
from .router import router
from .steps import done, opened_proceeding


class DayIn(Body):
    """The day on which it happened."""

    day: date


class MoveIn(Body):
    """Why, for the moves that want a reason."""

    reason: str = ""


class RightPersonIn(Body):
    """Whose proceedings they really are, and what went wrong."""

    file_number: str
    reason: str


@router.post(
    "/proceedings/{uuid:proceeding_id}/judgment",
    response={201: Made},
    operation_id="proceedings_judge",
    auth=may(RECORD),
)
def judgment(request: ApiRequest, proceeding_id: UUID, body: DayIn) -> Any:
    """The court has found the person guilty; it may be appealed."""
    return done(request, JUDGMENT, opened_proceeding(request, proceeding_id), body)


@router.post(
    "/proceedings/{uuid:proceeding_id}/in-force",
    response={201: Made},
    operation_id="proceedings_bring_into_force",
    auth=may(RECORD),
)
def in_force(request: ApiRequest, proceeding_id: UUID, body: DayIn) -> Any:
    """The judgment is final: its measures are in force."""
    return done(request, IN_FORCE, opened_proceeding(request, proceeding_id), body)


@router.post(
    "/proceedings/{uuid:proceeding_id}/moves/{slug:code}",
    response={201: Made},
    operation_id="proceedings_move",
    auth=may(RECORD),
)
def move(request: ApiRequest, proceeding_id: UUID, code: str, body: MoveIn) -> Any:
    """Any other move, such as `appeal`, `mark_error` or `reopen`; see `moves` of proceedings."""
    return done(request, moving(code), opened_proceeding(request, proceeding_id), body)


@router.post(
    "/proceedings/{uuid:proceeding_id}/wrong-person",
    response={201: Made},
    operation_id="proceedings_wrong_person",
    auth=may(RECORD),
)
def wrong_person(request: ApiRequest, proceeding_id: UUID, body: RightPersonIn) -> Any:
    """Record proceedings anew on the person whose they are; answers with the new ones."""
    return done(request, WRONG_PERSON, opened_proceeding(request, proceeding_id), body)
