"""API: two records, one person – or not."""

from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, Made, may, valid

from .. import pairs
from ..duplicates import duplicates_of
from ..forms import ReasonForm
from ..rules import MERGE
from .finding import shown
from .router import router
from .rows import made, opened, twin
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
    shown(request, [one.person.pk for one in found])
    return [twin(one) for one in found]


def _reason(body: ReasonIn) -> str:
    told: str = valid(ReasonForm({"reason": body.reason})).cleaned_data["reason"]
    return told


@router.post(
    "/people/{uuid:person_id}/merge",
    response={201: Made},
    operation_id="people_merge",
    auth=may(MERGE),
)
def merge(request: ApiRequest, person_id: UUID, body: OtherIn) -> Any:
    """Merge `other` into this record: they are the same person."""
    kept, gone, reason = opened(request, person_id), opened(request, body.other), _reason(body)
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
    one, other, reason = opened(request, person_id), opened(request, body.other), _reason(body)
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
    return made(pairs.split_people(by=request.actor, gone_id=gone.pk, reason=_reason(body)))
