"""Cox's proportional hazards, by lifelines."""

from dataclasses import dataclass

import numpy as np
import pandas as pd  # lifelines takes nothing else
import polars as pl
from lifelines import CoxPHFitter
from numpy.typing import NDArray

from .coding import Coding, coding
from .kaplan_meier import Events, Steps, Times, check

TIME, EVENT = ":time", ":event"


@dataclass(frozen=True)
class Cox:
    """A fitted model: log hazard ratios with their standard errors, and the baseline."""

    coding: Coding
    coefficients: dict[str, float]
    errors: dict[str, float]
    means: NDArray[np.float64]
    baseline: Steps

    def hazard(self, frame: pl.DataFrame) -> NDArray[np.float64]:
        """Hazard of each row as a ratio to the mean person's."""
        centred = self.coding.design(frame) - self.means
        return np.asarray(np.exp(centred @ np.array(list(self.coefficients.values()))))

    def probability_by(self, frame: pl.DataFrame, horizon: float) -> NDArray[np.float64]:
        """The probability of the event within `horizon`, in the unit of the times learnt from.

        Raises ValueError past the longest follow-up: nothing is known there.
        """
        if horizon > self.baseline.times[-1]:
            longest = self.baseline.times[-1]
            raise ValueError(f"Nobody was followed for {horizon:g}; the longest was {longest:g}.")
        return np.asarray(1 - self.baseline.at(horizon) ** self.hazard(frame))


def fit_cox(frame: pl.DataFrame, times: Times, events: Events, *, penalty: float = 0.0) -> Cox:
    """Efron's handling of ties; `penalty` is a ridge on the coefficients.

    Raises ValueError where a time, an event or a value is missing, where no event came at all, and
    where a number is the same for everybody.
    """
    check(times, events)
    if not events.any():
        raise ValueError("The event came to nobody: there is nothing to learn.")
    code = coding(frame)
    table = pd.DataFrame(code.design(frame), columns=list(code.names))
    if alike := [name for name in code.names if table[name].nunique() == 1]:
        raise ValueError(f"Everybody is alike in {', '.join(alike)}: leave it out.")
    table = table.assign(**{TIME: times, EVENT: events})
    fitter = CoxPHFitter(penalizer=penalty).fit(table, TIME, EVENT)
    survival = fitter.baseline_survival_
    return Cox(
        code,
        {name: float(value) for name, value in fitter.params_.items()},
        {name: float(value) for name, value in fitter.standard_errors_.items()},
        table[list(code.names)].mean().to_numpy(),
        Steps(survival.index.to_numpy(), survival.iloc[:, 0].to_numpy()),
    )
