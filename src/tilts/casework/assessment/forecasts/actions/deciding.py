"""It is decided whether a model is used: with a reason, by four eyes, and until a day."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move

from ..capabilities import DECIDE
from ..guards import NOT_VALIDATED, last_validation, why_not_signed, why_not_until
from ..models import ForecastModel, UseDecision

ENDS_BEFORE = Reason(
    "ends-before", _("A decision to use a model ends on a day from today on. Choose its last day.")
)


def decide(
    *, by: Actor, model: ForecastModel, use: bool, because: str, valid_until: date | None = None
) -> UseDecision:
    """Decide whether a model is used; to use it holds until its last day, `valid_until`.

    Raises Refused for whoever answers for the model or recorded its last validation, and, to use
    it, on a validation that is older than the country's pack allows, or will be on the last day.
    """
    require(by, DECIDE)
    refuse_if(why_not_signed(by))
    now = timezone.now()
    if use:
        refuse_if(_why_not_until(model, valid_until))
    stops = not use and model.state == "in_use"
    with act("forecasts.decide", by=by):
        code = "decide_for" if use else "decide_against"
        changed: dict[str, Any] = {"suspended_at": now} if stops else {}
        move(case=model, code=code, by=by, **changed)
        validation = last_validation(model)
        refuse_if([] if validation else [NOT_VALIDATED])
        decision = UseDecision(
            model=model, validation=validation, use=use, because=because,
            valid_until=valid_until if use else None, decided_by_id=by.party,
            decided_at=timezone.now(),
        )  # fmt: skip
        decision.save(force_insert=True)
    return decision


def _why_not_until(model: ForecastModel, until: date | None) -> Reasons:
    if until is None or until < timezone.localdate():
        return [ENDS_BEFORE]
    validation = last_validation(model)
    return why_not_until(validation, until) if validation else []
