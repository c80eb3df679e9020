"""Made-up tables of fictional people, as the tests want them."""

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tilts.engines.forecast.contract import Asked, Prepared, prepare
from tilts.engines.forecast.refusals import DataRefused

TODAY = date(2026, 11, 1)
ASKED = Asked("returned")


def people(rows: int = 600, seed: int = 1) -> pl.DataFrame:
    """Ages, priors with gaps, work, and whether they returned: younger and more priors more often.

    No two columns say the same, and nothing leaks.
    """
    draw = np.random.default_rng(seed)
    age = draw.integers(18, 70, rows)
    priors = draw.poisson(3, rows)
    work = draw.choice(["none", "some", "steady"], rows)
    logit = 0.8 - 0.05 * (age - 35) + 0.35 * (priors - 3) - 0.9 * (work == "steady")
    returned = (draw.random(rows) < 1 / (1 + np.exp(-logit))).astype(int)
    known = draw.random(rows) > 0.1
    return pl.DataFrame(
        {
            "age": age,
            "priors": pl.Series(np.where(known, priors, -1)).replace(-1, None),
            "work": work,
            "returned": returned,
        }
    )


def outcome(frame: pl.DataFrame) -> NDArray[np.int8]:
    return frame["returned"].to_numpy().astype(np.int8)


def ready(frame: pl.DataFrame, asked: Asked = ASKED) -> Prepared:
    return prepare(frame, asked, today=TODAY)


def faults(frame: pl.DataFrame, asked: Asked = ASKED) -> list[str]:
    """What is said against a table; empty when it may be used."""
    try:
        prepare(frame, asked, today=TODAY)
    except DataRefused as refused:
        return [str(fault) for fault in refused.faults]
    return []
