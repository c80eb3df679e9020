"""The days of a fictional proceeding, from the offence to the first day of the sentence."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tilts.platform.organisation.demo import Stage

UNJUDGED = ("remand", "report", "discharge")
REMANDED = 0.6  # of those sentenced to prison
APPEALED = 0.12  # of judgments
TERM = (28, 50)  # days from a judgment to its coming into force, once nobody appealed


@dataclass(frozen=True)
class Days:
    """When what happened. `first_judged` differs from `judged` when there was an appeal."""

    committed: date
    received: date
    first_judged: date | None = None
    judged: date | None = None
    in_force: date | None = None

    def remand_days(self, first: Stage) -> int:
        """Days in custody before the judgment was in force."""
        custody = first.kind in ("prison", "life") and self.in_force
        return max(0, (self.in_force - first.start).days) if custody and self.in_force else 0


def days_of(random: Random, first: Stage, today: date) -> Days:
    """The days that lead to a stage, which is the first of its proceeding."""
    if first.kind in UNJUDGED:
        return _unjudged(random, first, today)
    length = ((first.end or today) - first.start).days
    remanded = first.kind == "prison" and length > 150 and random.random() < REMANDED
    if remanded:
        in_force = first.start + timedelta(days=random.randint(90, min(300, length - 30)))
    else:
        in_force = first.start - timedelta(days=random.randint(3, 20))
    if first.fate == "waiting":
        in_force = today - timedelta(days=random.randint(1, 5))
    judged = in_force - timedelta(days=random.randint(*TERM))
    appealed = not remanded and random.random() < APPEALED
    first_judged = judged - timedelta(days=random.randint(40, 120)) if appealed else judged
    before = first.start if remanded else first_judged - timedelta(days=random.randint(30, 160))
    return _days(random, before, first_judged, judged, in_force)


def _unjudged(random: Random, first: Stage, today: date) -> Days:
    if first.fate == "judged":
        return _days(random, first.start, judged := max(first.start, today - timedelta(2)), judged)
    if first.fate == "appealed":
        month_ago = today - timedelta(days=random.randint(8, 40))
        return _days(random, first.start, judged := max(first.start, month_ago), judged)
    return _days(random, first.start)


def _days(
    random: Random,
    before: date,
    first_judged: date | None = None,
    judged: date | None = None,
    in_force: date | None = None,
) -> Days:
    """With the days on which the proceeding was received and the offence was committed."""
    received = before - timedelta(days=random.randint(0, 10))
    committed = received - timedelta(days=random.randint(2, 200))
    return Days(committed, received, first_judged, judged, in_force)
