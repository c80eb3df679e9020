"""Answers in the types that Parquet can hold."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tilts.engines.instruments import Scorer

from .made import small

SUM = "scores: [{id: s, label: {en: S}, add: [{of: a}]}]\n"
CODE = "scores: [{id: s, label: {en: S}, add: [{of: c, values: {x: 1, y: 2}}]}]\n"
DAYS = "scores: [{id: s, label: {en: S}, interval: {since: d, until: e, unit: days}}]\n"
NOT_A_NUMBER = "a: “{}” is not a number"


@pytest.mark.parametrize(
    ("column", "scores", "errors"),
    [
        (pl.Series([3, 10, None], dtype=pl.Int8), [3, None, None], "a: “10” is above 9"),
        (pl.Series([3, 10, None], dtype=pl.UInt64), [3, None, None], "a: “10” is above 9"),
        (pl.Series([3.0, 2.5, None], dtype=pl.Float32), [3, None, None], "a: “2.5” is not a whole"),
        (pl.Series([3.0, float("inf"), None]), [3, None, None], NOT_A_NUMBER.format("inf")),
        (pl.Series([Decimal("3.00"), Decimal("2.50"), None]), [3, None, None], "a: “2.50” is not"),
        (pl.Series([True, False, None]), [1, 0, None], None),
        (pl.Series(["3", "3,0", None]), [3, None, None], NOT_A_NUMBER.format("3,0")),
        (pl.Series(["3.0", "0x3", ""]), [3, None, None], NOT_A_NUMBER.format("0x3")),
        (pl.Series(["+3", "1e9", " "]), [3, None, None], "a: “1e9” is above 9"),
        (pl.Series([None, None, None], dtype=pl.Null), [None, None, None], None),
    ],
    ids=[
        "int8",
        "uint64",
        "float32",
        "float64",
        "decimal",
        "boolean",
        "text",
        "points",
        "signs",
        "null",
    ],
)
def test_numbers(tmp_path: Path, column: pl.Series, scores: list[int | None], errors: str | None):
    scored = Scorer(small(tmp_path, SUM)).score(pl.LazyFrame({"a": column})).collect()
    assert scored["s"].to_list() == scores
    assert scored["missing"].to_list()[2] == "a"
    said = scored["errors"].to_list()
    assert [said[0], said[2]] == [None, None]
    assert (said[1] or "").startswith(errors or "")
    assert bool(said[1]) == bool(errors)


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical, pl.Enum(["x", "y", "z"])], ids=str)
def test_codes(tmp_path: Path, dtype: pl.DataType):
    column = pl.Series(["x", "y", "z", None], dtype=dtype)
    scored = Scorer(small(tmp_path, CODE)).score(pl.LazyFrame({"c": column})).collect()
    assert scored.rows() == [
        (1, None, None),
        (2, None, None),
        (None, None, "c: “z” is none of x, y"),
        (None, "c", None),
    ]


@pytest.mark.parametrize(
    "later",
    [
        pl.Series([date(2026, 1, 31)]),
        pl.Series([datetime(2026, 1, 31, 23, 59, tzinfo=UTC)]),
        pl.Series(["2026-01-31"]),
        pl.Series(["2026-01-31 "], dtype=pl.Categorical),
    ],
    ids=["date", "time", "text", "category"],
)
def test_dates(tmp_path: Path, later: pl.Series):
    table = pl.LazyFrame({"d": pl.Series([date(2026, 1, 1)]), "e": later})
    scored = Scorer(small(tmp_path, DAYS)).score(table).collect()
    assert scored.rows() == [(30, None, None)]


def test_a_type_that_is_no_answer(tmp_path: Path):
    table = pl.LazyFrame({"d": pl.Series([date(2026, 1, 1)]), "e": pl.Series([20260131])})
    scored = Scorer(small(tmp_path, DAYS)).score(table).collect()
    assert scored["s"].to_list() == [None]
    assert scored["errors"].to_list() == ["e: “20260131” is not a date (year-month-day)"]
