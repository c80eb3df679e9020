"""Columns as small whole numbers."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.binning import bins_of, features_of
from tilts.engines.forecast.features import Feature
from tilts.engines.forecast.refusals import DataRefused

NUMBER, WORD = Feature("n", "number", "why", monotone=1), Feature("w", "category", "why")


def test_few_numbers_keep_a_bin_each():
    bins = bins_of(pl.Series("n", [0, 5, 5, 9, None]), NUMBER, 12)
    assert (bins.cuts, bins.size, bins.monotone) == ((5.0, 9.0), 5, 1)
    assert bins.labels == ("missing", "below 5", "5 to below 9", "9 or more", "unseen")
    assert bins.codes(pl.Series("n", [None, -3.0, 5, 8.9, 9, 100])).tolist() == [0, 1, 2, 2, 3, 3]


def test_categories_keep_their_words():
    bins = bins_of(pl.Series("w", ["b", "a", None]), WORD, 12)
    assert bins.labels == ("missing", "a", "b", "unseen")
    assert bins.codes(pl.Series("w", ["b", None, "c", "a"])).tolist() == [2, 0, 3, 1]


def test_a_column_without_a_single_number():
    bins = bins_of(pl.Series("n", [None, None], dtype=pl.Float64), NUMBER, 12)
    assert bins.labels == ("missing", "any", "unseen")
    assert bins.codes(pl.Series("n", [4.0, None])).tolist() == [1, 0]


def test_text_where_numbers_were_learnt():
    bins = bins_of(pl.Series("n", [1, 2]), NUMBER, 12)
    with pytest.raises(DataRefused) as refused:
        bins.codes(pl.Series("n", ["1", "many", None]))
    assert str(refused.value) == (
        "column n: 1 values are no numbers, and it was learnt as a number. "
        "Correct them, or leave them empty."
    )


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.integers(2, 12))
def test_bins_keep_the_order_and_none_is_empty(numbers: list[float], most: int):
    column = pl.Series("n", sorted(numbers))
    bins = bins_of(column, NUMBER, most)
    codes = bins.codes(column).tolist()
    assert codes == sorted(codes)
    assert set(codes) == set(range(1, bins.size - 1))


def test_features_by_their_types():
    frame = pl.DataFrame({"n": [1.5], "w": ["a"]})
    assert features_of(frame) == (
        Feature("n", "number", "a column of the table"),
        Feature("w", "category", "a column of the table"),
    )


def test_negative_numbers_and_ties():
    bins = bins_of(pl.Series("n", [-3.5, -3.5, 0.0, 2.25, 2.25]), NUMBER, 12)
    assert bins.labels == ("missing", "below 0", "0 to below 2.25", "2.25 or more", "unseen")
    assert bins.codes(pl.Series("n", [-100.0, -3.5, -0.0, 2.25])).tolist() == [1, 1, 2, 3]


def test_many_numbers_are_cut_at_their_quantiles():
    bins = bins_of(pl.Series("n", range(100)), NUMBER, 4)
    assert bins.cuts == (25.0, 50.0, 75.0)
    counts = pl.Series(bins.codes(pl.Series("n", range(100)))).value_counts(sort=True)
    assert counts["count"].to_list() == [25] * 4


def test_a_number_that_most_people_share_is_no_cut_twice():
    bins = bins_of(pl.Series("n", [0] * 80 + list(range(1, 21))), NUMBER, 5)
    assert bins.cuts == (1.0,)
    assert bins.codes(pl.Series("n", [0, 1, 20])).tolist() == [1, 2, 2]


@pytest.mark.parametrize("same", [7, -1.5])
def test_one_value_for_everybody(same: float):
    bins = bins_of(pl.Series("n", [same] * 5), NUMBER, 12)
    assert (bins.cuts, bins.labels) == ((), ("missing", "any", "unseen"))


def test_nan_is_missing():
    bins = bins_of(pl.Series("n", [1.0, 2.0]), NUMBER, 12)
    assert bins.codes(pl.Series("n", [float("nan"), None, 2.0])).tolist() == [0, 0, 2]


@pytest.mark.parametrize("dtype", [pl.Int8, pl.UInt32, pl.Float32, pl.String])
def test_numbers_of_every_type(dtype: type[pl.DataType]):
    bins = bins_of(pl.Series("n", [1, 5]), NUMBER, 12)
    assert bins.codes(pl.Series("n", ["1", "5", None]).cast(dtype)).tolist() == [1, 2, 0]


def test_truth_values_are_levels():
    truth = pl.Series("w", [True, False, None])
    bins = bins_of(truth, WORD, 12)
    assert bins.levels == ("false", "true")
    assert bins.codes(truth).tolist() == [2, 1, 0]
    assert bins.codes(pl.Series("w", ["true", "false", "TRUE"])).tolist() == [2, 1, 3]


def test_words_of_every_alphabet():
    words = ["Ērgļi", "", " Ērgļi", "住所", "адрес"]
    bins = bins_of(pl.Series("w", words), WORD, 12)
    assert bins.levels == ("", " Ērgļi", "Ērgļi", "адрес", "住所")
    assert bins.codes(pl.Series("w", words)).tolist() == [3, 1, 2, 5, 4]


def test_categories_without_a_single_word():
    bins = bins_of(pl.Series("w", [None, None], dtype=pl.String), WORD, 12)
    assert (bins.labels, bins.size) == (("missing", "unseen"), 2)
    assert bins.codes(pl.Series("w", ["a", None])).tolist() == [1, 0]


def test_numbers_where_words_were_learnt_are_read_as_words():
    bins = bins_of(pl.Series("w", ["1", "2"]), WORD, 12)
    assert bins.codes(pl.Series("w", [2, 1, 3, None])).tolist() == [2, 1, 3, 0]


def test_no_rows_have_no_codes():
    assert bins_of(pl.Series("n", [1, 2]), NUMBER, 3).codes(pl.Series("n", [])).tolist() == []


@settings(deadline=None, max_examples=25)
@given(st.lists(st.one_of(st.none(), st.text(max_size=3)), max_size=12))
def test_a_code_stands_for_its_label(words: list[str | None]):
    column = pl.Series("w", words, dtype=pl.String)
    bins = bins_of(column, WORD, 12)
    found = [(bins.labels[code], code) for code in bins.codes(column)]
    assert [None if code == 0 else label for label, code in found] == words


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(-50, 50), min_size=1, max_size=80), st.integers(2, 12))
def test_never_more_bins_than_asked(numbers: list[int], most: int):
    assert bins_of(pl.Series("n", numbers), NUMBER, most).size - 2 <= most
