"""Tables as numbers: which columns, in which order, and what stands for what was never seen."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.survival.coding import Coding, coding

TABLE = pl.DataFrame(
    {
        "regime": ["open", "closed", "open", "half-open"],
        "age": [19, 44, 31, 60],
        "first": [True, False, False, True],
        "score": [-1.5, 0.0, 2.5, 0.0],
        "town": ["Rīga", "Ķegums", "Rīga", "Ķegums"],
    }
)


def test_numbers_first_then_every_level_but_the_first():
    code = coding(TABLE)
    assert code == Coding(
        ("age", "first", "score"),
        (("regime", "half-open"), ("regime", "open"), ("town", "Ķegums")),
    )
    assert code.names == (
        "age",
        "first",
        "score",
        "regime: half-open",
        "regime: open",
        "town: Ķegums",
    )
    assert code.design(TABLE).tolist() == [
        [19, 1, -1.5, 0, 1, 0],
        [44, 0, 0, 0, 0, 1],
        [31, 0, 2.5, 0, 1, 0],
        [60, 1, 0, 1, 0, 1],
    ]


def test_a_level_that_was_never_seen_is_the_first():
    asked = TABLE.head(2).with_columns(regime=pl.lit("closed"), town=pl.lit("Rīga"))
    new = TABLE.head(2).with_columns(regime=pl.lit("night"), town=pl.lit("Cēsis"))
    code = coding(TABLE)
    assert code.design(new).tolist() == code.design(asked).tolist()


def test_the_order_of_columns_and_others_besides_do_not_matter():
    code = coding(TABLE)
    turned = TABLE.select(reversed(TABLE.columns)).with_columns(note=pl.lit(None))
    assert code.design(turned).tolist() == code.design(TABLE).tolist()


@pytest.mark.parametrize(
    ("column", "names"),
    [
        (["true", "false", "true"], ("it: true",)),
        ([date(2024, 1, 1), date(2023, 1, 1), date(2024, 1, 1)], ("it: 2024-01-01",)),
        (["same", "same", "same"], ()),
        (["b", None, "a"], ("it: b",)),
        ([None, None, None], ()),
        ([1, 0, 1], ("it",)),
    ],
)
def test_columns_of_other_kinds(column, names):
    assert coding(pl.DataFrame({"it": column})).names == names


def test_a_table_of_equal_words_has_no_columns_but_all_its_rows():
    same = pl.DataFrame({"it": ["same"] * 3})
    assert coding(same).design(same).shape == (3, 0)


@pytest.mark.parametrize(
    ("missing", "named"),
    [(["age"], "age"), (["town", "score"], "score, town"), (["regime"], "regime")],
)
def test_missing_values_are_named_and_refused(missing, named):
    gaps = TABLE.with_columns(
        pl.when(pl.int_range(pl.len()) > 1).then(pl.col(name)).alias(name) for name in missing
    )
    with pytest.raises(ValueError, match=f"^Values are missing in {named}: give them a level.$"):
        coding(TABLE).design(gaps)


@settings(max_examples=50)
@given(st.lists(st.sampled_from("abcdeē"), min_size=1, max_size=30))
def test_a_row_has_one_level_at_most(words):
    frame = pl.DataFrame({"word": words})
    design = coding(frame).design(frame)
    levels = sorted(set(words))
    assert design.shape[1] == len(levels) - 1
    assert [1 + row.tolist().index(1) if row.any() else 0 for row in design] == [
        levels.index(word) for word in words
    ]
