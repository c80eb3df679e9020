"""The register and one of its models, as their pages show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.platform.access.reasons import Reasons
from tilts.platform.forms.catalogue import known

from .choices import Source
from .counted import levels_of
from .guards import last_validation
from .measures import NAMES
from .models import ForecastModel, LocalValidation, UseDecision
from .standing import decision_on, may_use

TONES = {"suspended": "warning", "withdrawn": "danger", "entered_in_error": "danger"}
RARE = ("withdraw", "mark_error", "reopen")


@dataclass(frozen=True)
class Listed:
    """A model in the register, as it stands on a day."""

    model: ForecastModel
    day: date

    @property
    def why_not(self) -> Reasons:
        """Why it may not be used; empty while it may."""
        return may_use(self.model, self.day)

    @property
    def standing(self) -> tuple[str, str]:
        """Where it stands, in words and by tone; in use only while it may be used."""
        if self.model.state == "in_use":
            return (_("not used"), "danger") if self.why_not else (_("in use"), "success")
        return self.model.state_title, TONES.get(self.model.state, "neutral")

    @property
    def validated_on(self) -> date | None:
        """The day of the last validation."""
        found = last_validation(self.model)
        return found.done_on if found else None

    @property
    def until(self) -> date | None:
        """The last day of the decision to use it; None where none was made, or against it."""
        decision = decision_on(self.model, self.day)
        return decision.valid_until if decision else None


def source_of(model: ForecastModel) -> str:
    """What a model is: an instrument with its version, or trained on data."""
    if model.source == Source.TRAINED:
        return str(Source.TRAINED.label).capitalize()
    return instrument_title(model.instrument, model.instrument_version)


def instrument_title(name: str, version: str) -> str:
    """The name of an instrument with its version; its id where the catalogue has it no more."""
    of = known().get((name, version))
    return f"{of.title.to(get_language() or 'en') if of else name} · {version}"


def told(validation: LocalValidation) -> dict[str, Any]:
    """A validation with its measures and its counts by level in words."""
    found = validation.measures()
    named = [(text, found[name]) for name, text in NAMES.items() if name in found]
    levels = {
        one.id: one.label.to(get_language() or "en")
        for one in levels_of(validation.model.instrument, validation.model.instrument_version)
    }
    counted = [(levels.get(one.level, one.level), one) for one in validation.counted()]
    return {"row": validation, "measures": named, "counted": counted}


def decided(decision: UseDecision) -> tuple[str, str]:
    """What was decided, in words and by tone."""
    if decision.use:
        return _("to be used"), "success"
    return _("not to be used"), "warning"
