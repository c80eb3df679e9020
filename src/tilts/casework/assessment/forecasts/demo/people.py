"""What the model in use forecast of fictional people."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from ...models import Assessment
from ..models import Forecast, UseDecision


def forecasts_of(people: Sequence[UUID], used: Mapping[str, UseDecision]) -> Iterator[Forecast]:
    """One for each assessment with the instrument that was scored since its use was decided."""
    scored = Assessment.objects.about(people).exclude(computed_level="")
    for agency, decision in used.items():
        rows = scored.filter(
            unit__agency=agency,
            instrument=decision.model.instrument,
            assessed_on__gt=decision.decided_at.date(),
        )
        yield from (_forecast(row, decision) for row in rows.order_by("pk"))


def _forecast(row: Any, decision: UseDecision) -> Forecast:
    validation = decision.validation
    found = next(one for one in validation.counted() if one.level == row.computed_level)
    return Forecast(
        person_id=row.person_id, assessment=row, model=decision.model, validation=validation,
        decision=decision, made_at=datetime.combine(row.assessed_on, time(9), UTC), **vars(found),
    )  # fmt: skip
