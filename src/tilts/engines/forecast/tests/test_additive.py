"""Additive models: what a person can add up on paper is what runs."""

import logging
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tilts.engines.forecast.additive import Additive, centred, coded
from tilts.engines.forecast.odds import log_odds
from tilts.engines.forecast.refusals import DataFault, DataRefused

from .cards import ADDITIVE, AGE, PAIRED, WORK

PEOPLE = pl.DataFrame(
    {"age": [None, 20.0, 25.0, 39.9, 40.0], "darbs": ["nav", "nav", None, "pastāvīgs", "cits"]}
)
REMEDY = "Add it; leave it empty where it is not known."


def test_contributions_are_read_off_the_tables():
    expected = pl.DataFrame(
        {
            "age": [0.1, 1.0, 0.0, 0.0, -1.0],
            "darbs": [0.5, 0.5, 0.2, -0.5, 0.0],
            "baseline": [-0.5] * 5,
        }
    )
    assert_frame_equal(ADDITIVE.contributions(PEOPLE), expected)


def test_the_probability_is_their_sum():
    found = log_odds(ADDITIVE.probabilities(PEOPLE))
    assert found == pytest.approx([0.1, 1.0, -0.3, -1.0, -1.5])


def test_a_pair_adds_only_where_both_meet():
    found = PAIRED.contributions(PEOPLE)
    assert found.columns == ["age", "darbs", "age × darbs", "baseline"]
    assert found["age × darbs"].to_list() == [0.0, 2.0, 0.0, 0.0, 0.0]
    more = log_odds(PAIRED.probabilities(PEOPLE)) - log_odds(ADDITIVE.probabilities(PEOPLE))
    assert more == pytest.approx([0.0, 2.0, 0.0, 0.0, 0.0])


def test_nobody_has_no_probability():
    assert ADDITIVE.probabilities(PEOPLE[:0]).tolist() == []
    assert ADDITIVE.contributions(PEOPLE[:0]).shape == (0, 3)


def test_every_absent_column_is_named():
    with pytest.raises(DataRefused) as refused:
        ADDITIVE.probabilities(pl.DataFrame({"shoe": [42]}))
    what = "the model needs it, and the table has none."
    assert refused.value.faults == (
        DataFault("column age", what, REMEDY),
        DataFault("column darbs", what, REMEDY),
    )
    assert str(refused.value) == (f"column age: {what} {REMEDY}\ncolumn darbs: {what} {REMEDY}")


def test_what_is_ignored_and_what_is_unseen_is_logged(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    ADDITIVE.probabilities(PEOPLE.with_columns(zeta=pl.lit(1), shoe=pl.lit(42)))
    assert [(one.levelname, one.message) for one in caplog.records] == [
        ("INFO", "Columns that the model does not know are ignored: shoe, zeta"),
        ("WARNING", "Column darbs: 1 rows hold an unseen category, it counts 0"),
    ]


def test_nothing_is_logged_of_a_table_as_it_should_be(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    ADDITIVE.probabilities(PEOPLE[:4])
    assert caplog.messages == []


def test_codes_come_in_the_order_of_the_features():
    turned = PEOPLE.select("darbs", "age")
    assert [codes.tolist() for codes in coded((AGE, WORK), turned)] == [
        [0, 1, 2, 2, 3],
        [1, 1, 0, 2, 3],
    ]


def test_centring_moves_the_averages_into_the_intercept():
    codes = [np.array([1, 1, 2, 3]), np.array([1, 2, 2, 2])]
    raw = [np.array([9.0, 1.0, 2.0, 4.0, 9.0]), np.array([9.0, 4.0, 0.0, 9.0])]
    found = centred("m", 0.25, [AGE, WORK], raw, codes)
    assert found.intercept == 0.25 + 2.0 + 1.0
    assert [table.tolist() for table in found.tables] == [
        [0.0, -1.0, 0.0, 2.0, 0.0],
        [0.0, 3.0, -1.0, 0.0],
    ]
    assert (found.name, found.bins, found.pairs) == ("m", (AGE, WORK), ())


def test_what_training_never_had_counts_nothing():
    codes = [np.array([1, 1]), np.array([1, 1])]
    found = centred("m", 0.0, [AGE, WORK], [np.ones(5), np.ones(4)], codes)
    assert [table.tolist() for table in found.tables] == [[0.0] * 5, [0.0] * 4]
    assert found.intercept == 2.0


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=30),
    st.lists(st.floats(-3, 3), min_size=9, max_size=9),
)
def test_centring_changes_no_forecast_and_leaves_averages_of_nothing(
    people: list[tuple[int, int]], values: list[float]
):
    codes = [np.array(column) for column in zip(*people, strict=True)]
    raw = [np.array(values[:5]), np.array(values[5:])]
    found = centred("m", 0.0, [AGE, WORK], raw, codes)
    before = raw[0][codes[0]] + raw[1][codes[1]]
    parts = [table[rows] for table, rows in zip(found.tables, codes, strict=True)]
    np.testing.assert_allclose(found.intercept + sum(parts), before, atol=1e-9)
    np.testing.assert_allclose([part.mean() for part in parts], 0.0, atol=1e-9)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.one_of(st.none(), st.floats(-1e3, 1e3)), min_size=1, max_size=20))
def test_a_monotone_table_orders_everybody(ages: list[float | None]):
    people = pl.DataFrame({"age": ages, "darbs": ["nav"] * len(ages)}, {"age": float, "darbs": str})
    known = people.drop_nulls().sort("age")
    assert (np.diff(ADDITIVE.probabilities(known)) <= 0).all()


def test_a_model_of_no_features_says_the_base_rate():
    bare = Additive("bare", float(np.log(3)), (), ())
    assert bare.probabilities(PEOPLE) == pytest.approx([0.75] * 5)
    assert replace(bare).contributions(PEOPLE).columns == ["baseline"]
