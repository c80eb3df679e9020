"""Each group measured by itself, where it is large enough to be."""

from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from ..validation.arrays import Outcomes, Probabilities, check
from ..validation.bootstrap import REPEATS, Interval, resampled
from .rates import RATES, rates

PEOPLE, EACH = 100, 20
"""Of fewer people, or fewer with or without the outcome, a rate moves by whole points by chance."""


class Draws(NamedTuple):
    """How the bootstrap draws."""

    repeats: int
    seed: int
    jobs: int


@dataclass(frozen=True)
class GroupReport:
    """A group: how many they are, and the measures, or why there are none."""

    group: str
    people: int
    events: int
    measures: dict[str, Interval]
    warning: str = ""

    @property
    def judged(self) -> bool:
        """Whether there were enough people to say anything."""
        return bool(self.measures)


def by_group(
    outcome: Outcomes,
    probability: Probabilities,
    groups: pl.Series,
    *,
    threshold: float = 0.5,
    repeats: int = REPEATS,
    seed: int = 0,
    jobs: int = -1,
) -> tuple[GroupReport, ...]:
    """Every group in the order of its name; small ones are counted and not measured."""
    check(outcome, probability)
    names = sorted(groups.unique().to_list())
    own = [(name, (groups == name).to_numpy()) for name in names]
    return tuple(
        _measured(name, outcome[rows], probability[rows], threshold, Draws(repeats, seed, jobs))
        for name, rows in own
    )


def _measured(
    name: str, outcome: Outcomes, probability: Probabilities, threshold: float, draws: Draws
) -> GroupReport:
    people, events = len(outcome), int(outcome.sum())
    if warning := too_small(people, events):
        return GroupReport(name, people, events, {}, warning)
    found = resampled(
        lambda rows: rates(outcome[rows], probability[rows], threshold), people, **draws._asdict()
    )
    return GroupReport(name, people, events, dict(zip(RATES, found, strict=True)))


def too_small(people: int, events: int) -> str:
    """Why a group is not measured, or nothing."""
    if events in (0, people):
        which = "nobody" if not events else "everybody"
        return f"One class only: {which} of {people} has the outcome. Nothing can be judged."
    if people < PEOPLE or min(events, people - events) < EACH:
        return (
            f"Too small to judge: {people} people, {events} with the outcome. At least {PEOPLE} "
            f"people are wanted, {EACH} of them with the outcome and {EACH} without."
        )
    return ""
