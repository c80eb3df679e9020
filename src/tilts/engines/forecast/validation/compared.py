"""Two models on the same people."""

from collections.abc import Callable
from dataclasses import dataclass

from .arrays import Outcomes, Probabilities, Rows, check
from .bootstrap import REPEATS, Interval, resampled
from .measures import auc, brier, log_loss

MEASURES: dict[str, Callable[[Outcomes, Probabilities], float]] = {
    "brier": brier,
    "auc": auc,
    "log_loss": log_loss,
}


@dataclass(frozen=True)
class Compared:
    """A measure of two models, and the first less the second on the same draws of people."""

    measure: str
    one: Interval
    other: Interval
    difference: Interval

    @property
    def differs(self) -> bool:
        """Whether the interval of the difference leaves out 0."""
        return self.difference.leaves_out_zero


def compare(
    outcome: Outcomes,
    one: Probabilities,
    other: Probabilities,
    *,
    repeats: int = REPEATS,
    seed: int = 0,
    jobs: int = -1,
) -> tuple[Compared, ...]:
    """Brier, AUC and log loss of two models with the paired difference."""
    check(outcome, one)
    check(outcome, other)

    def measure(rows: Rows) -> list[float]:
        pairs = [
            (of(outcome[rows], one[rows]), of(outcome[rows], other[rows]))
            for of in MEASURES.values()
        ]
        return [number for first, second in pairs for number in (first, second, first - second)]

    found = resampled(measure, len(outcome), repeats=repeats, seed=seed, jobs=jobs)
    return tuple(
        Compared(name, *found[3 * place : 3 * place + 3]) for place, name in enumerate(MEASURES)
    )
