"""What was forecast, in words: for staff on a page, and for the person on paper."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.engines.instruments import Otherwise, otherwise
from tilts.platform.access.reasons import Reasons, Text
from tilts.platform.design.display import local
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.catalogue import scorer
from tilts.platform.forms.questions import said, words

from ..levels import level_of
from ..models import Assessment
from ..presenting import instrument_of, named_level
from .choices import Outcome
from .models import Forecast
from .queries import forecast_of, registered_for
from .standing import may_use

SHOWN = 5  # answers that would change the level most

HAPPENED: dict[str, Text] = {
    Outcome.OFFENDED: lazy(
        "Of every 100 people here with this level, %(n)s committed a new offence within "
        "%(months)s months."
    ),
    Outcome.CONVICTED: lazy(
        "Of every 100 people here with this level, %(n)s were convicted of a new offence within "
        "%(months)s months."
    ),
    Outcome.IMPRISONED: lazy(
        "Of every 100 people here with this level, %(n)s came back to prison within %(months)s "
        "months."
    ),
}


@dataclass(frozen=True)
class Told:
    """A forecast in words; `why_not` says why it is relied on no more."""

    forecast: Forecast
    why_not: Reasons

    @property
    def share(self) -> str:
        """How many of 100."""
        row = self.forecast
        told = {"n": of_100(row.counted.rate), "months": row.validation.months}
        return str(HAPPENED[row.validation.outcome]) % told

    @property
    def interval(self) -> str:
        """Between which numbers that lies, and that the others did not."""
        low, high = map(of_100, self.forecast.counted.interval)
        told = {"low": low, "high": high, "not": 100 - of_100(self.forecast.counted.rate)}
        return _("It may be between %(low)s and %(high)s. The other %(not)s did not.") % told

    @property
    def group(self) -> str:
        """Of whom it speaks."""
        row = self.forecast.validation
        told = {
            "people": self.forecast.people,
            "all": row.people,
            "since": local(row.period_from),
            "until": local(row.period_to),
        }
        text = _(
            "%(people)s people with this level were counted, of %(all)s who were followed between "
            "%(since)s and %(until)s."
        )
        return text % told

    def as_data(self) -> dict[str, Any]:
        """As other systems read it."""
        row = self.forecast
        low, high = row.counted.interval
        return {
            "model": row.model_id, "made_at": row.made_at, **vars(row.counted), "low": low,
            "high": high, "outcome": row.validation.outcome, "months": row.validation.months,
            "validated_on": row.validation.done_on,
            "why_not": [one.code for one in self.why_not],
        }  # fmt: skip

    @property
    def validated(self) -> str:
        """When and by whom it was checked that the model forecasts well here."""
        row = self.forecast.validation
        text = _("Validated on %(day)s by %(who)s.")
        return text % {"day": local(row.done_on), "who": row.done_by}


def of_100(share: float) -> int:
    """A share as people of a hundred."""
    return round(100 * share)


def told_of(assessment: Assessment) -> Told | None:
    """What was forecast of somebody; None where nothing was."""
    row = forecast_of(assessment)
    return Told(row, may_use(row.model, timezone.localdate())) if row else None


def why_none(assessment: Assessment) -> Reasons:
    """Why nothing is forecast although a model is registered for the instrument."""
    today = timezone.localdate()
    found = [may_use(one, today) for one in registered_for(assessment)]
    return found[0] if found and all(found) else []


def for_the_person(assessment: Assessment) -> list[str]:
    """What the person reads of it; nothing where the model is not relied on any more."""
    told = told_of(assessment)
    if told is None or told.why_not:
        return []
    decided = _("It is a count of other people. People decided on your level, not the count.")
    return [told.share, told.interval, told.group, decided]


def changes(assessment: Assessment) -> list[dict[str, Any]]:
    """Which one other answer would lower the level or its score most, in words."""
    of = instrument_of(assessment)
    if of is None or not assessment.computed_level:
        return []
    given, deciding = values_in(assessment.answered.answers), level_of(of)
    now = assessment.scores.get(deciding.id, {}).get("value")
    found = otherwise(scorer(of), given, deciding.id)
    return [_change(of, one, now, assessment.computed_level) for one in found[:SHOWN]]


def _change(of: Any, one: Otherwise, now: Any, level: str) -> dict[str, Any]:
    item = of.items[one.item]
    return {
        "label": words(item.label),
        "answer": said(item, one.answer),
        "less": f"−{now - one.value:g}" if now is not None else "",
        "level": named_level(of, one.band or "") if one.band != level else None,
    }
