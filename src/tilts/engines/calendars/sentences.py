"""Terms of imprisonment laid on the calendar: when each begins and when it is served.

How the dates are counted:

* The first day of a term counts. Years and months are added first, as one number of months, then
  the days. A term of one year from 1 March 2026 ends with 28 February 2027. Where the closing
  month lacks the starting day, it ends with that month's last day (see `months.day_after_months`).
* A consecutive component begins on the day after the one it follows is served.
* Remand counts day for day: it shortens the term at its end. What one component does not use up
  shortens the components that follow it, and at the end of the chain those before it.
* Suspended components, those before judgment and those other than imprisonment are not served:
  they are set aside with their reason.

Inside, a term is half-open: `first` is its first day, `free` the first day after it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from tilts.engines.calendars.months import MONTHS, day_after_months

IMPRISONMENT = "imprisonment"


class Reason(StrEnum):
    """Why a component, or the whole sentence, has no date."""

    NOTHING_TO_SERVE = "nothing_to_serve"
    BEFORE_JUDGMENT = "before_judgment"
    SUSPENDED = "suspended"
    NOT_IMPRISONMENT = "not_imprisonment"
    START_UNKNOWN = "start_unknown"
    LIFE = "life"
    LIFE_WITHOUT_RULE = "life_without_rule"
    NO_RULE = "no_rule"


@dataclass(frozen=True)
class NoDate:
    """A reason in place of a date, and the component that gives it."""

    reason: Reason
    component: str = ""


@dataclass(frozen=True)
class Term:
    """A length as a court states it. Raises ValueError if negative or empty."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        parts = (self.years, self.months, self.days)
        if min(parts) < 0 or not any(parts):
            raise ValueError("A term needs at least one day and no negative part.")

    def free(self, first: date) -> date:
        """The first day after the term that begins on `first`."""
        return day_after_months(first, self.years * MONTHS + self.months) + timedelta(self.days)


@dataclass(frozen=True)
class Component:
    """One part of a sentence.

    `term` None is life. `release_class` names the release rule: the gravity class of the offence,
    or another class of the jurisdiction such as "life". `first_day` is the first day served, None
    while unknown; a consecutive component leaves it None and names in `after` the component it
    follows. `remand_days` is what the court counted towards this component.
    """

    code: str
    release_class: str
    term: Term | None
    first_day: date | None = None
    after: str = ""
    judged_on: date | None = None
    suspended: bool = False
    remand_days: int = 0
    kind: str = IMPRISONMENT

    def __post_init__(self) -> None:
        if self.remand_days < 0:
            raise ValueError(f"{self.code}: remand days may not be negative.")
        if self.after and self.first_day:
            raise ValueError(f"{self.code}: it follows {self.after}, so its first day is derived.")


@dataclass(frozen=True)
class Span:
    """A component on the calendar; `free` is None for life.

    `remand` is what is deducted here and `carried` what is left of it for those that follow.
    """

    component: Component
    first: date
    full: date | None
    free: date | None
    remand: int
    carried: int
    follows: "Span | None" = None

    @property
    def days(self) -> int:
        """Days of the term before remand; ValueError for life."""
        if self.full is None:
            raise ValueError(f"{self.component.code} is a life sentence.")
        return (self.full - self.first).days

    @property
    def chain(self) -> "tuple[Span, ...]":
        """The spans served one after another up to and including this one."""
        return (*(self.follows.chain if self.follows else ()), self)

    @property
    def last(self) -> date | None:
        """The last day served, never before the chain's first; None for life."""
        return self.free and last_day(self.free, self.chain[0].first)

    @property
    def end(self) -> date | None:
        """The last day of the chain if nothing follows: what remand is left shortens it too."""
        left = timedelta(days=self.carried)
        return self.free and last_day(self.free - left, self.chain[0].first)


def last_day(free: date, first: date) -> date:
    """The last day of a half-open term; `first` when remand has used it all up."""
    return max(first, free - timedelta(days=1))


def in_order(components: Sequence[Component]) -> list[Component]:
    """Components so that each comes after the one it follows, otherwise as given.

    Raises ValueError for a code used twice, an unknown predecessor or a circle.
    """
    by_code = {c.code: c for c in components}
    if len(by_code) < len(components):
        raise ValueError("Two components bear the same code.")
    if unknown := sorted({c.after for c in components if c.after} - by_code.keys()):
        raise ValueError(f"No such component to follow: {', '.join(unknown)}.")
    graph = {c.code: [c.after] if c.after else [] for c in components}
    try:
        return [by_code[code] for code in TopologicalSorter(graph).static_order()]
    except CycleError as circle:
        raise ValueError(f"Components follow each other in a circle: {circle.args[1]}.") from None


def set_aside(component: Component) -> NoDate | None:
    """Why this component is not served at all, or None when it is."""
    checks = (
        (component.kind != IMPRISONMENT, Reason.NOT_IMPRISONMENT),
        (component.judged_on is None, Reason.BEFORE_JUDGMENT),
        (component.suspended, Reason.SUSPENDED),
    )
    found = (NoDate(reason, component.code) for applies, reason in checks if applies)
    return next(found, None)


def lay_out(components: Iterable[Component]) -> tuple[list[Span], list[NoDate]]:
    """The served components on the calendar, and those whose first day cannot be known.

    Takes the components to be served, in the order of `in_order`.
    """
    spans: dict[str, Span] = {}
    unknown = []
    for component in components:
        follows = spans.get(component.after)
        first = follows.free if follows else component.first_day
        if first is None:
            unknown.append(NoDate(Reason.START_UNKNOWN, component.code))
        else:
            spans[component.code] = _span(component, first, follows)
    return list(spans.values()), unknown


def _span(component: Component, first: date, follows: Span | None) -> Span:
    remand = component.remand_days + (follows.carried if follows else 0)
    if component.term is None:
        return Span(component, first, None, None, remand, 0, follows)
    full = component.term.free(first)
    used = min(remand, (full - first).days)
    free = full - timedelta(days=used)
    return Span(component, first, full, free, used, remand - used, follows)
