"""How well a model forecast here is recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move

from ..capabilities import KEEP
from ..choices import Outcome, Source
from ..counted import Counted, levels_of, why_not_counted
from ..guards import why_not_signed
from ..measures import BOUNDS, NAMES, Measure, why_not_measure
from ..models import ForecastModel, LocalValidation

NOT_YET = Reason("validated-later", lazy("It is recorded when it is done. Check the day."))
NO_OUTCOME = Reason(
    "no-outcome", lazy("Say what was forecast, and within how many months it was looked for.")
)
NO_PERIOD = Reason(
    "no-period", lazy("The period begins before it ends, and ends before the validation. Check it.")
)
ONE_OUTCOME = Reason(
    "one-outcome",
    lazy("Of the people some have the outcome and some have not: else nothing can be told apart."),
)


@dataclass(frozen=True)
class Found:
    """What a validation found: on which people of which period, and its measures by name.

    `outcome` is what was looked for within `months`; `levels` counts it by level of an instrument.
    """

    done_on: date
    done_by: str
    period_from: date
    period_to: date
    people: int
    events: int
    measures: Mapping[str, Measure]
    conclusion: str
    outcome: str
    months: int
    levels: Sequence[Counted] = ()


def record_validation(*, by: Actor, model: ForecastModel, found: Found) -> LocalValidation:
    """Record a local validation of a model. Raises Refused when its numbers cannot be."""
    require(by, KEEP)
    refuse_if([*why_not_signed(by), *_why_not(model, found)])
    row = LocalValidation(model=model, recorded_by_id=by.party, **_columns(found))
    with act("forecasts.record_validation", by=by):
        move(case=model, code="validate", by=by)
        row.save(force_insert=True)
    return row


def _columns(found: Found) -> dict[str, Any]:
    """What was found, by the names of the columns."""
    told = {
        name: value for name, value in vars(found).items() if name not in ("measures", "levels")
    }
    told["levels"] = [vars(one) for one in found.levels]
    for name, one in found.measures.items():
        told |= {name: one.value, f"{name}_low": one.low, f"{name}_high": one.high}
    return told


def _why_not(model: ForecastModel, found: Found) -> Reasons:
    reasons = [NOT_YET] if found.done_on > timezone.localdate() else []
    if not found.period_from <= found.period_to <= found.done_on:
        reasons.append(NO_PERIOD)
    if not 0 < found.events < found.people:
        reasons.append(ONE_OUTCOME)
    reasons += [] if found.outcome in Outcome and found.months > 0 else [NO_OUTCOME]
    levels = levels_of(model.instrument, model.instrument_version)
    reasons += why_not_counted(found.levels, levels, found.people, found.events)
    needed = BOUNDS if model.source == Source.TRAINED else ("auc",)
    text = _("%(name)s is missing. Enter it with its interval.")
    reasons += [
        Reason("measure-missing", text % {"name": NAMES[name]})
        for name in needed
        if name not in found.measures
    ]
    for name, measure in found.measures.items():
        reasons += why_not_measure(name, measure)
    return reasons
