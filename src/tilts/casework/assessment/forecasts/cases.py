"""How a forecasting model goes: registered, validated, in use, suspended, withdrawn.

Off by default: only a decision of somebody else than its owner, on a local validation, brings it
into use, and only until a day.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from .capabilities import DECIDE, KEEP, STOP
from .guards import decided_since, four_eyes, never_withdrawn, own_agency, validated_of_late

DECISION_ENDS = work(
    "forecasts.decision_ends",
    _("See to it that the use of “%(model)s” is decided anew"),
    page="forecasts:one",
)
SUSPENDED = work(
    "forecasts.suspended",
    _("Find out why “%(model)s” was suspended"),
    page="forecasts:one",
)


class ForecastMachine(CaseMachine):
    """A forecasting model in the register of an agency. It is nobody's case."""

    title = _("Forecasting model")
    of_person = False
    reopens_if = (own_agency, never_withdrawn)

    registered = Stage(pgettext_lazy("a model", "registered, not used"), initial=True)
    validated = Stage(pgettext_lazy("a model", "validated, not used"))
    in_use = Stage(pgettext_lazy("a model", "in use"))
    suspended = Stage(pgettext_lazy("a model", "suspended"))
    withdrawn = Closed(pgettext_lazy("a model", "withdrawn"))

    validate = Move(
        transitions=registered.to(validated)
        | validated.to(validated)
        | in_use.to(in_use)
        | suspended.to(suspended),
        title=_("Record a validation"),
        description=_("How well it forecast what happened to people of this agency."),
        needs=KEEP,
        guards=(own_agency,),
        form="forecasts:validate",
    )
    resume = Move(
        transitions=suspended.to(in_use),
        title=pgettext_lazy("a model", "Resume its use"),
        description=_("As was decided since it was suspended."),
        needs=KEEP,
        guards=(own_agency, decided_since),
        likely=True,
    )
    decide_for = Move(
        transitions=validated.to(in_use) | in_use.to(in_use) | suspended.to(suspended),
        title=_("Decide to use it"),
        description=_("Until a day, with a reason. One that is suspended is resumed afterwards."),
        needs=DECIDE,
        guards=(own_agency, four_eyes, validated_of_late),
        form="forecasts:decide_for",
        likely=True,
        closes=(DECISION_ENDS, SUSPENDED),
    )
    decide_against = Move(
        transitions=validated.to(validated) | in_use.to(suspended) | suspended.to(suspended),
        title=_("Decide not to use it"),
        description=_("With a reason. One that is in use is suspended."),
        needs=DECIDE,
        guards=(own_agency, four_eyes),
        form="forecasts:decide_against",
        closes=(DECISION_ENDS, SUSPENDED),
    )
    suspend = Move(
        transitions=in_use.to(suspended),
        title=pgettext_lazy("a model", "Suspend"),
        description=_("It is not used from now on, until somebody decides anew."),
        needs=STOP,
        guards=(own_agency,),
        needs_reason=True,
        closes=(DECISION_ENDS,),
    )
    withdraw = Move(
        transitions=registered.to(withdrawn)
        | validated.to(withdrawn)
        | in_use.to(withdrawn)
        | suspended.to(withdrawn),
        title=pgettext_lazy("a model", "Withdraw"),
        description=_("For good. It stays in the register, and is never used again."),
        needs=KEEP,
        guards=(own_agency,),
        needs_reason=True,
        closes=(DECISION_ENDS, SUSPENDED),
    )
