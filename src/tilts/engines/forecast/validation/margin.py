"""Whether a model comes as near to another as was asked, on the same people."""

from dataclasses import dataclass

import numpy as np

from .arrays import Numbers
from .bootstrap import REPEATS, Interval, interval
from .crossed import Crossed, Mean, mean_of


@dataclass(frozen=True)
class Margin:
    """The Brier score of `one` less that of `other`, and how much more was allowed.

    `over_repeats` has the standard error of the draws of folds; `difference` the same mean with an
    interval over draws of people.
    """

    one: str
    other: str
    most: float
    over_repeats: Mean
    difference: Interval

    @property
    def reached(self) -> bool:
        """Whether the mean is within what was allowed."""
        return self.over_repeats.mean <= self.most

    @property
    def surely(self) -> bool:
        """Whether the whole interval says the same as the mean."""
        low, high = self.difference.low, self.difference.high
        if low is None or high is None:
            return False
        return high <= self.most if self.reached else low > self.most

    def __str__(self) -> str:
        word = "reached" if self.reached else "not reached"
        sure = "so says the whole interval" if self.surely else "the interval leaves it open"
        return (
            f"{self.one} within {self.most:g} of {self.other}: {word} "
            f"({self.over_repeats.mean:+.5f}; {sure})"
        )


def margin(
    one: Crossed, other: Crossed, most: float, *, repeats: int = REPEATS, seed: int = 0
) -> Margin:
    """Hold one learner against another on the same splits.

    What is compared is the mean over repeats of each score, never the score of a mean forecast,
    which is better than any single model. Raises ValueError where the splits are not the same.
    """
    apart = _losses(one) - _losses(other)
    person = apart.mean(axis=0)
    rows = len(person)
    found = interval(lambda drawn: float(person[drawn].mean()), rows, repeats=repeats, seed=seed)
    return Margin(one.name, other.name, most, mean_of(apart.mean(axis=1).tolist()), found)


def _losses(of: Crossed) -> Numbers:
    """(repeats × rows) the squared error of each forecast."""
    if not np.isfinite(of.probability).all():
        raise ValueError(f"{of.name}: a margin wants every row judged by in every repeat.")
    losses: Numbers = (of.probability - of.outcome) ** 2
    return losses
