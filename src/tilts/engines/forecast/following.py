"""Following people: from when, at risk for how long, and with what outcome.

Days inside a prison are no time at risk: whoever spent half of two years inside was watched for
one. Whether somebody is judged does not depend on what they did: who could not be watched for the
whole window is left out, also where they returned early in it. To keep those alone would make
returning look more common than it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
Span = tuple[date, date | None]  # from the first day inside to the first day out again


@dataclass(frozen=True)
class Life:
    """What is on record of somebody from the day on which they entered."""

    entered: date
    inside: Sequence[Span] = ()
    offences: Sequence[date] = ()
    died_on: date | None = None


@dataclass(frozen=True)
class Followed:
    """Followed from `start`; `days` at risk until the outcome, or the whole window without it."""

    start: date
    returned: bool
    days: int


INSIDE, DIED, TOO_SHORT = "still inside", "died before the window ended", "not watched long enough"


def follow(life: Life, *, window: int, from_liberty: bool, today: date) -> Followed | str:
    """How somebody did within `window` days at risk, or why they cannot be judged.

    They are followed from the day on which they entered, or from their first day out after it.
    """
    start = first_day_out(life.entered, life.inside) if from_liberty else life.entered
    last = min(today, life.died_on or today)
    too_early = DIED if life.died_on and life.died_on <= today else TOO_SHORT
    if start is None:
        return INSIDE if too_early == TOO_SHORT else too_early
    if start > last:
        return too_early
    returned_on = min((day for day in life.offences if start < day <= last), default=last)
    days = at_risk(start, returned_on, life.inside)
    if days + (last - returned_on).days < window:  # what followed a return says nothing of it
        return too_early
    returned = returned_on in life.offences and days <= window
    return Followed(start, returned, days if returned else window)


def first_day_out(day: date, inside: Iterable[Span]) -> date | None:
    """The first day from this one on that is not spent inside; None when there is none yet."""
    for since, until in sorted(inside, key=lambda span: span[0]):
        if since <= day and (until is None or day < until):
            if until is None:
                return None
            day = until
    return day


def at_risk(start: date, end: date, inside: Iterable[Span]) -> int:
    """Days from `start` until `end`, which is not one of them, without those spent inside."""
    free, reached = (end - start).days, start
    for since, until in sorted(inside, key=lambda span: span[0]):
        first, last = max(since, reached), min(until or end, end)
        if first < last:
            free -= (last - first).days
            reached = last
    return free
