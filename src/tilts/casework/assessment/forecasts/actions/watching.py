"""In time: a model that is past a limit is suspended, and who answers for it hears of it."""

from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import open_item

from ..cases import SUSPENDED
from ..models import ForecastModel
from ..watching import watched
from .moving import suspend


def watch(*, by: Actor) -> int:
    """Suspend the models in use that are past a limit; how many were."""
    rows = ForecastModel.objects.filter(state="in_use").select_related("unit__agency", "agency")
    with act("forecasts.watch", by=by):
        return sum(_watch(by, model) for model in rows.prefetch_related("decisions__validation"))


def _watch(by: Actor, model: ForecastModel) -> int:
    found = watched(model)
    if not found.verdict.suspend:
        return 0
    suspend(by=by, model=model, reason=" ".join(found.reasons))
    open_item(
        by=by, kind=SUSPENDED, person=None, unit=model.unit, owner=model.owner_id,
        case=model.case_ref(), model=model.title,
    )  # fmt: skip
    return 1
