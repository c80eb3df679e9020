"""In time: who answers for a model hears that the decision to use it ends."""

from datetime import date, timedelta

from tilts.casework.proceedings.catalogue import pack_of
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import open_item
from tilts.platform.workflow.models import WorkItem

from ..cases import DECISION_ENDS
from ..guards import last_decision
from ..models import ForecastModel

WARNING_DAYS = "forecast_decision_warning_days"  # the threshold in the country packs


def warn_of_ends(*, by: Actor, day: date) -> int:
    """Open work for the models whose decision ends soon; run twice, it opens nothing twice."""
    rows = ForecastModel.objects.filter(state="in_use").select_related("unit__agency", "agency")
    with act("forecasts.warn_of_ends", by=by):
        return sum(_warn(by, model, day) for model in rows.prefetch_related("decisions"))


def _warn(by: Actor, model: ForecastModel, day: date) -> int:
    last = last_decision(model)
    days = pack_of(model.country).threshold(WARNING_DAYS, on=day)
    if not last or not last.valid_until or last.valid_until - timedelta(days=days) > day:
        return 0
    until = last.valid_until.isoformat()
    there = WorkItem.objects.filter(case=model.case_ref(), kind=DECISION_ENDS.code)
    if any(item.values.get("valid_until") == until for item in there):
        return 0
    open_item(
        by=by, kind=DECISION_ENDS, person=None, unit=model.unit, owner=model.owner_id,
        case=model.case_ref(), due=last.valid_until, model=model.title, valid_until=until,
    )  # fmt: skip
    return 1
