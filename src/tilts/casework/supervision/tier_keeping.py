"""A calculation of a tier as it is kept, and whether it says anything new."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.engines.tiers import Facts, Tiered

from .models import TierCalculation


def calculation(person: UUID, facts: Facts, tier: Tiered) -> TierCalculation:
    """A calculation as it is kept, not yet saved."""
    return TierCalculation(
        person_id=person,
        calculated_at=timezone.now(),
        tier=tier.tier,
        could_raise=list(tier.could_raise),
        inputs=inputs_of(facts),
        steps=[vars(step) for step in tier.steps],
    )


def inputs_of(facts: Facts) -> dict[str, Any]:
    """The facts as they are kept."""
    codes = {fact: sorted(values) for fact, values in sorted(facts.codes.items())}
    return {"codes": codes, "days": dict(facts.days), "missing": sorted(facts.missing)}


def differs(new: TierCalculation, old: TierCalculation | None) -> bool:
    """Whether the working changed; that days pass alone is no change."""
    if old is None:
        return True
    same = new.steps == old.steps and new.tier == old.tier and new.could_raise == old.could_raise
    return not same or new.inputs["codes"] != old.inputs["codes"]
