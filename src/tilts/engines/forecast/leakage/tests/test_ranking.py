"""How well one column alone tells the outcomes apart."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.leakage.ranking import Outcome, auc, by_rate, difference

ALTERNATING: Outcome = np.tile(np.array([0, 1], dtype=np.int8), 200)


def of(*ones: int) -> Outcome:
    return np.array(ones, dtype=np.int8)


@pytest.mark.parametrize(
    ("values", "outcome", "expected"),
    [
        ([1.0, 2.0, 3.0, 4.0], of(0, 0, 1, 1), 1.0),
        ([4.0, 3.0, 2.0, 1.0], of(0, 0, 1, 1), 1.0),
        ([1.0, 3.0, 2.0, 4.0], of(0, 0, 1, 1), 0.75),
        ([7.0, 7.0, 7.0, 7.0], of(0, 0, 1, 1), 0.5),
        ([1.0, 2.0, 2.0, 3.0], of(0, 0, 1, 1), 0.875),
        ([1.0, 2.0], of(1, 1), 0.5),
        ([1.0, 2.0], of(0, 0), 0.5),
        ([], of(), 0.5),
    ],
)
def test_areas_by_hand(values: list[float], outcome: Outcome, expected: float):
    assert auc(np.array(values), outcome) == expected


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 5), st.booleans()), min_size=2, max_size=30))
def test_the_area_is_the_share_of_pairs_in_order(rows: list[tuple[int, bool]]):
    ones = [value for value, event in rows if event]
    others = [value for value, event in rows if not event]
    pairs = [(one > other) + (one == other) / 2 for one, other in product(ones, others)]
    share = sum(pairs) / len(pairs) if pairs else 0.5
    values, outcome = np.array([float(value) for value, _ in rows]), of(*(e for _, e in rows))
    assert auc(values, outcome) == pytest.approx(max(share, 1 - share))
    assert auc(-values, outcome) == pytest.approx(auc(values, outcome))


def test_codes_that_say_the_outcome_do_so_in_any_order():
    blocks = np.sort(ALTERNATING)
    assert by_rate(ALTERNATING.astype(np.intp), ALTERNATING) == 1.0
    assert by_rate(1 - ALTERNATING.astype(np.intp), ALTERNATING) == 1.0
    assert by_rate(blocks.astype(np.intp) * 3, blocks) == 1.0


def test_a_table_sorted_by_pairs_makes_no_column_look_good():
    same = np.zeros(len(ALTERNATING), dtype=np.intp)
    pairs = np.arange(len(ALTERNATING), dtype=np.intp) // 2
    assert by_rate(same, ALTERNATING) == by_rate(pairs, ALTERNATING) == 0.5


def test_codes_of_their_own_for_everybody_tell_nothing():
    rows = np.arange(400, dtype=np.intp)
    assert by_rate(rows, ALTERNATING) == 0.5


def test_the_same_halves_each_time():
    codes = np.random.default_rng(3).integers(0, 5, 400)
    assert by_rate(codes, ALTERNATING) == by_rate(codes, ALTERNATING)


def test_differences_of_shares():
    flag = np.array([True] * 4 + [False] * 16)
    outcome = of(1, 1, 1, 0, *[1] * 4, *[0] * 12)
    gap, error = difference(flag, outcome)
    assert gap == 0.75 - 0.25
    assert error == pytest.approx((0.1875 / 4 + 0.1875 / 16) ** 0.5)
    back, same = difference(~flag, outcome)
    assert (back, same) == (-gap, error)
