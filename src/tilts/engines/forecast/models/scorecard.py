"""Scorecards: few yes-or-no rules with whole points, that fit on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..additive import Additive
from ..binning import Bins, bins_of, features_of
from ..features import Feature
from ..odds import probability
from .fitting import Vector, log_loss, logistic
from .indicators import Indicator, Matrix, indicators, matrix, tables

MOST_POINTS, MOST_LINES = 10, 24
LEAST_GAIN = 6.63  # a score statistic whose chance is 1 % (χ², one degree of freedom)
LIGHT = 1.0  # a ridge so light that it only keeps a rare rule finite


@dataclass(frozen=True)
class Rule:
    """Points for whoever answers a question on a feature with yes, in words too."""

    question: Indicator
    points: int
    words: str


@dataclass(eq=False)
class Scorecard:
    """Rules with points; log-odds = intercept + scale · the sum of the points."""

    name: str
    intercept: float
    scale: float
    bins: tuple[Bins, ...]
    rules: tuple[Rule, ...]

    @property
    def additive(self) -> Additive:
        """The same as an additive model."""
        weights = [self.scale * rule.points for rule in self.rules]
        parts = tables(self.bins, [rule.question for rule in self.rules], weights)
        return Additive(self.name, self.intercept, self.bins, tuple(parts))

    def points(self, frame: pl.DataFrame) -> NDArray[np.int64]:
        """The sum of the points of each row."""
        total = np.zeros(frame.height, dtype=np.int64)
        codes = [one.codes(frame[one.name]) for one in self.bins]
        for rule in self.rules:
            total += rule.points * rule.question.answers(codes[rule.question.feature])
        return total

    def probabilities(self, frame: pl.DataFrame) -> NDArray[np.float64]:
        """The probability of each row, uncalibrated. Raises DataRefused when a column is absent."""
        return self.additive.probabilities(frame)

    def contributions(self, frame: pl.DataFrame) -> pl.DataFrame:
        """One column per feature, and `baseline`; they sum to the logit of the probability."""
        return self.additive.contributions(frame)

    def page(self) -> str:
        """The rules as text, the heaviest first, and what the sum means."""
        ordered = sorted(self.rules, key=lambda rule: (-abs(rule.points), rule.words))
        lines = [f"{rule.points:+3d}  {rule.words}" for rule in ordered]
        low, high = self._span()
        sums = range(low, high + 1, max(1, (high - low) // MOST_LINES))
        risks = probability(self.intercept + self.scale * np.array(sums))
        meaning = [
            f"{total:4d}  {100 * risk:5.1f} %" for total, risk in zip(sums, risks, strict=True)
        ]
        return "\n".join(["Points", *lines, "", "Sum   Probability", *meaning])

    def _span(self) -> tuple[int, int]:
        parts = [table / self.scale for table in self.additive.tables]
        return round(sum(map(min, parts))), round(sum(map(max, parts)))


@dataclass(eq=False)
class ScorecardLearner:
    """At most `rules` rules, chosen one by one by Rao's score statistic, with whole points."""

    features: tuple[Feature, ...] = ()
    rules: int = 20
    most_bins: int = 10
    name: str = "scorecard"

    def fit(self, frame: pl.DataFrame, outcome: NDArray[np.int8], *, seed: int) -> Scorecard:
        """The model of these rows; nothing in it is random, the seed changes nothing."""
        features = self.features or features_of(frame)
        bins = [bins_of(frame[one.name], one, self.most_bins) for one in features]
        codes = [one.codes(frame[one.name]) for one in bins]
        questions = indicators(bins, codes)
        answers = matrix(questions, codes)
        chosen = _chosen(answers, outcome, questions, self.rules)
        picked = [questions[index] for index in chosen]
        points, (intercept, scale) = _whole(answers[:, chosen], outcome, picked)
        return _card(self.name, bins, picked, points, intercept, scale)


def _card(
    name: str,
    bins: Sequence[Bins],
    questions: Sequence[Indicator],
    points: NDArray[np.int64],
    intercept: float,
    scale: float,
) -> Scorecard:
    """A card with the features that its rules ask for, and no others."""
    used = sorted({one.feature for one, given in zip(questions, points, strict=True) if given})
    place = {feature: index for index, feature in enumerate(used)}
    rules = [
        Rule(
            Indicator(place[one.feature], one.code, one.at_least, one.sign),
            int(given),
            words(bins[one.feature], one),
        )
        for one, given in zip(questions, points, strict=True)
        if given
    ]
    kept = tuple(bins[feature] for feature in used)
    return Scorecard(name, intercept, scale, kept, tuple(rules))


def words(bins: Bins, question: Indicator) -> str:
    """The question of a rule as people read it."""
    if question.code == 0:
        return f"{bins.name} is missing"
    if question.at_least:
        return f"{bins.name} is {bins.cuts[question.code - 2]:g} or more"
    return f"{bins.name} is {bins.levels[question.code - 1]}"


def _chosen(
    answers: Matrix, outcome: NDArray[np.int8], questions: Sequence[Indicator], most: int
) -> list[int]:
    """Columns added one by one, each the one that the data ask for most, then refitted."""
    chosen: list[int] = []
    weights = logistic(answers[:, []], outcome, LIGHT)
    while len(chosen) < most:
        gain = _gains(answers, outcome, chosen, weights, questions)
        best = int(gain.argmax())
        if gain[best] < LEAST_GAIN:
            break
        chosen.append(best)
        signs = [questions[index].sign for index in chosen]
        start = np.append(weights, 0.0)
        weights = logistic(answers[:, chosen], outcome, LIGHT, signs, start)
    return chosen


def _gains(
    answers: Matrix,
    outcome: NDArray[np.int8],
    chosen: list[int],
    weights: Vector,
    questions: Sequence[Indicator],
) -> Vector:
    """Rao's score statistic of each column beside those chosen; 0 for these and for wrong signs."""
    inside = np.column_stack([np.ones(len(outcome)), answers[:, chosen]])
    risk = probability(inside @ weights)
    spread = risk * (1 - risk)
    slope = answers.T @ (outcome - risk)
    cross = answers.T @ (inside * spread[:, None])
    known = inside.T @ (inside * spread[:, None]) + 1e-6 * np.eye(inside.shape[1])
    shared = np.einsum("ij,ij->i", cross, np.linalg.solve(known, cross.T).T)
    own = answers.T @ spread - shared  # the answers are 0 and 1: their squares are themselves
    gain = np.where(own > 1e-3, slope**2 / np.maximum(own, 1e-3), 0.0)
    signs = np.array([question.sign for question in questions])
    gain[(signs * slope) < 0] = 0.0
    gain[chosen] = 0.0
    return gain


def _whole(
    answers: Matrix, outcome: NDArray[np.int8], questions: Sequence[Indicator]
) -> tuple[NDArray[np.int64], tuple[float, float]]:
    """Whole points, and the intercept and scale fitted to their sum; the best of ten roundings."""
    weights = logistic(answers, outcome, LIGHT, [question.sign for question in questions])[1:]
    heaviest = np.abs(weights).max(initial=1e-9)
    found = []
    for most in range(1, MOST_POINTS + 1):
        points = np.rint(weights / heaviest * most).astype(np.int64)
        total = (answers @ points).reshape(-1, 1)
        intercept, scale = logistic(total, outcome, 0.0)
        loss = log_loss(intercept + scale * total[:, 0], outcome)
        found.append((loss, points, (float(intercept), float(scale))))
    # Of roundings that serve alike, the first: one rule has one point and not ten.
    _, points, line = min(found, key=lambda one: round(one[0], 9))
    return points, line
