"""Measures as the release calculator takes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tilts.engines.calendars.release import release
from tilts.engines.calendars.sentences import IMPRISONMENT, Component, Term

from . import catalogue
from .models import Ending, Measure

LIFE = "life_imprisonment"
LIFE_CLASS = "life"
Gravities = Mapping[UUID, Sequence[str]]  # proceeding → gravity classes of its offences


def executed_by(measure: Measure) -> tuple[str, ...]:
    """Kinds of agency that carry a measure out; what is suspended, probation does."""
    if measure.suspended:
        return ("probation",)
    kind = catalogue.measure(measure.proceeding.country, measure.kind, measure.imposed_on)
    return kind.executed_by if kind else ()


def category(measure: Measure) -> str:
    """Sentence, measure, order or remand; "" when no pack knows the kind."""
    kind = catalogue.measure(measure.proceeding.country, measure.kind, measure.imposed_on)
    return kind.category if kind else ""


def is_custody(measure: Measure) -> bool:
    """Whether it is a term to be served in prison."""
    return category(measure) == "sentence" and "prison" in executed_by(measure)


def term_of(measure: Measure) -> Term | None:
    """The length as the court stated it; None for life and for what has no length in time."""
    parts = (measure.years, measure.months, measure.days)
    return Term(*parts) if any(parts) else None


def components(measures: Iterable[Measure], gravities: Gravities) -> list[Component]:
    """The sentences of one person as parts of a calculation.

    What ended otherwise than by being served to the end is left out, and what followed it begins
    the day after it ended.
    """
    rows = list(measures)
    counted = [m for m in rows if category(m) == "sentence" and m.ended_how in ("", Ending.SERVED)]
    in_prison = {m.pk for m in counted if is_custody(m) and m.proceeding.judged_on}
    by_id = {m.pk: m for m in rows}
    return [_component(m, gravities.get(m.proceeding_id, ()), by_id, in_prison) for m in counted]


def _component(
    measure: Measure, gravities: Sequence[str], by_id: Mapping[UUID, Measure], custody: set[UUID]
) -> Component:
    after, first_day = _place(measure, by_id, custody)
    return Component(
        code=str(measure.pk),
        release_class=_release_class(measure, gravities),
        term=term_of(measure),
        first_day=first_day,
        after=after,
        judged_on=measure.proceeding.judged_on,
        suspended=measure.suspended,
        remand_days=measure.remand_days,
        kind=IMPRISONMENT if measure.suspended or is_custody(measure) else measure.kind,
    )


def _place(
    measure: Measure, by_id: Mapping[UUID, Measure], custody: set[UUID]
) -> tuple[str, date | None]:
    """The component that a measure follows, or its first day."""
    before = by_id.get(measure.follows_id) if measure.follows_id else None
    if before is None:
        return "", measure.start
    if before.pk in custody:
        return str(before.pk), None
    return "", before.ended_on + timedelta(days=1) if before.ended_on else None


def _release_class(measure: Measure, gravities: Sequence[str]) -> str:
    if measure.release_class:
        return measure.release_class
    if measure.kind == LIFE:
        return LIFE_CLASS
    return catalogue.gravest(measure.proceeding.country, gravities)


def chain_of(measure: Measure) -> list[Measure]:
    """A measure with all that it follows."""
    found = [measure]
    while before := found[-1].follows:
        found.append(before)
    return found


def expected_end(measure: Measure) -> date | None:
    """The last day of a measure by calculation; None when it has no term or no first day."""
    if is_custody(measure):
        return release(components(chain_of(measure), {}), (), measure.imposed_on).end.day
    first = measure.start or measure.in_force_on
    term = Term(months=measure.probation_months) if measure.probation_months else term_of(measure)
    return term.free(first) - timedelta(days=1) if term and first else None


@dataclass(frozen=True)
class Bar:
    """A measure on the calendar: first and last day; `expected` when it still runs."""

    measure: Measure
    first: date
    last: date | None
    expected: bool

    @property
    def in_custody(self) -> bool:
        """Whether it is served in prison."""
        return is_custody(self.measure)


def bar_of(measure: Measure, ends: Mapping[str, tuple[date, date | None]]) -> Bar | None:
    """Where a measure lies; None when its first day is unknown. `ends` are laid-out components."""
    first, last = ends.get(str(measure.pk), (measure.start or measure.in_force_on, None))
    if first is None:
        return None
    if measure.ended_on:
        return Bar(measure, first, max(measure.ended_on, first), expected=False)
    return Bar(measure, first, last or expected_end(measure), expected=True)
