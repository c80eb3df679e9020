"""Dummy coding of bins: questions with the answer yes or no, and their way back to a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..binning import Bins, Codes

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Indicator:
    """One question on one feature: is the code at least this (numbers), or exactly this?

    `sign` is what a theory allows: 1 never below 0, -1 never above, 0 either.
    """

    feature: int
    code: int
    at_least: bool
    sign: int = 0

    def answers(self, codes: Codes) -> NDArray[np.bool_]:
        """Yes or no for every code."""
        return np.greater_equal(codes, self.code) if self.at_least else np.equal(codes, self.code)


def indicators(bins: Sequence[Bins], codes: Sequence[Codes]) -> tuple[Indicator, ...]:
    """Every question that some but not all of these rows answer with yes.

    Numbers are asked step by step (x ≥ cut), so that shrinkage pulls a step towards the one before
    it and not towards the average; categories and missing values are asked one by one.
    """
    found = []
    for index, (one, rows) in enumerate(zip(bins, codes, strict=True)):
        there = np.bincount(rows, minlength=one.size)
        found += [
            question
            for question in _questions(index, one)
            if 0 < there[question.answers(np.arange(one.size))].sum() < len(rows)
        ]
    return tuple(found)


def _questions(index: int, bins: Bins) -> list[Indicator]:
    missing = Indicator(index, 0, at_least=False)
    if bins.kind == "category":
        return [missing, *(Indicator(index, code, at_least=False) for code in levels(bins))]
    steps = range(2, bins.size - 1)
    return [missing, *(Indicator(index, code, at_least=True, sign=bins.monotone) for code in steps)]


def levels(bins: Bins) -> range:
    """The codes of the bins proper, neither missing nor unseen."""
    return range(1, bins.size - 1)


def matrix(questions: Sequence[Indicator], codes: Sequence[Codes]) -> Matrix:
    """(rows × questions) the answers as 0 and 1."""
    out = np.empty((len(codes[0]), len(questions)), order="F")
    for column, question in enumerate(questions):
        out[:, column] = question.answers(codes[question.feature])
    return out


def tables(
    bins: Sequence[Bins], questions: Sequence[Indicator], weights: Sequence[float]
) -> list[NDArray[np.float64]]:
    """What each code of each feature adds up to."""
    found = [np.zeros(one.size) for one in bins]
    for question, weight in zip(questions, weights, strict=True):
        table = found[question.feature]
        table[question.answers(np.arange(len(table)))] += weight
    return found
