"""A model in use says what the level of an assessment means for people here."""

from django.utils import timezone

from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ...models import Assessment
from ..models import Forecast
from ..queries import registered_for
from ..standing import decision_on, may_use


def forecast(*, by: Actor, assessment: Assessment) -> Forecast | None:
    """Keep what the model in use forecasts of somebody who was just scored: every use is kept.

    None where no model may be used with the instrument, where the instrument is on trial, or where
    nobody with this level was counted: then nothing is forecast.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    models = [] if assessment.trial else registered_for(assessment)
    model = next((one for one in models if not may_use(one, today)), None)
    decision = decision_on(model, today) if model else None
    if model is None or decision is None:
        return None
    counted = {one.level: one for one in decision.validation.counted()}
    if (found := counted.get(assessment.computed_level)) is None:
        return None
    row = Forecast(
        person_id=assessment.person_id, assessment=assessment, model=model, decision=decision,
        validation=decision.validation, made_at=now, **vars(found),
    )  # fmt: skip
    with act("forecasts.forecast", by=by):
        row.save(force_insert=True)
    return row
