"""API: how intensively somebody is worked with, and why."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Schema

from tilts.casework.assessment.capabilities import SEE
from tilts.casework.people.api.rows import opened
from tilts.platform.access.operations import ApiRequest, may

from ..queries.tiers import calculations_of
from ..tier_facts import tiers_today
from ..tier_keeping import inputs_of
from .router import router

MOST = 20


class TierStepOut(Schema):
    """A rule that was asked: whether it holds, null where its fact is missing."""

    rule: str
    tier: int
    fact: str
    holds: bool | None


class TierOut(Schema):
    """A tier with its inputs and its working; `could_raise` are missing facts."""

    tier: int
    provisional: bool
    could_raise: list[str]
    inputs: dict[str, Any]
    steps: list[TierStepOut]


class KeptTierOut(TierOut):
    """A tier as it was calculated and kept."""

    calculated_at: datetime
    current: bool


class TierHistoryOut(Schema):
    """The tier of today, and those that were kept, the newest first."""

    today: TierOut
    kept: list[KeptTierOut]


@router.get(
    "/people/{uuid:person_id}/tier",
    response=TierHistoryOut,
    operation_id="tier_get",
    auth=may(SEE),
)
def tier(request: ApiRequest, person_id: UUID) -> Any:
    """The tier of today rule by rule, and how it came to be."""
    person = opened(request, person_id)
    facts, found = tiers_today([person.pk], timezone.localdate())[person.pk]
    today = {**vars(found), "provisional": found.provisional, "inputs": inputs_of(facts)}
    return {"today": today, "kept": list(calculations_of(person.pk)[:MOST])}
