"""A logistic regression of whether the event comes in each stretch of time that somebody begins."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from ..odds import probability
from .coding import Coding, coding
from .kaplan_meier import Events, Times, check


@dataclass(frozen=True)
class Discrete:
    """A fitted model: log-odds of the event in each stretch, and what each column adds."""

    coding: Coding
    width: float
    stretches: NDArray[np.float64]
    coefficients: dict[str, float]

    def probability_by(self, frame: pl.DataFrame, horizon: float) -> NDArray[np.float64]:
        """The probability of the event within `horizon`, which is a whole number of stretches.

        Raises ValueError where it is not, or lies past the stretches learnt from.
        """
        number = round(horizon / self.width)
        if not 0 < number <= len(self.stretches) or abs(number * self.width - horizon) > 1e-9:
            most = self.width * len(self.stretches)
            raise ValueError(f"Ask for a multiple of {self.width:g} up to {most:g}.")
        added = self.coding.design(frame) @ np.array(list(self.coefficients.values()))
        hazards = probability(self.stretches[None, :number] + added[:, None])
        return np.asarray(1 - np.prod(1 - hazards, axis=1))


def fit_discrete(
    frame: pl.DataFrame,
    times: Times,
    events: Events,
    *,
    width: float,
    horizon: float,
    strength: float = 100.0,
) -> Discrete:
    """Singer & Willett (1993): one row per person and stretch of `width` up to `horizon`.

    Somebody whose follow-up ends within a stretch does not count in it: nobody saw it through.
    `strength` is the inverse of the ridge. Raises ValueError as `fit_cox` does.
    """
    check(times, events)
    person, stretch, happened = person_periods(times, events, width=width, horizon=horizon)
    if not happened.any():
        raise ValueError("The event came to nobody: there is nothing to learn.")
    code = coding(frame)
    periods = np.eye(round(horizon / width))[stretch]
    design = np.column_stack([periods, code.design(frame)[person]])
    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=5000, tol=1e-8)
    found = model.fit(design, happened).coef_[0]
    named = zip(code.names, found[periods.shape[1] :].tolist(), strict=True)
    return Discrete(code, width, found[: periods.shape[1]], dict(named))


def person_periods(
    times: Times, events: Events, *, width: float, horizon: float
) -> tuple[NDArray[np.intp], NDArray[np.intp], Events]:
    """The person, the number of the stretch, and whether the event came in it.

    An event at the very end of a stretch belongs to it, as does follow-up that ends there.
    """
    number = round(horizon / width)
    ended = np.where(events == 1, np.ceil(times / width), np.floor(times / width))
    seen = np.minimum(np.maximum(ended, events), number).astype(np.intp)
    person = np.repeat(np.arange(len(times)), seen)
    first = np.repeat(np.cumsum(seen) - seen, seen)
    stretch = np.arange(len(person)) - first
    last = np.maximum(np.ceil(times / width), 1)[person] - 1
    return person, stretch, ((events[person] == 1) & (stretch == last)).astype(np.int8)
