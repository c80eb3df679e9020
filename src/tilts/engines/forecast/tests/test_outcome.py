"""The outcome of a table, 0 or 1 for everybody."""

from math import sqrt

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.outcome import (
    LEAST_OF_EACH,
    LEAST_ROWS,
    NO,
    YES,
    binary,
    too_few,
)
from tilts.engines.forecast.refusals import DataFault

PAIRS = [(no, yes) for no in sorted(NO) for yes in sorted(YES)]


def read(values: list[object], positive: str | None = None) -> list[int] | list[str]:
    """The outcome, or what is said against it."""
    found, faults = binary(pl.Series("back", values), positive)
    if faults:
        assert found.tolist() == [0] * len(values)
        return [str(fault) for fault in faults]
    return found.tolist()


@pytest.mark.parametrize(
    ("values", "positive", "expected"),
    [
        ([0, 1, 1], None, [0, 1, 1]),
        ([0.0, 1.0], None, [0, 1]),
        ([True, False], None, [1, 0]),
        (["TRUE", "false", "True"], None, [1, 0, 1]),
        (["Jā", "NĒ"], None, [1, 0]),
        (["taip", "ne"], None, [1, 0]),
        ([1, 2], "2", [0, 1]),
        ([1, 2], "1", [1, 0]),
        ([0, 1], "0", [1, 0]),
        ([-1, 1], "1", [0, 1]),
        (["Grįžo", "laisvas"], "GRĮŽO", [1, 0]),
        ([True, False], "False", [0, 1]),
    ],
)
def test_two_values(values: list[object], positive: str | None, expected: list[int]):
    assert read(values, positive) == expected


@pytest.mark.parametrize(
    ("values", "positive", "said"),
    [
        (
            [1, None, 0, None],
            None,
            "the outcome is missing in 2 rows. Follow these people up, or take the rows out.",
        ),
        (
            [None, None],
            "1",
            "the outcome is missing in 2 rows. Follow these people up, or take the rows out.",
        ),
        ([0, 0], None, "the outcome is “0” for everybody. Name a column that differs."),
        (["a"], "a", "the outcome is “a” for everybody. Name a column that differs."),
        (
            [0, 1, 2],
            None,
            "the outcome has 3 values (“0”, “1”, “2”, …). It must be 0 or 1.",
        ),
        (
            ["f", "b", "a", "c", "e", "d"],
            "a",
            "the outcome has 6 values (“a”, “b”, “c”, “d”, “e”, …). It must be 0 or 1.",
        ),
        ([1, 2], None, "nothing says which of “1”, “2” is 1. Say so: --positive VALUE."),
        (["yes", "1"], None, "nothing says which of “1”, “yes” is 1. Say so: --positive VALUE."),
        (["no", "out"], None, "nothing says which of “no”, “out” is 1. Say so: --positive VALUE."),
        ([0.0, 1.0], "1", "“1” is not among its values “0.0”, “1.0”. Name one that is."),
    ],
)
def test_what_is_no_outcome(values: list[object], positive: str | None, said: str):
    assert read(values, positive) == [f"column back: {said}"]


@pytest.mark.parametrize("pair", PAIRS)
def test_every_word_for_yes_beside_every_word_for_no(pair: tuple[str, str]):
    no, yes = pair
    assert read([no, yes.upper(), yes]) == [0, 1, 1]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.booleans(), min_size=2, max_size=40).filter(lambda all_: len(set(all_)) == 2))
def test_naming_the_other_value_turns_the_outcome_round(truths: list[bool]):
    words = ["in" if truth else "out" for truth in truths]
    ones, _ = binary(pl.Series("back", words), "in")
    others, _ = binary(pl.Series("back", words), "out")
    assert ones.tolist() == truths
    assert (ones + others).tolist() == [1] * len(truths)


def outcome_of(events: int, rows: int) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    return np.array([1] * events + [0] * (rows - events), dtype=np.int8)


@pytest.mark.parametrize(
    ("events", "rows", "enough"),
    [
        (20, 200, True),
        (180, 200, True),
        (100, 199, False),
        (19, 1000, False),
        (981, 1000, False),
        (0, 200, False),
        (0, 0, False),
    ],
)
def test_the_smallest_table(events: int, rows: int, enough: bool):
    fault = DataFault(
        "the table",
        f"{rows} rows with {events} events are too few.",
        "At least 200 rows and 20 of each outcome are needed.",
    )
    assert too_few(outcome_of(events, rows)) == ([] if enough else [fault])


def hanley_mcneil(auc: float, events: int, others: int) -> float:
    """The standard error of an AUC (Hanley & McNeil 1982, equation 1)."""
    one, two = auc / (2 - auc), 2 * auc**2 / (1 + auc)
    spread = auc * (1 - auc) + (events - 1) * (one - auc**2) + (others - 1) * (two - auc**2)
    return sqrt(spread / (events * others))


def test_why_the_least_is_what_it_is():
    half = LEAST_ROWS // 2
    evenly = 1.96 * hanley_mcneil(0.7, half, half)
    rare = 1.96 * hanley_mcneil(0.7, LEAST_OF_EACH, LEAST_ROWS - LEAST_OF_EACH)
    assert (round(evenly, 3), round(rare, 3)) == (0.072, 0.133)
