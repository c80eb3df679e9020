"""Whether a model may be used on real people on a day, and if not, why and what to do."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.engines.instruments import Instrument
from tilts.platform.access.reasons import Reason, Reasons

from .choices import INSTRUMENTS
from .guards import NOT_VALIDATED, ended
from .models import ForecastModel, UseDecision

NO_DECISION = Reason("no-decision", _("Nobody has decided to use it. Ask for a decision."))
DECIDED_AGAINST = Reason(
    "decided-against", _("It was decided not to use it. Read why before you ask again.")
)
NOT_REGISTERED = Reason(
    "not-registered",
    _(
        "It forecasts what people do, and is not in the register of forecasting models. Put it on "
        "trial, where it decides nothing, or have it registered, validated here and decided on."
    ),
)
STOPPED = {
    "suspended": Reason(
        "suspended", _("Its use is suspended. It needs a new decision before it is resumed.")
    ),
    "withdrawn": Reason("withdrawn", _("It was withdrawn for good. Use another model.")),
    "entered_in_error": Reason(
        "entered-in-error", _("It was entered in error. Use another model.")
    ),
}


def may_use(model: ForecastModel, on: date) -> Reasons:
    """Why a model may not be used on real people on a day; empty when it may.

    It does not wait for anybody to end a decision that is over. That a model is suspended or
    withdrawn now counts for every day.
    """
    stopped = [STOPPED[model.state]] if model.state in STOPPED else []
    if model.is_over:
        return stopped
    validated = any(one.done_on <= on for one in model.validations.all())
    lacking = [] if validated else [NOT_VALIDATED]
    return [*stopped, *lacking, *_undecided(model, on)]


def _undecided(model: ForecastModel, on: date) -> Reasons:
    """Why no decision lets it be used on a day."""
    decision = decision_on(model, on)
    if decision is None:
        return [NO_DECISION]
    if not decision.use:
        return [DECIDED_AGAINST]
    return [] if decision.holds_on(on) else [ended(decision)]


def decision_on(model: ForecastModel, on: date) -> UseDecision | None:
    """The last decision that was made by a day."""
    rows = [one for one in model.decisions.all() if timezone.localdate(one.decided_at) <= on]
    return max(rows, key=lambda row: (row.decided_at, row.pk), default=None)


def why_not_in_use(agency: str, of: Instrument) -> Reasons:
    """Why an agency may not put an instrument that forecasts to use: its register says so."""
    rows = ForecastModel.objects.filter(
        agency=agency, instrument=of.id, instrument_version=of.version
    ).select_related("agency")
    today = timezone.localdate()
    standing = rows.prefetch_related("validations", "decisions").order_by("code", "pk")
    found = [may_use(one, today) for one in standing]
    if not found:
        return [NOT_REGISTERED] if of.id in INSTRUMENTS else []
    return [] if not all(found) else found[0]
