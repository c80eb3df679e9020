"""The population stability index: by hand, its invariants, and what stands for nothing."""

from math import log

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.monitoring import (
    Alert,
    Shift,
    by_chance,
    shift,
    shift_of_counts,
    shift_of_scores,
)
from tilts.engines.forecast.monitoring.shift import MISSING, psi

COUNTS = st.lists(st.integers(0, 500), min_size=3, max_size=3).filter(any)


def by_hand(expected, actual):
    return sum((a - e) * log(a / e) for e, a in zip(expected, actual, strict=True))


def test_the_index_by_hand():
    value, e, a = psi(np.array([49.5, 49.5]), np.array([24.5, 74.5]))
    assert (e.tolist(), a.tolist()) == ([0.5, 0.5], [0.25, 0.75])
    assert value == pytest.approx(0.25 * log(0.25 / 0.5) * -1 + 0.25 * log(0.75 / 0.5))


@settings(max_examples=50, deadline=None)
@given(COUNTS, COUNTS)
def test_it_is_never_below_nothing_and_the_same_both_ways(one, other):
    first, second = np.array(one, dtype=float), np.array(other, dtype=float)
    there, back = psi(first, second)[0], psi(second, first)[0]
    assert there >= -1e-12
    assert there == pytest.approx(back)
    assert psi(first, first)[0] == 0


def test_a_category_by_its_values_and_missing_by_itself():
    before = pl.Series(["a"] * 60 + ["b"] * 30 + [None] * 10)
    now = pl.Series(["a"] * 30 + ["b"] * 30 + ["c"] * 40)
    found = shift("sanction", before, now)
    counts = ([60, 30, 0, 10], [30, 30, 40, 0])
    expected, actual = ([(n + 0.5) / 102 for n in row] for row in counts)
    assert found.value == pytest.approx(by_hand(expected, actual))
    assert found.expected == pytest.approx(expected)
    assert found.actual == pytest.approx(actual)
    assert MISSING > "c"


def test_numbers_by_the_tenths_of_before():
    before = pl.Series(range(1, 101))
    assert shift("age", before, before).value == pytest.approx(0)
    older = shift("age", before, before + 50)
    assert older.actual[:5] == pytest.approx([0.5 / 105.5] * 5)
    assert older.alert == Alert("population", "age", older.value, 0.25, hard=True)


def test_a_little_is_looked_at_and_less_is_nothing():
    same = (0.25, 0.25, 0.25, 0.25)
    assert Shift("x", 0.0999, same, same).alert is None
    assert Shift("x", 0.1, same, same).alert == Alert("population", "x", 0.1, 0.1, hard=False)
    assert Shift("x", 0.25, same, same).alert == Alert("population", "x", 0.25, 0.25, hard=True)


def test_missing_numbers_are_a_bin_of_their_own():
    before = pl.Series([*range(90), *[None] * 10])
    found = shift("income", before, pl.Series([*range(90), *[None] * 100]))
    assert found.expected[-1] == pytest.approx(10.5 / 105.5)
    assert found.actual[-1] == pytest.approx(100.5 / 195.5)
    nobody = shift("income", pl.Series([None, None], dtype=pl.Int64), pl.Series([1, 2]))
    assert nobody.actual == pytest.approx([2.5 / 3, 0.5 / 3])


@pytest.mark.parametrize(("before", "now"), [([], [1]), ([1], [])])
def test_nobody_is_refused(before, now):
    with pytest.raises(ValueError, match=r"^age: there is nobody to compare\.$"):
        shift("age", pl.Series(before, dtype=pl.Int64), pl.Series(now, dtype=pl.Int64))
    with pytest.raises(ValueError, match=r"^the score: there is nobody to compare\.$"):
        shift_of_scores((0.0, 0.5, 1.0), np.array([]))


def test_scores_against_the_quantiles_of_training():
    training = np.linspace(0, 1, 2001)
    quantiles = tuple(np.quantile(training, np.linspace(0, 1, 21)).tolist())
    same = shift_of_scores(quantiles, training)
    assert len(same.expected) == 20
    assert same.value < 0.001
    assert same.alert is None
    higher = shift_of_scores(quantiles, training**0.3)
    assert higher.alert == Alert("population", "the score", higher.value, 0.25, hard=True)


def test_quantiles_that_are_equal_make_one_bin():
    quantiles = (0.1,) * 11 + (0.3,) * 10
    training = np.array([0.1] * 52 + [0.3] * 48)
    found = shift_of_scores(quantiles, training)
    assert found.expected == pytest.approx([500.5 / 1001.5, 450.5 / 1001.5, 50.5 / 1001.5])
    assert found.actual[0] == pytest.approx(52.5 / 101.5)


def test_counts_of_levels_are_what_their_people_are():
    before, now = [30, 50, 20], [10, 40, 50]
    people = [
        pl.Series([name for name, count in zip("abc", one, strict=True) for _ in range(count)])
        for one in (before, now)
    ]
    assert shift_of_counts("levels", before, now) == shift("levels", *people)


@pytest.mark.parametrize(("before", "now"), [([], [1]), ([0, 0], [3, 4]), ([3, 4], [0, 0])])
def test_counts_of_nobody_are_refused(before: list[int], now: list[int]):
    with pytest.raises(ValueError, match="nobody to compare"):
        shift_of_counts("levels", before, now)


@pytest.mark.parametrize(("bins", "point"), [(2, 3.841), (3, 5.991), (11, 18.307), (31, 43.773)])
def test_chance_is_the_table_of_the_distribution(bins: int, point: float):
    """χ² at 95 %: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4."""
    shares = tuple([1 / bins] * bins)
    found = by_chance(Shift("x", 0.0, shares, shares), 400, 100)
    assert found == pytest.approx(point * (1 / 400 + 1 / 100), rel=0.03)
