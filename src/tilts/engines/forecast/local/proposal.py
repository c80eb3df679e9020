"""What a score means here: a probability for each score, proposed from local outcomes."""

from dataclasses import dataclass

import numpy as np

from ..odds import probability
from ..validation.arrays import Numbers, Outcomes, Rows
from ..validation.bootstrap import REPEATS, Interval, finite, resampled
from ..validation.calibration import logistic


@dataclass(frozen=True)
class Proposal:
    """Log-odds of the outcome = intercept + slope x score; None where that is not settled.

    It is a proposal: people decide whether it is used, and it is judged on other people than these.
    """

    intercept: Interval
    slope: Interval

    @property
    def made(self) -> bool:
        """Whether there is one."""
        return self.slope.value is not None

    def probability(self, score: Numbers) -> Numbers:
        """The proposed probability of each score. Raises ValueError where there is no proposal."""
        if self.intercept.value is None or self.slope.value is None:
            raise ValueError("The outcomes do not settle what a score means here.")
        return probability(self.intercept.value + self.slope.value * score)


def propose(
    score: Numbers, outcome: Outcomes, *, repeats: int = REPEATS, seed: int = 0, jobs: int = -1
) -> Proposal:
    """Logistic regression of the outcome on the score, with bootstrap intervals."""

    def measure(rows: Rows) -> list[float]:
        design = np.column_stack([np.ones(len(rows)), score[rows]])
        found = logistic(design, outcome[rows])
        return list(finite([None, None])) if found is None else found.tolist()

    return Proposal(*resampled(measure, len(score), repeats=repeats, seed=seed, jobs=jobs))
