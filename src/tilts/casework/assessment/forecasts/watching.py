"""Watching a model that is used: do the people still look as they did, and do staff go with it?

The engine is imported where it is asked: its libraries are heavy, and few pages need them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE

from .counted import levels_of
from .guards import last_decision
from .models import Forecast, ForecastModel

if TYPE_CHECKING:
    from tilts.engines.forecast.monitoring import Alert, Overridden, Verdict

ENOUGH = 100  # forecasts below which the mix of levels says nothing
Row = tuple[str, str, str]  # the level of the score, the one decided on or "", the name of the unit


@dataclass(frozen=True)
class Watched:
    """What was found since the decision that a model is used by."""

    forecasts: int
    index: float | None  # population stability index of the levels; None of too few
    units: "tuple[Overridden, ...]"
    verdict: "Verdict"

    @property
    def judged(self) -> "list[Overridden]":
        """The units that decided often enough to say something."""
        from tilts.engines.forecast.monitoring import ENOUGH as DECISIONS

        return [one for one in self.units if one.decisions >= DECISIONS]

    @property
    def reasons(self) -> list[str]:
        """The alerts in words, those that suspend first."""
        return [said(one) for one in self.verdict.alerts]


def watched(model: ForecastModel) -> Watched:
    """How a model does since it was last decided to use it, by counts alone."""
    from tilts.engines.forecast.monitoring import overridden, verdict

    decision = last_decision(model)
    rows = _rows(model, decision) if decision else []
    index, alert = _population(decision, rows) if decision else (None, None)
    units = overridden(_decided(model, rows))
    found = verdict([alert, *(one.alert for one in units)])
    return Watched(len(rows), index, units, found)


def _rows(model: ForecastModel, decision: Any) -> list[Row]:
    with seen_by(SERVICE):
        rows = Forecast.objects.filter(model=model, validation=decision.validation_id)
        since = rows.filter(made_at__gte=decision.decided_at)
        found = list(since.values_list("level", "assessment__level", "assessment__unit"))
    units = Unit.objects.in_bulk({unit for *_levels, unit in found})
    names = {pk: one.name_in(get_language() or "en") for pk, one in units.items()}
    return [(proposed, level, names[unit]) for proposed, level, unit in found]


def _population(decision: Any, rows: list[Row]) -> "tuple[float | None, Alert | None]":
    """The levels now against those of the validation; no alert of what may be chance."""
    from tilts.engines.forecast.monitoring import by_chance, shift_of_counts

    if len(rows) < ENOUGH:
        return None, None
    counted, now = decision.validation.counted(), Counter(level for level, *_rest in rows)
    before = [one.people for one in counted]
    found = shift_of_counts("levels", before, [now[one.level] for one in counted])
    sure = found.value >= by_chance(found, sum(before), len(rows))
    return found.value, found.alert if sure else None


def _decided(model: ForecastModel, rows: list[Row]) -> Iterator[Any]:
    from tilts.engines.forecast.monitoring import Decided

    levels = [one.id for one in levels_of(model.instrument, model.instrument_version)]
    for proposed, level, unit in rows:
        if level in levels:
            yield Decided(unit, levels.index(proposed), levels.index(level))


def said(alert: "Alert") -> str:
    """An alert in words."""
    told = {"value": f"{alert.value:.2f}", "limit": f"{alert.limit:g}", "about": alert.about}
    if alert.code == "population":
        text = _("The people changed: the index of their levels is %(value)s, the limit %(limit)s.")
        return text % told
    told["unit"] = alert.about.split(",")[0]
    told["value"], told["limit"] = f"{alert.value:.0%}", f"{alert.limit:.0%}"
    text = _("In %(unit)s %(value)s of the levels were decided otherwise, the limit is %(limit)s.")
    return text % told
