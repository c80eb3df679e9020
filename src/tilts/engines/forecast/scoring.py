"""Scores of a kept model for a table: the probability and what each feature adds to it."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .artefact.storing import Model
from .odds import probability
from .refusals import refuse

PROBABILITY, BASELINE = "probability", "baseline"


def scored(model: Model, frame: pl.DataFrame, keep: Sequence[str] = ()) -> pl.DataFrame:
    """The kept columns, `probability`, and a column `because NAME` per contribution in log-odds.

    Raises DataRefused when a needed column is absent, holds text where numbers were learnt, or a
    kept column is called like a result.
    """
    reasons = model.fitted.contributions(model.shaped(frame))
    result = pl.Series(PROBABILITY, _summed(reasons))
    reasons = reasons.rename({name: f"because {name}" for name in reasons.columns})
    for name in keep:
        if name == PROBABILITY or name in reasons.columns:
            raise refuse(f"column {name}", "it is called like a result.", "Rename it.")
    return pl.DataFrame([*(frame[name] for name in keep), result, *reasons])


def _summed(contributions: pl.DataFrame) -> NDArray[np.float64]:
    """The probability of each row, added up in the order in which an additive model does."""
    total = contributions[BASELINE].to_numpy().copy()
    for column in contributions.drop(BASELINE):
        total += column.to_numpy()
    return probability(total)
