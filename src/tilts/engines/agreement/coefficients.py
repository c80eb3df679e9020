"""Coefficients of agreement: what is left of it when chance is taken away.

Of what polars-statistics answers only the estimates are taken: its interval of ICC(2,1) is that of
ICC(3,1), which tests/test_published.py shows, so none is shown to anybody.
"""

from collections import Counter
from collections.abc import Sequence
from math import isfinite

import polars as pl
import polars_statistics as ps


def weighted_kappa(pairs: Sequence[tuple[int, int]], scale: Sequence[int]) -> float | None:
    """Cohen's kappa with linear weights (Cohen 1968) of two raters on an ordered scale.

    `pairs` has what each gave to one thing, `scale` every number in order. A step more apart counts
    a step more. 1 is full agreement, 0 what chance gives. None without pairs, and where both gave
    one and the same number throughout: then chance alone explains everything.
    """
    counts = Counter(pairs)
    if len({number for pair in counts for number in pair}) < 2:
        return None
    cells = [counts[one, other] for one in scale for other in scale]
    table = pl.DataFrame({"cells": cells})
    found = table.select(ps.cohen_kappa("cells", n_categories=len(scale), weighted=True)).item()
    return _finite(found["estimate"])


def icc(rows: Sequence[Sequence[float]]) -> float | None:
    """ICC(2,1) of Shrout & Fleiss (1979): absolute agreement of one rater, raters at random.

    A row is one thing, rated once by each rater. None with fewer than two rows or raters, and where
    no two things differ.
    """
    if len(rows) < 2 or len(rows[0]) < 2 or len({number for row in rows for number in row}) < 2:
        return None
    names = [f"rater {number}" for number in range(len(rows[0]))]
    numbers = [[float(number) for number in row] for row in rows]
    table = pl.DataFrame(numbers, schema=names, orient="row")
    return _finite(table.select(ps.icc(*names, icc_type="icc2")).item()["icc"])


def _finite(number: float) -> float | None:
    return number if isfinite(number) else None
