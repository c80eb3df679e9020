"""Whole tables: the same scores as one by one, and each row with its own reasons."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tilts.engines.instruments import Scorer, load, score_one

from .made import ANSWERS, HEAD, small, without

ROWS = [
    ANSWERS,
    without("work", "sex"),
    without(housing=9, work="x"),
    without(born="1930-01-01"),
    without(substances="nothing", days_used=None),
    without(hours=90),
]


def table(rows: list[dict[str, object]]) -> pl.LazyFrame:
    """Answer sets as a CSV would hold them, with a key."""
    written = [
        {
            k: ";".join(v) if isinstance(v, list) else v if v is None else str(v)
            for k, v in row.items()
        }
        for row in rows
    ]
    keys = pl.DataFrame({"key": [f"k{n}" for n in range(len(rows))]})
    return pl.concat(
        [keys, pl.DataFrame(written, infer_schema_length=None)], how="horizontal"
    ).lazy()


def test_scores_and_reasons_of_each_row(needs: Scorer):
    columns = ["key", "total", "total_band", "total_norm", "share", "short", "missing", "errors"]
    assert needs.score(table(ROWS)).collect().rows() == [
        ("k0", 7, "high", 60.0, 0.58, 3.0, None, None),
        ("k1", None, None, None, None, 3.0, "sex, work", None),
        (
            "k2",
            None,
            None,
            None,
            None,
            None,
            None,
            "housing: “9” is above 3; work: “x” is none of steady, some, without",
        ),
        ("k3", None, None, None, None, 3.0, None, "total: Not for people of 90 and more."),
        ("k4", 3, "low", 10.0, 0.25, 3.0, None, None),
        ("k5", 7, "high", 60.0, 0.58, 3.0, None, "hours: “90” is above 80"),
    ]
    assert needs.score(table(ROWS)).collect().columns == columns


def test_one_by_one_gives_the_same(needs: Scorer):
    whole = needs.score(table(ROWS)).select(needs.results).collect().rows(named=True)
    for row, expected in zip(ROWS, whole, strict=True):
        found = score_one(needs, row).results
        assert {name: found[name].value for name in found} == {
            name: expected[name] for name in found
        }
        assert found["total"].band == expected["total_band"]


def test_columns_in_their_own_types(needs: Scorer):
    """Parquet brings numbers, dates and lists as what they are."""
    typed = pl.DataFrame(
        {
            **{name: [ANSWERS[name]] for name in ("sex", "work", "substances")},
            "born": [date(1990, 5, 17)],
            "assessed": pl.Series(["2026-03-02 14:30"]).str.to_datetime(),
            "housing": pl.Series([2], dtype=pl.Int8),
            "days_used": pl.Series([12.0], dtype=pl.Float32),
        }
    )
    scores = ["total", "share", "short", "missing", "errors"]
    assert needs.score(typed.lazy()).select(scores).collect().row(0) == (7, 0.58, 3.0, None, None)
    odd = typed.with_columns(days_used=pl.lit(float("nan")), housing=pl.lit(7, pl.Int64))
    assert needs.score(odd.lazy()).select("missing", "errors").collect().row(0) == (
        None,
        "housing: “7” is above 3; days_used: “NaN” is not a number",
    )


def test_a_column_that_is_absent_counts_as_unanswered(needs: Scorer):
    scored = needs.score(table([ANSWERS, ANSWERS]).drop("work")).collect()
    assert scored["missing"].to_list() == ["work", "work"]
    assert scored["total"].to_list() == [None, None]


def test_a_column_called_like_a_result(needs: Scorer):
    with pytest.raises(ValueError, match=r"^Columns called like a result: total, errors\. Rename"):
        needs.score(table([ANSWERS]).with_columns(total=1, errors=pl.lit("")))


def test_text_of_people_is_dropped_and_never_scored(needs: Scorer):
    scored = needs.score(table([without(remarks="said nothing")]))
    assert "remarks" not in scored.collect_schema().names()


def test_an_empty_table(needs: Scorer):
    assert needs.score(table([ANSWERS]).head(0)).collect().height == 0


DATES = """\
derived:
  - {id: years, interval: {since: d, until: e, unit: years}}
  - {id: months, interval: {since: d, until: e, unit: months}}
  - {id: days, interval: {since: d, until: e, unit: days}}
  - {id: age, age: {born: d, on: e}}
scores:
  - id: all_of_them
    label: {en: All of them}
    formula: years * 10000000000 + months * 10000000 + days * 1000 + age
"""


@pytest.mark.parametrize(
    ("since", "until", "years", "months", "days"),
    [
        ("2000-02-29", "2018-02-28", 17, 215, 6574),
        ("2000-02-29", "2018-03-01", 18, 216, 6575),
        ("1991-07-17", "2021-07-16", 29, 359, 10957),
        ("1991-07-17", "2021-07-17", 30, 360, 10958),
        ("1975-12-31", "2020-01-01", 44, 528, 16072),
        ("2024-01-31", "2024-02-29", 0, 0, 29),
        ("2024-05-05", "2024-05-05", 0, 0, 0),
        ("1900-01-01", "2026-12-31", 126, 1523, 46385),
    ],
)
def test_ages_and_intervals(
    tmp_path: Path, since: str, until: str, years: int, months: int, days: int
):
    scored = score_one(Scorer(small(tmp_path, DATES)), {"d": since, "e": until})
    expected = years * 10000000000 + months * 10000000 + days * 1000 + years
    assert scored.results["all_of_them"].value == expected


def test_what_cannot_be_computed_is_an_error_of_its_row(tmp_path: Path):
    rest = "scores: [{id: s, label: {en: S}, formula: LN(a - 3) / b, decimals: 2}]\n"
    scorer = Scorer(small(tmp_path, rest))
    rows = pl.DataFrame({"a": [4, 3, 2, 5], "b": [1.0, 1.0, 1.0, 0.0]}).lazy()
    said = "s: cannot be computed from these answers"
    assert scorer.score(rows).collect().rows() == [
        (0.0, None, None),
        (None, None, said),
        (None, None, said),
        (None, None, said),
    ]


def test_halves_are_rounded_away_from_zero(tmp_path: Path):
    rest = "scores: [{id: s, label: {en: S}, formula: a / 2 - 3}]\n"
    rows = pl.DataFrame({"a": [0, 1, 3, 7, 9]}).lazy()
    scored = Scorer(small(tmp_path, rest)).score(rows).collect()
    assert scored["s"].to_list() == [-3, -3, -2, 1, 2]


def test_zero_stands_for_what_is_missing(tmp_path: Path):
    rest = (
        "scores: [{id: s, label: {en: S}, add: [{of: a}, {of: b}], "
        "maximum_missing: {terms: 1, treat: zero}}]\n"
    )
    rows = pl.DataFrame({"a": [4, None, None], "b": [None, 3.0, None]}).lazy()
    assert Scorer(small(tmp_path, rest)).score(rows).collect().rows() == [
        (4, "b", None),
        (3, "a", None),
        (None, "a, b", None),
    ]


def test_a_term_beyond_its_bounds_is_an_error(tmp_path: Path):
    rest = (
        "scores: [{id: s, label: {en: S}, "
        "add: [{of: a}, {id: f, formula: b * 2, minimum: 1, maximum: 9}]}]\n"
    )
    rows = pl.DataFrame({"a": [1, 1, 1], "b": [2.0, 5.0, 0.0]}).lazy()
    said = "s: cannot be computed from these answers"
    assert Scorer(small(tmp_path, rest)).score(rows).collect().rows() == [
        (5, None, None),
        (None, None, said),
        (None, None, said),
    ]


GROUPS = """\
scores:
  - id: s
    label: {en: S}
    lookup:
      of: a
      by: c
      groups:
        x: {steps: {0: low, 5: high}}
        y: {steps: {0: never}}
"""


def test_a_lookup_of_words_by_group(tmp_path: Path):
    rows = pl.DataFrame({"a": [4, 5, 5, 5], "c": ["x", "x", "y", None]}).lazy()
    assert Scorer(small(tmp_path, GROUPS)).score(rows).collect().rows() == [
        ("low", None, None),
        ("high", None, None),
        ("never", None, None),
        (None, "c", None),
    ]


def test_an_instrument_without_scores(tmp_path: Path):
    scorer = Scorer(small(tmp_path, ""))
    rows = pl.DataFrame({"a": [4, 10], "key": [1, 2]}).lazy()
    assert scorer.score(rows).collect().rows() == [(1, None, None), (2, None, "a: “10” is above 9")]


def test_nobody_knows_whether_an_item_shows(tmp_path: Path):
    """An answer counts only once it is known whether it was asked for."""
    file = tmp_path / "hiding.yaml"
    shown = "decimals: 2, visible_if: a > 3, when_hidden: 0}"
    file.write_text(
        HEAD.replace("decimals: 2}", shown)
        + "scores: [{id: s, label: {en: S}, add: [{of: b}], decimals: 1}]\n",
        encoding="utf-8",
    )
    rows = pl.LazyFrame({"a": [4, 3, None, 4, None], "b": [2.0, 2.0, 2.0, None, None]})
    assert Scorer(load(file)).score(rows).collect().rows() == [
        (2.0, None, None),
        (0.0, None, None),
        (None, "a", None),
        (None, "b", None),
        (None, "a", None),
    ]
