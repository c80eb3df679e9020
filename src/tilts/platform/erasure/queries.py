"""What an erasure would do, before anybody does it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from tilts.platform.access.reasons import Reasons

from .models import ErasureRequest
from .reach import reach_of
from .rules import held_by


@dataclass(frozen=True)
class DryRun:
    """Rows that would go, rows of which a column would be emptied, and reasons against it."""

    going: dict[str, int]
    forgetting: dict[str, int]
    against: Reasons


def dry_run(subject: UUID) -> DryRun:
    """List, per model, how many rows an erasure of this subject would touch."""
    reach = reach_of(subject)
    forgetting = {
        f"{model._meta.label_lower}.{column}": len(stay)
        for (model, column), keys in reach.forgetting.items()
        if (stay := keys - reach.going.get(model, set()))
    }
    return DryRun(reach.counts(), forgetting, held_by(subject))


def requests() -> "QuerySet[ErasureRequest]":
    """Every request, carried out or not, newest first."""
    rows: QuerySet[ErasureRequest] = ErasureRequest.objects.select_related("subject")
    return rows.order_by("-pk")


def open_requests() -> "QuerySet[ErasureRequest]":
    """Requests that are not carried out, oldest first."""
    return requests().filter(carried_out_at=None).order_by("proposed_at")


def request_of(subject: UUID) -> ErasureRequest | None:
    """The request to erase this subject that is not carried out yet."""
    request: ErasureRequest | None = open_requests().filter(subject_id=subject).first()
    return request
