"""Scores judged on local outcomes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl

from ..fairness.groups import too_small
from ..validation.arrays import Numbers, Outcomes
from ..validation.bootstrap import REPEATS, Interval, interval
from ..validation.measures import auc
from .bands import BandRate, band_rates, disordered
from .proposal import Proposal, propose


@dataclass(frozen=True)
class Local:
    """A score on local outcomes; `left_out` had no score. Plain values only."""

    instrument: str
    version: str
    score: str
    people: int
    left_out: int
    events: int
    auc: Interval
    bands: tuple[BandRate, ...]
    proposal: Proposal
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Dictionaries, lists and numbers."""
        return asdict(self)


def validate_score(
    score: pl.Series,
    outcome: Outcomes,
    *,
    instrument: tuple[str, str] = ("", ""),
    repeats: int = REPEATS,
    seed: int = 0,
    jobs: int = -1,
) -> Local:
    """A score of each row; rows without one are left out and counted, never imputed.

    Raises ValueError where everybody or nobody who has a score has the outcome.
    """
    number = score.cast(pl.Float64).fill_nan(None)
    has = number.is_not_null().to_numpy()
    values, known = number.drop_nulls().to_numpy(), outcome[has]
    if len(set(known.tolist())) < 2:
        raise ValueError("Everybody has the same outcome: there is nothing to tell apart.")
    area = interval(
        lambda rows: auc(known[rows], values[rows]),
        len(known),
        repeats=repeats,
        seed=seed,
        jobs=jobs,
    )
    bands = band_rates(values, known)
    return Local(
        *instrument,
        score=score.name,
        people=len(known),
        left_out=int((~has).sum()),
        events=int(known.sum()),
        auc=area,
        bands=bands,
        proposal=propose(values, known, repeats=repeats, seed=seed, jobs=jobs),
        warnings=tuple(_warnings(values, known, area, bands)),
    )


def _warnings(
    values: Numbers, outcome: Outcomes, area: Interval, bands: Sequence[BandRate]
) -> list[str]:
    said = [one for one in [too_small(len(outcome), int(outcome.sum()))] if one]
    if len(np.unique(values)) == 1:
        said.append("Everybody has the same score.")
    elif area.low is not None and area.low <= 0.5:
        said.append("The score may tell nobody apart here: its AUC could be 0.5 or less.")
    said += [
        f"A score from {high.low:g} has fewer outcomes ({high.rate:.0%}) than the one below it "
        f"({low.rate:.0%})."
        for low, high in disordered(tuple(bands))
    ]
    return said
