"""What must hold before a forecasting model moves on, each with its reasons why not."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.proceedings.catalogue import pack_of
from tilts.engines.calendars.months import add_months
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.workflow.guards import guard

VALIDATION_MONTHS = "forecast_validation_months"  # the threshold in the country packs
NOT_STAFF = Reason(
    "not-staff", lazy("A member of staff answers for this with their name. Sign in as yourself.")
)
ELSEWHERE = Reason(
    "other-agency", lazy("The model is in the register of another agency, which decides on it.")
)
OWN_MODEL = Reason(
    "own-model", lazy("You answer for this model. Somebody else decides on its use.")
)
OWN_VALIDATION = Reason(
    "own-validation",
    lazy("You recorded the validation that it rests on. Somebody else decides on its use."),
)
WITHDRAWN_FOR_GOOD = Reason(
    "withdrawn-for-good", lazy("A model that was withdrawn does not come back. Register it anew.")
)
NOT_VALIDATED = Reason(
    "no-validation", lazy("It was not validated on local data. Record a validation.")
)
NO_NEW_DECISION = Reason(
    "no-new-decision",
    lazy("Nobody has decided to use it since it was suspended. Ask for a new decision."),
)


def why_not_signed(by: Actor) -> Reasons:
    """Why no name would stand under it: what other systems send, nobody answers for."""
    return [] if by.kind == PartyKind.STAFF else [NOT_STAFF]


def last_validation(model: Any) -> Any:
    """The validation done last; None when there is none."""
    rows = sorted(model.validations.all(), key=lambda row: (row.done_on, row.pk))
    return rows[-1] if rows else None


def last_decision(model: Any) -> Any:
    """The decision made last; None when there is none."""
    rows = sorted(model.decisions.all(), key=lambda row: (row.decided_at, row.pk))
    return rows[-1] if rows else None


@guard(lazy("it is in the register of your agency"))
def own_agency(model: Any, by: Actor) -> Reasons:
    """Each agency answers for its own register."""
    return [] if by.is_service or by.agency == model.agency_id else [ELSEWHERE]


@guard(lazy("somebody else answers for the model and validated it"))
def four_eyes(model: Any, by: Actor) -> Reasons:
    """Who answers for a model, or recorded its last validation, does not decide on its use."""
    if by.is_service:
        return []
    validation = last_validation(model)
    recorded = validation is not None and validation.recorded_by_id == by.party
    found = [OWN_MODEL] if model.owner_id == by.party else []
    return [*found, *([OWN_VALIDATION] if recorded else [])]


@guard(lazy("it was validated on local data of late"))
def validated_of_late(model: Any, by: Actor) -> Reasons:
    """A validation that is too old says little about the people of today."""
    validation, today = last_validation(model), timezone.localdate()
    if validation is None:
        return [NOT_VALIDATED]
    if counts_until(validation) >= today:
        return []
    text = _("The last validation is of %(day)s, older than %(n)s months. Validate it anew.")
    told = {"day": local(validation.done_on), "n": _months(model)}
    return [Reason("validation-too-old", text % told)]


def counts_until(validation: Any) -> date:
    """The last day on which a validation says enough about the people of that day."""
    return add_months(validation.done_on, _months(validation.model))


def _months(model: Any) -> int:
    return pack_of(model.country).threshold(VALIDATION_MONTHS, on=timezone.localdate())


def why_not_until(validation: Any, until: date) -> Reasons:
    """Why a model may not be used until a day: no decision outlasts what it rests on.

    Of a validation that is too old already the move itself says so.
    """
    last = counts_until(validation)
    if until <= last or last < timezone.localdate():
        return []
    text = _("The validation of %(day)s counts until %(last)s. Choose a day until then.")
    told = {"day": local(validation.done_on), "last": local(last)}
    return [Reason("outlasts-validation", text % told)]


@guard(lazy("it was decided to use it, after it was suspended"))
def decided_since(model: Any, by: Actor) -> Reasons:
    """What was stopped goes on only when somebody decides so with the reason for stopping known."""
    last = last_decision(model)
    if last is None or not last.use or last.decided_at <= model.suspended_at:
        return [NO_NEW_DECISION]
    return [ended(last)] if last.valid_until < timezone.localdate() else []


@guard(lazy("it was never withdrawn"))
def never_withdrawn(model: Any, by: Actor) -> Reasons:
    """Being marked as an error in between does not bring a withdrawn model back."""
    return [] if model.withdrawn_on is None else [WITHDRAWN_FOR_GOOD]


def ended(decision: Any) -> Reason:
    """That a decision holds no more, as a reason."""
    text = _("The decision to use it ended on %(day)s. Ask for a new decision.")
    return Reason("decision-ended", text % {"day": local(decision.valid_until)})
