"""How far two people agree who scored the same cases."""

from dataclasses import dataclass

import polars as pl

from tilts.engines.agreement import icc, weighted_kappa

VALUES, SPAN = 12, 100  # a scale with more values, or more steps, than this is a measurement


@dataclass(frozen=True)
class Reliability:
    """ICC(2,1) of the scores; weighted kappa too where they are few whole numbers.

    `left_out` were not scored by exactly two. None where too little differs to say anything.
    """

    cases: int
    left_out: int
    icc: float | None
    kappa: float | None


def reliability(ratings: pl.DataFrame, *, case: str, rater: str, score: str) -> Reliability:
    """One row per case and rater."""
    whole = ratings.drop_nulls([case, rater, score]).sort(case, rater)
    grouped = whole.group_by(case, maintain_order=True).agg(rater, score)
    two = (pl.col(rater).list.n_unique() == 2) & (pl.col(score).list.len() == 2)
    pairs = [(float(one), float(other)) for one, other in grouped.filter(two)[score].to_list()]
    cases = ratings[case].drop_nulls().n_unique()
    return Reliability(len(pairs), cases - len(pairs), icc(pairs), _kappa(pairs))


def _kappa(pairs: list[tuple[float, float]]) -> float | None:
    values = {number for pair in pairs for number in pair}
    if not values or len(values) > VALUES or any(number % 1 for number in values):
        return None
    if max(values) - min(values) > SPAN:
        return None
    scale = range(int(min(values)), int(max(values)) + 1)
    return weighted_kappa([(int(one), int(other)) for one, other in pairs], scale)
