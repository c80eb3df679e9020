"""Two raters of the same cases: what they agree in, and which cases say nothing of it."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.local import Reliability, reliability
from tilts.engines.forecast.validation.tests.near import near

# Hout, Duncan & Sobel (1987), 91 couples, in Agresti, Categorical Data Analysis: with equally
# spaced weights kappa is 0.237; rows are what husbands answered, columns wives.
COUPLES = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]


def rated(pairs):
    """A table of what two gave to each case."""
    rows = [
        (case, rater, score)
        for case, pair in enumerate(pairs)
        for rater, score in zip(("Anna", "Jānis"), pair, strict=True)
    ]
    return pl.DataFrame(rows, schema=["case", "rater", "score"], orient="row")


def found(table):
    return reliability(table, case="case", rater="rater", score="score")


def test_couples_of_hout_duncan_and_sobel():
    pairs = [
        (row, column)
        for row, counts in enumerate(COUPLES, 1)
        for column, count in enumerate(counts, 1)
        for _ in range(count)
    ]
    agreed = found(rated(pairs))
    assert (agreed.cases, agreed.left_out) == (91, 0)
    assert agreed.kappa == near(0.237, abs=5e-4)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(1, 1), (2, 2), (5, 5)], Reliability(3, 0, near(1), near(1))),
        ([(3, 3), (3, 3)], Reliability(2, 0, None, None)),  # nothing differs
        ([(-1, -1), (0, 0), (-1, -1)], Reliability(3, 0, near(1), near(1))),
        ([(1.5, 1.5), (2, 2)], Reliability(2, 0, near(1), None)),  # not whole: no kappa
        # More values than a scale has, or steps between them: no kappa either.
        ([(one, one) for one in range(13)], Reliability(13, 0, near(1), None)),
        ([(0, 0), (10**9, 10**9)], Reliability(2, 0, near(1), None)),
        ([(0, 0), (100, 100)], Reliability(2, 0, near(1), near(1))),
        ([(1, 2)], Reliability(1, 0, None, near(0))),
    ],
)
def test_what_can_be_said_of_which_scores(pairs, expected):
    assert found(rated(pairs)) == expected


def test_the_opposite_of_agreement_is_below_nothing():
    agreed = found(rated([(1, 2), (2, 1), (1, 2), (2, 1)]))
    assert agreed.kappa == near(-1)
    assert agreed.icc is not None
    assert agreed.icc < 0


@pytest.mark.parametrize(
    "rows",
    [
        [(9, "Anna", 1)],  # scored once
        [(9, "Anna", 1), (9, "Jānis", 2), (9, "Līga", 3)],  # by three
        [(9, "Anna", 1), (9, "Jānis", None)],  # by one and no number
        [(9, "Anna", 1), (9, "Anna", 2)],  # twice by the same
        [(9, None, 1), (9, "Jānis", 2)],  # by nobody knows whom
    ],
)
def test_a_case_not_scored_by_exactly_two_is_left_out(rows):
    more = pl.DataFrame(rows, schema=["case", "rater", "score"], orient="row")
    both = pl.concat([rated([(1, 1), (2, 2)]), more.cast({"rater": pl.String, "score": pl.Int64})])
    assert found(both) == Reliability(2, 1, near(1), near(1))


def test_a_row_of_no_case_is_no_case():
    more = pl.DataFrame({"case": [None], "rater": ["Anna"], "score": [1]})
    both = pl.concat([rated([(1, 1), (2, 2)]), more.cast({"case": pl.Int64})])
    assert found(both) == Reliability(2, 0, near(1), near(1))


def test_no_ratings_say_nothing():
    assert found(rated([(1, 1)]).clear()) == Reliability(0, 0, None, None)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=20),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_and_the_names_of_raters_do_not_matter(pairs, chance):
    table = rated(pairs)
    order = list(range(len(table)))
    chance.shuffle(order)
    turned = table[order].with_columns(
        pl.col("rater").replace({"Anna": "Zane", "Jānis": "Aija"}), pl.col("case") + 100
    )
    one, other = found(table), found(turned)
    assert (other.cases, other.left_out) == (one.cases, one.left_out)
    assert (other.icc, other.kappa) == (near(one.icc, abs=1e-9), near(one.kappa, abs=1e-9))
