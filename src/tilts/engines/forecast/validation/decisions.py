"""What follows when a probability decides who is flagged: net benefit, and numbers of people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .arrays import Outcomes, Probabilities

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Benefit:
    """Net benefit at a threshold, of the model and of flagging everybody; of nobody it is 0."""

    threshold: float
    model: float
    everybody: float

    @property
    def useful(self) -> bool:
        """Whether the model is better than flagging everybody, and than nobody."""
        return self.model > max(self.everybody, 0)


def net_benefit(outcome: Outcomes, probability: Probabilities, threshold: float) -> float:
    """True positives less weighted false positives, per person.

    Vickers & Elkin (2006), Decision curve analysis. Who flags from `threshold` on says that a
    missed case weighs (1 - threshold) / threshold times a needless flag.
    """
    flagged = probability >= threshold
    true, false = (flagged & (outcome == 1)).mean(), (flagged & (outcome == 0)).mean()
    return float(true - false * threshold / (1 - threshold))


def decision_curve(
    outcome: Outcomes, probability: Probabilities, thresholds: Sequence[float] = THRESHOLDS
) -> tuple[Benefit, ...]:
    """The net benefit at each threshold.

    Raises ValueError for a threshold of 0 or 1, or beyond: it weighs one kind of error only.
    """
    if not all(0 < one < 1 for one in thresholds):
        raise ValueError("A threshold lies between 0 and 1.")
    everybody = np.ones_like(probability)
    return tuple(
        Benefit(one, net_benefit(outcome, probability, one), net_benefit(outcome, everybody, one))
        for one in thresholds
    )


@dataclass(frozen=True)
class At:
    """Of 1,000 people at a threshold: whole numbers that together make 1,000."""

    threshold: float
    flagged_with: int
    flagged_without: int
    missed: int
    left_rightly: int

    def __str__(self) -> str:
        flagged = self.flagged_with + self.flagged_without
        return (
            f"Of 1,000 people {flagged} are at {100 * self.threshold:g}% or above: "
            f"{self.flagged_with} of them have the outcome and {self.flagged_without} do not. "
            f"Of the {1000 - flagged} below, {self.missed} have the outcome all the same."
        )


def at_threshold(outcome: Outcomes, probability: Probabilities, threshold: float) -> At:
    """Natural frequencies (Gigerenzer & Hoffrage 1995): flagged from `threshold` on."""
    flagged, event = probability >= threshold, outcome == 1
    cells = (flagged & event, flagged & ~event, ~flagged & event, ~flagged & ~event)
    return At(threshold, *per_thousand([int(cell.sum()) for cell in cells]))


def per_thousand(counts: Sequence[int]) -> list[int]:
    """Counts as whole parts of 1,000 that add up to it (the largest remainders are rounded up)."""
    total = sum(counts)
    parts = [divmod(1000 * count, total) for count in counts]
    short = 1000 - sum(whole for whole, _ in parts)
    first = sorted(range(len(parts)), key=lambda place: -parts[place][1])[:short]
    return [whole + (place in first) for place, (whole, _) in enumerate(parts)]
