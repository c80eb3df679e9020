"""Looks at every feature for the known traps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..binning import bins_of
from ..features import Feature
from ..outcome import LEAST_OF_EACH
from ..protected import plain
from .fractions import decimals, divisors
from .ranking import Outcome, auc, by_rate, difference

PURE_ROWS, PURE_CHANCE = 30, 1e-9
TOO_GOOD, STRIKING = 0.95, 0.85
MISSING_OUT, MISSING_WARN = 0.2, 0.05
DIGITS_OUT, DIGITS_WARN = 0.7, 0.57
AT_THE_END, BELOW_THE_END = 0.5, 0.98
LATER = {
    *("recid", "recidivism", "recidivist", "reoffend", "reoffended", "reoffence", "reoffense"),
    *("rearrest", "rearrested", "reconvicted", "reconviction", "reincarcerated", "outcome"),
    *("followup", "event", "end", "censored", "recidivs", "recidyvas"),
}
EARLIER = {"prior", "priors", "previous", "past", "before", "history", "first", "ieprieks"}


@dataclass(frozen=True)
class Leak:
    """One sign that a feature knows the outcome; `certain` ones are left out of training.

    Two signs of different kinds on one feature are certain together.
    """

    name: str
    trap: str
    what: str
    certain: bool

    def __str__(self) -> str:
        verdict = "left out" if self.certain else "look at it"
        return f"{self.name} ({self.trap}, {verdict}): {self.what}"


def leaks(
    frame: pl.DataFrame, features: Sequence[Feature], outcome: Outcome, outcome_name: str
) -> list[Leak]:
    """Every sign in every feature, in the order of the features."""
    found: list[Leak] = []
    for feature in features:
        signs = [*_named(feature.name, outcome_name), *_seen(frame[feature.name], feature, outcome)]
        together = len({sign.trap for sign in signs}) > 1
        found += [replace(sign, certain=sign.certain or together) for sign in signs]
    return found


def _seen(column: pl.Series, feature: Feature, outcome: Outcome) -> Iterator[Leak]:
    yield from _missing(column, outcome)
    yield from _too_good(column, feature, outcome)
    yield from _pure(column, feature, outcome)
    if feature.kind == "number":
        numbers = column.drop_nulls().to_numpy()
        known = outcome[column.is_not_null().to_numpy()]
        yield from _clock(feature.name, numbers, known)
        yield from _digits(feature.name, numbers, known)


def _named(name: str, outcome_name: str) -> Iterator[Leak]:
    words, own = set(plain(name).split("_")), set(plain(outcome_name).split("_"))
    said = words & LATER
    if said and not words & EARLIER:
        certain = bool(said & own)
        what = f"“{', '.join(sorted(said))}” in its name speaks of what comes after the start."
        yield Leak(name, "name", what, certain)


def _missing(column: pl.Series, outcome: Outcome) -> Iterator[Leak]:
    flag = column.is_null().to_numpy()
    if min(flag.sum(), (~flag).sum()) < LEAST_OF_EACH:
        return
    gap, error = difference(flag, outcome)
    low = abs(gap) - 1.96 * error
    if low > MISSING_WARN:
        rates = f"{100 * abs(gap):.0f} ± {196 * error:.0f} points"
        word = "more" if gap > 0 else "less"
        what = f"where it is missing the outcome comes {word} often by {rates}."
        yield Leak(column.name, "missing", what, low > MISSING_OUT)


def _too_good(column: pl.Series, feature: Feature, outcome: Outcome) -> Iterator[Leak]:
    codes = bins_of(column, feature, 50).codes(column)
    found = by_rate(codes, outcome)
    if found > STRIKING:
        what = f"alone it tells the outcomes apart with an AUC of {found:.3f}."
        yield Leak(column.name, "too good", what, found > TOO_GOOD)


def _pure(column: pl.Series, feature: Feature, outcome: Outcome) -> Iterator[Leak]:
    """A value that never comes without the outcome: a kind of the outcome, or written after it."""
    bins = bins_of(column, feature, 50)
    codes = bins.codes(column)
    rows = np.bincount(codes, minlength=bins.size)
    events = np.bincount(codes, weights=outcome, minlength=bins.size)
    chance = outcome.mean() ** np.maximum(rows, 1)
    always = (rows >= PURE_ROWS) & (events == rows) & (chance < PURE_CHANCE)
    for code in np.flatnonzero(always):
        what = f"all {rows[code]} rows where it is “{bins.labels[code]}” have the outcome."
        yield Leak(column.name, "never without", what, certain=True)


def _clock(name: str, numbers: NDArray[np.float64], outcome: Outcome) -> Iterator[Leak]:
    """Time at risk: those without an event stand at the end of the window, the others before it."""
    without, events = numbers[outcome == 0], numbers[outcome == 1]
    if min(len(without), len(events)) < LEAST_OF_EACH or len(np.unique(numbers)) < 10:
        return
    values, counts = np.unique(without, return_counts=True)
    end, share = values[counts.argmax()], counts.max() / len(without)
    before = float((events < end).mean())
    if share >= AT_THE_END and before >= BELOW_THE_END and end >= np.quantile(numbers, 0.5):
        what = (
            f"{100 * share:.0f} % of those without the outcome stand at {end:g}, and "
            f"{100 * before:.0f} % of the others below it: a clock of the time at risk."
        )
        yield Leak(name, "clock", what, certain=True)


def _digits(name: str, numbers: NDArray[np.float64], outcome: Outcome) -> Iterator[Leak]:
    """The divisors of shares, and the number of decimals, told apart by the outcome."""
    between = numbers != np.rint(numbers)
    if between.sum() < 2 * LEAST_OF_EACH:
        return
    numbers, outcome = numbers[between], outcome[between]
    if min(outcome.sum(), len(outcome) - outcome.sum()) < LEAST_OF_EACH:
        return
    for trap, signs in _signs(numbers):
        found = auc(signs, outcome)
        error = 0.5 / np.sqrt(min(outcome.sum(), len(outcome) - outcome.sum()))
        if found > max(DIGITS_WARN, 0.5 + 1.96 * error) and found > auc(numbers, outcome) + 0.03:
            what = f"its {trap} alone tells the outcomes apart with an AUC of {found:.3f}."
            yield Leak(name, trap, what, found > DIGITS_OUT)


def _signs(numbers: NDArray[np.float64]) -> Iterator[tuple[str, NDArray[np.float64]]]:
    yield "precision", decimals(numbers)
    top = numbers.max()
    if numbers.min() >= 0 and top <= 100:
        yield "divisor", divisors(numbers if top <= 1 else numbers / 100)
