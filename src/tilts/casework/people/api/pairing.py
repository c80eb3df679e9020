"""API: two records, one person – or not."""

from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, Made, may
from tilts.platform.record.models import Way

from .. import pairs
from ..duplicates import duplicates_of
from ..queries import consult_twins
from ..rules import MERGE
from .router import router
from .rows import made, opened, reason_of, twin
from .shapes import OtherIn, ReasonIn, TwinOut


@router.get(
    "/people/{uuid:person_id}/twins",
    response=list[TwinOut],
    operation_id="people_twins",
    auth=may(MERGE),
)
def twins(request: ApiRequest, person_id: UUID) -> Any:
    """Who may be the same person, with the evidence."""
    found = duplicates_of(opened(request, person_id))
    consult_twins(request.actor, found, way=Way.API)
    return [twin(one) for one in found]


@router.post(
    "/people/{uuid:person_id}/merge",
    response={201: Made},
    operation_id="people_merge",
    auth=may(MERGE),
)
def merge(request: ApiRequest, person_id: UUID, body: OtherIn) -> Any:
    """Merge `other` into this record: they are the same person."""
    kept, gone, reason = opened(request, person_id), opened(request, body.other), reason_of(body)
    pairs.merge_people(by=request.actor, kept_id=kept.pk, gone_id=gone.pk, reason=reason)
    return made(kept)


@router.post(
    "/people/{uuid:person_id}/apart",
    response={201: Made},
    operation_id="people_keep_apart",
    auth=may(MERGE),
)
def keep_apart(request: ApiRequest, person_id: UUID, body: OtherIn) -> Any:
    """Decide that this and `other` are different people, for good."""
    one, other, reason = opened(request, person_id), opened(request, body.other), reason_of(body)
    pairs.keep_apart(by=request.actor, one_id=one.pk, other_id=other.pk, reason=reason)
    return made(one)


@router.post(
    "/people/{uuid:person_id}/split",
    response={201: Made},
    operation_id="people_split",
    auth=may(MERGE),
)
def split(request: ApiRequest, person_id: UUID, body: ReasonIn) -> Any:
    """Undo the merge of this record into another one, for good."""
    gone = opened(request, person_id)
    return made(pairs.split_people(by=request.actor, gone_id=gone.pk, reason=reason_of(body)))
