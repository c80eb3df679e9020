"""How far a group is from the largest one."""

from dataclasses import dataclass

import polars as pl

from ..validation.arrays import Outcomes, Probabilities, Rows
from ..validation.bootstrap import REPEATS, Interval, resampled
from .groups import too_small
from .rates import RATES, rates


@dataclass(frozen=True)
class Gap:
    """A measure of a group less that of the reference, with the interval of the difference."""

    group: str
    reference: str
    measure: str
    difference: Interval

    @property
    def differs(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.difference.leaves_out_zero


def gaps(
    outcome: Outcomes,
    probability: Probabilities,
    groups: pl.Series,
    *,
    threshold: float = 0.5,
    repeats: int = REPEATS,
    seed: int = 0,
    jobs: int = -1,
) -> tuple[Gap, ...]:
    """All measures of all groups that are large enough, against the largest of these."""
    names = large_enough(outcome, groups)
    found = []
    for name in names[1:]:
        both = groups.is_in([names[0], name]).to_numpy()
        known, forecast = outcome[both], probability[both]
        own = (groups == name).to_numpy()[both]

        def measure(
            rows: Rows, known: Outcomes = known, forecast: Probabilities = forecast, own: Rows = own
        ) -> list[float]:
            mine, theirs = rows[own[rows]], rows[~own[rows]]
            pair = [rates(known[one], forecast[one], threshold) for one in (mine, theirs)]
            return [here - there for here, there in zip(*pair, strict=True)]

        drawn = resampled(measure, len(known), repeats=repeats, seed=seed, jobs=jobs)
        found += [Gap(name, names[0], *pair) for pair in zip(RATES, drawn, strict=True)]
    return tuple(found)


def large_enough(outcome: Outcomes, groups: pl.Series) -> list[str]:
    """The groups that can be judged, the largest first."""
    sized = []
    for name in groups.unique().to_list():
        own = outcome[(groups == name).to_numpy()]
        if not too_small(len(own), int(own.sum())):
            sized.append((-len(own), name))
    return [name for _, name in sorted(sized)]
