"""Small learners for the tests: they need no library."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from tilts.engines.forecast.validation import Outcomes, Probabilities


@dataclass
class FittedRates:
    """A rate for each value of one column."""

    name: str
    column: str
    rates: dict[object, float]
    base: float

    def probabilities(self, frame: pl.DataFrame) -> Probabilities:
        return np.array([self.rates.get(value, self.base) for value in frame[self.column]])

    def contributions(self, frame: pl.DataFrame) -> pl.DataFrame:
        probability = self.probabilities(frame)
        return pl.DataFrame({self.column: np.log(probability / (1 - probability)), "baseline": 0.0})


@dataclass
class Rates:
    """Learns the rate of the outcome for each value of a column, drawn a little to the middle."""

    column: str
    name: str = "rates"

    def fit(self, frame: pl.DataFrame, outcome: Outcomes, *, seed: int) -> FittedRates:
        known = frame.select(self.column).with_columns(outcome=outcome)
        rate = (pl.col("outcome").sum() + 1) / (pl.len() + 2)
        table = known.group_by(self.column).agg(rate.alias("rate"))
        rates = dict(zip(table[self.column], table["rate"], strict=True))
        return FittedRates(self.name, self.column, rates, float(outcome.mean()))
