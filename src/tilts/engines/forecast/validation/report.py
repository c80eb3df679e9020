"""Everything that is measured of one model on one set of people."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .arrays import Outcomes, Probabilities, Rows, check
from .bootstrap import REPEATS, Interval, finite, resampled
from .calibration import Bin, calibration_curve, recalibration
from .decisions import THRESHOLDS, At, Benefit, at_threshold, decision_curve
from .measures import auc, brier, log_loss
from .murphy import Decomposition, decompose

SINGLE: dict[str, Callable[[Outcomes, Probabilities], float]] = {
    "brier": brier,
    "auc": auc,
    "log_loss": log_loss,
}
CALIBRATION = ("calibration_intercept", "calibration_slope", "calibration_in_the_large")


@dataclass(frozen=True)
class Report:
    """Measures of a model. Plain values only: `as_json` can be written down as it is."""

    model: str
    people: int
    events: int
    measures: dict[str, Interval]
    decomposition: Decomposition
    curve: tuple[Bin, ...]
    benefits: tuple[Benefit, ...]
    thresholds: tuple[At, ...]

    @property
    def base_rate(self) -> float:
        """The share with the outcome."""
        return self.events / self.people

    def as_json(self) -> dict[str, Any]:
        """Dictionaries, lists and numbers."""
        return {**asdict(self), "base_rate": self.base_rate}


def validate(
    model: str,
    outcome: Outcomes,
    probability: Probabilities,
    *,
    thresholds: Sequence[float] = THRESHOLDS,
    repeats: int = REPEATS,
    seed: int = 0,
    jobs: int = -1,
) -> Report:
    """Measure it all, with bootstrap intervals.

    Raises ValueError where there is an outcome or a probability too few, or where everybody or
    nobody has the outcome: then nothing can be told apart.
    """
    check(outcome, probability)
    if len(set(outcome.tolist())) < 2:
        raise ValueError("Everybody has the same outcome: there is nothing to tell apart.")
    found = resampled(
        lambda rows: _measured(outcome, probability, rows),
        len(outcome),
        repeats=repeats,
        seed=seed,
        jobs=jobs,
    )
    return Report(
        model,
        people=len(outcome),
        events=int(outcome.sum()),
        measures=dict(zip((*SINGLE, *CALIBRATION), found, strict=True)),
        decomposition=decompose(outcome, probability),
        curve=calibration_curve(outcome, probability),
        benefits=decision_curve(outcome, probability, thresholds),
        thresholds=tuple(at_threshold(outcome, probability, one) for one in thresholds),
    )


def _measured(outcome: Outcomes, probability: Probabilities, rows: Rows) -> list[float]:
    known, forecast = outcome[rows], probability[rows]
    line = recalibration(known, forecast)
    calibration = finite([line.intercept, line.slope, line.in_the_large])
    return [*(of(known, forecast) for of in SINGLE.values()), *calibration]
