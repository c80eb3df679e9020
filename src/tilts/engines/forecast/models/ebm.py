"""Explainable boosting (Lou, Caruana & Gehrke 2012; Nori et al. 2019), kept as its plain tables."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from interpret.glassbox import ExplainableBoostingClassifier
from numpy.typing import NDArray

from ..additive import Additive, Pair, centred
from ..binning import Bins, Codes, bins_of, features_of
from ..features import Feature

# The same for every table. Fewer bags than the library's 14, so that training ends in a minute or
# two; the limit of rounds is the library's.
BAGS, ROUNDS = 6, 50_000


@dataclass(eq=False)
class Ebm:
    """One boosted curve per feature, with `pairs` optional pairs of features.

    Monotone features keep their direction and enter no pair. What is kept is the intercept and the
    tables, which score without the library.
    """

    features: tuple[Feature, ...] = ()
    pairs: int = 0
    most_bins: int = 255
    bags: int = BAGS
    rounds: int = ROUNDS
    jobs: int = -1
    name: str = "ebm"

    def fit(self, frame: pl.DataFrame, outcome: NDArray[np.int8], *, seed: int) -> Additive:
        """The model of these rows."""
        features = self.features or features_of(frame)
        bins = [bins_of(frame[one.name], one, self.most_bins) for one in features]
        codes = [one.codes(frame[one.name]) for one in bins]
        boosted = self._boosted(bins, seed)
        with warnings.catch_warnings():
            # Few rows per bag and single-valued columns in a fold are stated by our own data sheet.
            warnings.simplefilter("ignore")
            boosted.fit(_values(bins, codes), outcome)
        return _plain(self.name, boosted, bins, codes)

    def _boosted(self, bins: Sequence[Bins], seed: int) -> Any:
        signed = [index for index, one in enumerate(bins) if one.monotone]
        count = range(len(bins))
        return ExplainableBoostingClassifier(
            feature_types=["continuous" if one.kind == "number" else "nominal" for one in bins],
            interactions=self.pairs,
            exclude=[(one, other) for one in signed for other in count if one != other],
            monotone_constraints=[one.monotone for one in bins],
            outer_bags=self.bags,
            max_rounds=self.rounds,
            n_jobs=self.jobs,
            random_state=seed,
        )


def _values(bins: Sequence[Bins], codes: Sequence[Codes]) -> NDArray[np.object_]:
    """(rows × features) codes as the library wants them: numbers, or words for categories."""
    out = np.empty((len(codes[0]), len(bins)), dtype=object)
    for index, (one, rows) in enumerate(zip(bins, codes, strict=True)):
        known = rows.astype(float) if one.kind == "number" else rows.astype(str).astype(object)
        out[:, index] = known
        out[rows == 0, index] = np.nan if one.kind == "number" else None
    return out


def _plain(name: str, boosted: Any, bins: Sequence[Bins], codes: Sequence[Codes]) -> Additive:
    """The tables of a boosted model, found by asking it for every code of every feature."""
    terms = {tuple(term): index for index, term in enumerate(boosted.term_features_)}
    tables = [
        _asked(boosted, bins, {index: np.arange(one.size)}, terms[(index,)])
        for index, one in enumerate(bins)
    ]
    plain = centred(name, float(boosted.intercept_[0]), bins, tables, codes)
    pairs = [_pair(boosted, bins, term, index) for term, index in terms.items() if len(term) == 2]
    return Additive(name, plain.intercept, plain.bins, plain.tables, tuple(pairs))


def _pair(boosted: Any, bins: Sequence[Bins], term: Sequence[int], index: int) -> Pair:
    first, second = term
    shape = (bins[first].size, bins[second].size)
    grid = np.indices(shape).reshape(2, -1)
    asked = _asked(boosted, bins, {first: grid[0], second: grid[1]}, index).reshape(shape)
    return Pair(first, second, asked)


def _asked(
    boosted: Any, bins: Sequence[Bins], codes: dict[int, Codes], term: int
) -> NDArray[np.float64]:
    """What one term says for these codes of its features; the other features do not matter."""
    rows = len(next(iter(codes.values())))
    typical = np.ones(rows, dtype=np.intp)
    values = _values(bins, [codes.get(index, typical) for index in range(len(bins))])
    with warnings.catch_warnings():
        # The unseen code is unknown to the model on purpose; centring gives it 0.
        warnings.simplefilter("ignore")
        found: NDArray[np.float64] = boosted.eval_terms(values)[:, term]
    return found
