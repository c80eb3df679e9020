"""What a court may impose: a new measure, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tilts.jurisdictions.schema import Measure as Kind
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.organisation.models import Unit

from . import catalogue
from .models import Measure, Proceeding
from .moments import why_not_begin, why_not_past
from .terms import LIFE, is_custody

IS_OVER = Reason("is-over", _("These proceedings are closed. Reopen them first."))
UNKNOWN_KIND = Reason("unknown-kind", _("The law knew no such sentence or measure on that day."))
PRESUMED_INNOCENT = Reason(
    "presumed-innocent",
    _("There is no judgment yet: the person is presumed innocent. Record the judgment first."),
)
NO_LENGTH = Reason("no-length", _("Say how long, how many hours or how much money."))
NO_PROBATION = Reason("no-probation", _("A suspended sentence has a probation period."))
NOT_SUSPENDED = Reason("not-suspended", _("Only a suspended sentence has a probation period."))
OWN_START = Reason("own-start", _("It follows another: leave its first day empty."))
NOT_IN_A_ROW = Reason(
    "not-in-a-row",
    _("Only a term in prison follows another term in prison of the same person that is not over."),
)
MOST = {
    "years": 100,
    "months": 1200,
    "days": 32767,
    "minutes": 6_000_000,
    "cents": 10**12,
    "probation_months": 1200,
    "remand_days": 32767,
}
TOO_MUCH = Reason(
    "too-much",
    _("Nobody serves so much. At most 100 years, 1200 months, 32767 days or 100000 hours."),
)
WRONG_UNIT = Reason("wrong-unit", _("A unit of this agency does not carry out such a measure."))


@dataclass(frozen=True, kw_only=True)
class NewMeasure:
    """What a court or prosecutor imposed; the fields are those of Measure."""

    kind: str
    imposed_on: date
    start: date | None = None
    years: int = 0
    months: int = 0
    days: int = 0
    minutes: int | None = None
    cents: int | None = None
    suspended: bool = False
    probation_months: int | None = None
    follows: Measure | None = None
    remand_days: int = 0
    release_class: str = ""
    unit: Unit | None = None

    def values(self) -> dict[str, Any]:
        """The fields by name."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @property
    def has_length(self) -> bool:
        """True when it says how long or how much; a life sentence has no length."""
        parts = (self.years, self.months, self.days, self.minutes, self.cents)
        return self.kind == LIFE or any(parts)


def why_not_impose(proceeding: Proceeding, what: NewMeasure) -> Reasons:
    """Reasons why this cannot be imposed in these proceedings; empty when it can."""
    kind = catalogue.measure(proceeding.country, what.kind, what.imposed_on)
    if kind is None:
        return [UNKNOWN_KIND]
    sentence = kind.category == "sentence"
    checks = (
        (proceeding.is_over, IS_OVER),
        (sentence and proceeding.judged_on is None, PRESUMED_INNOCENT),
        (sentence and not what.has_length, NO_LENGTH),
        (what.suspended and not what.probation_months, NO_PROBATION),
        (not what.suspended and what.probation_months is not None, NOT_SUSPENDED),
        (what.follows is not None and what.start is not None, OWN_START),
        (is_too_much(what.values()), TOO_MUCH),
        (not _may_follow(proceeding, what, kind), NOT_IN_A_ROW),
        (not _may_execute(what, kind), WRONG_UNIT),
    )
    days = why_not_past(what.imposed_on) + why_not_begin(what.start)
    return days + [reason for wrong, reason in checks if wrong]


def is_too_much(values: Mapping[str, Any]) -> bool:
    """Whether a number of a measure, by its field, is more than anybody serves or pays."""
    return any((values.get(name) or 0) > most for name, most in MOST.items())


def _may_follow(proceeding: Proceeding, what: NewMeasure, kind: Kind) -> bool:
    before = what.follows
    if before is None:
        return True
    same = before.person_id == proceeding.person_id and before.ended_on is None
    return same and is_custody(before) and not what.suspended and "prison" in kind.executed_by


def _may_execute(what: NewMeasure, kind: Kind) -> bool:
    executed_by = ("probation",) if what.suspended else kind.executed_by
    return what.unit is None or what.unit.agency.kind in executed_by
