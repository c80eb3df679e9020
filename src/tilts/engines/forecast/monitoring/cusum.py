"""Does the model still tell the truth? Cumulative sums of what happened against what was forecast.

Steiner, Cook, Farewell & Treasure (2000), Monitoring surgical performance using risk-adjusted
cumulative sum charts: for an odds ratio R, W = y ln R - ln(1 - p + R p), S = max(0, S + W). One
chart looks for twice the odds, one for half of them.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
from joblib import Parallel, delayed

from ..validation.arrays import Numbers, Outcomes, Probabilities, check
from .alerts import Alert

MORE, LESS = 2.0, 0.5  # the odds ratios that are looked for
RUN = 10_000  # people after whom a model that is right may raise a false alarm, on average


@dataclass(frozen=True)
class Chart:
    """A chart: the odds ratio that it looks for, its sums by person, and its limit."""

    ratio: float
    sums: tuple[float, ...]
    limit: float

    @property
    def first(self) -> int | None:
        """Which person (from 0) took it past the limit; None when nobody did."""
        past = [number for number, one in enumerate(self.sums) if one >= self.limit]
        return past[0] if past else None

    @property
    def alert(self) -> Alert | None:
        """A drift of calibration suspends: the numbers that people read are no longer true."""
        if self.first is None:
            return None
        about = "more than forecast" if self.ratio > 1 else "less than forecast"
        return Alert("calibration", about, max(self.sums), self.limit, hard=True)


@dataclass(frozen=True)
class Drift:
    """Both charts."""

    more: Chart
    less: Chart

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """What they found."""
        return tuple(alert for alert in (self.more.alert, self.less.alert) if alert)


def sums(outcome: Outcomes, probability: Probabilities, ratio: float) -> Numbers:
    """The cumulative sum after each person, in the order in which their outcomes became known."""
    weights = outcome * np.log(ratio) - np.log(1 - probability + ratio * probability)
    total, found = 0.0, np.empty(len(weights))
    for place, weight in enumerate(weights):
        total = max(0.0, total + weight)
        found[place] = total
    return found


def drift(outcome: Outcomes, probability: Probabilities, *, limits: tuple[float, float]) -> Drift:
    """Both charts of people in the order in which their outcomes became known.

    `limits` are those of more and of less, from `limit_for`.
    """
    check(outcome, probability)
    more, less = (
        Chart(ratio, tuple(sums(outcome, probability, ratio).tolist()), limit)
        for ratio, limit in zip((MORE, LESS), limits, strict=True)
    )
    return Drift(more, less)


def limit_for(
    probability: Probabilities,
    ratio: float,
    *,
    run: int = RUN,
    repeats: int = 200,
    seed: int = 0,
    jobs: int = -1,
) -> float:
    """The limit at which a model that is right raises a false alarm once in `run` people.

    People are drawn from these probabilities, and outcomes from theirs. Where the greatest sum of
    `run` people exceeds a limit with probability 1 - 1/e, its alarms come once in `run` people, as
    alarms far apart do (exponentially distributed run lengths).
    """
    if not len(probability):
        raise ValueError("There is nobody to draw from.")
    seeds = np.random.SeedSequence(seed).spawn(repeats)
    greatest = partial(_greatest, probability, ratio, run)
    found = Parallel(n_jobs=jobs)(delayed(greatest)(one) for one in seeds)
    return float(np.quantile(found, np.exp(-1)))


def _greatest(
    probability: Probabilities, ratio: float, run: int, seed: np.random.SeedSequence
) -> float:
    chance = np.random.default_rng(seed)
    drawn = chance.choice(probability, run)
    outcome = (chance.random(run) < drawn).astype(np.int8)
    return float(sums(outcome, drawn, ratio).max())
