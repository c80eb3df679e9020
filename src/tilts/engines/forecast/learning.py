"""What every model of a forecast can do, whoever builds it."""

from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray


class Fitted(Protocol):
    """A model that has learnt."""

    name: str

    def probabilities(self, frame: pl.DataFrame) -> NDArray[np.float64]:
        """The probability of the outcome, one for each row."""
        ...

    def contributions(self, frame: pl.DataFrame) -> pl.DataFrame:
        """One column per feature, in log-odds, plus `baseline`."""
        ...


class Learner(Protocol):
    """A way to learn a model from a table and its outcome, 0 or 1 in each row."""

    name: str

    def fit(self, frame: pl.DataFrame, outcome: NDArray[np.int8], *, seed: int) -> Fitted:
        """The model of these rows; the same seed gives the same model."""
        ...
