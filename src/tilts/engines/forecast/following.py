"""Following people: from when, at risk for how long, and with what outcome.

Days inside a prison are no time at risk: whoever spent half of two years inside was watched for
one. Who was not watched for the whole window, and did not return within it, is left out: to count
them as not returned would make every model look better than it is.
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
LEFT_OUT = (INSIDE, DIED, TOO_SHORT)


def follow(life: Life, *, window: int, from_liberty: bool, today: date) -> Followed | str:
    """How somebody did within `window` days at risk, or why they cannot be judged.

    They are followed from the day on which they entered, or from their first day out after it.
    """
    start = first_day_out(life.entered, life.inside) if from_liberty else life.entered
    last = min(today, life.died_on or today)
    if start is None or start > last:
        return DIED if life.died_on else INSIDE
    watched = at_risk(start, last, life.inside)
    returned_on = min((day for day in life.offences if start < day <= last), default=None)
    if returned_on is not None:
        days = at_risk(start, returned_on, life.inside)
        if days <= window:
            return Followed(start, True, days)
    if watched >= window:
        return Followed(start, False, window)
    return DIED if life.died_on else TOO_SHORT


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
    return max(0, free)


def completed_years(born: date, day: date) -> int:
    """Age on a day; whoever was born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
