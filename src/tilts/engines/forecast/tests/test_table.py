"""Tables as services have them."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal, assert_series_equal

from tilts.engines.forecast.refusals import DataRefused
from tilts.engines.forecast.table import read_table, typed, write_table

CSV = """id;whole;decimal;day;moment;word;mixed
1;3;0.5;2026-01-31;2026-01-31 10:00:00;a;10
2;NA;n/a;;null;?;10 or more
3;-4;7;2025-02-28;2025-02-28 23:59:59;b;
"""
MORNING = datetime.fromisoformat("2026-01-31 10:00:00")
NIGHT = datetime.fromisoformat("2025-02-28 23:59:59")
READ = pl.DataFrame(
    {
        "id": [1, 2, 3],
        "whole": [3, None, -4],
        "decimal": [0.5, None, 7.0],
        "day": [date(2026, 1, 31), None, date(2025, 2, 28)],
        "moment": [MORNING, None, NIGHT],
        "word": ["a", None, "b"],
        "mixed": ["10", "10 or more", None],
    }
)


def test_each_column_has_the_narrowest_type_that_holds_it(tmp_path: Path):
    file = tmp_path / "people.csv"
    file.write_text(CSV, encoding="utf-8")
    assert_frame_equal(read_table(file), READ)


def test_parquet_is_read_the_same(tmp_path: Path):
    file = tmp_path / "people.parquet"
    write_table(READ, file)
    assert_frame_equal(read_table(file), READ)


def test_text_in_parquet_is_looked_at_too():
    column = pl.Series("n", ["1", " NULL ", "2.5"], dtype=pl.Categorical)
    assert typed(column).to_list() == [1.0, None, 2.5]


def test_a_column_of_nothing_stays_text():
    assert typed(pl.Series("n", ["", "NA"])).to_list() == [None, None]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("people.xls", "", "the file cannot be read: it is neither .csv nor .parquet."),
        ("people.parquet", "a,b\n1,2\n", "the file cannot be read: "),
        ("people.csv", "a,b\n", "the table has no rows."),
        ("people.csv", "", "the file cannot be read: empty CSV."),
    ],
)
def test_files_that_are_no_tables(tmp_path: Path, name: str, content: str, said: str):
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataRefused) as refused:
        read_table(file)
    assert str(refused.value).startswith(f"{file}: {said}")


def test_files_that_cannot_be_written(tmp_path: Path):
    with pytest.raises(DataRefused, match=r"it is neither \.csv nor \.parquet"):
        write_table(READ, tmp_path / "people.txt2")
    with pytest.raises(DataRefused, match="it cannot be written"):
        write_table(READ, tmp_path / "nowhere" / "people.csv")


@pytest.mark.parametrize(
    ("written", "dtype", "values"),
    [
        (["1", " 2 ", "-3"], pl.Int64, [1, 2, -3]),
        (["007", "+7"], pl.Int64, [7, 7]),
        (["1", "2.0"], pl.Float64, [1.0, 2.0]),
        (["1e3", "-.5"], pl.Float64, [1000.0, -0.5]),
        (["1", "99999999999999999999"], pl.Float64, [1.0, 1e20]),
        (["0,5", "1,5"], pl.String, ["0,5", "1,5"]),
        (["31.01.2026", "1.2.2026"], pl.Date, [date(2026, 1, 31), date(2026, 2, 1)]),
        (["31.01.2026", "2026-01-31"], pl.String, ["31.01.2026", "2026-01-31"]),
        (["2026-02-30", "2026-02-28"], pl.String, ["2026-02-30", "2026-02-28"]),
        (["2026-01-31T10:00:00"], pl.Datetime("us"), [MORNING]),
        (["2026-01-31 10:00", "?"], pl.Datetime("us"), [MORNING, None]),
        (["true", "False"], pl.String, ["true", "False"]),
        (["10", "10 or more"], pl.String, ["10", "10 or more"]),
        (["Ātri", "ātri "], pl.String, ["Ātri", "ātri"]),
    ],
)
def test_texts_as_what_they_are(written: list[str], dtype: pl.DataType, values: list[object]):
    found = typed(pl.Series("x", written))
    assert (found.name, found.dtype, found.to_list()) == ("x", dtype, values)


@pytest.mark.parametrize(
    "word", ["", "  ", "NA", "na", "N/A", "#N/A", "NaN", "nan", "null", "NULL", " Null ", ".", "?"]
)
def test_words_for_nothing(word: str):
    assert typed(pl.Series("x", ["4", word, None])).to_list() == [4, None, None]
    assert typed(pl.Series("x", ["a", word, None])).to_list() == ["a", None, None]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pl.Series("x", [1, None], dtype=pl.UInt8), pl.Series("x", [1, None])),
        (pl.Series("x", [2**64 - 1, 1], dtype=pl.UInt64), pl.Series("x", [2.0**64, 1.0])),
        (pl.Series("x", [0.5, float("nan")]), pl.Series("x", [0.5, None])),
        (pl.Series("x", [0.5], dtype=pl.Float32), pl.Series("x", [0.5])),
        (pl.Series("x", ["1.50"]).cast(pl.Decimal(9, 2)), pl.Series("x", [1.5])),
        (pl.Series("x", [True, None]), pl.Series("x", [True, None])),
        (pl.Series("x", [time(3)]), pl.Series("x", [time(3)])),
        (pl.Series("x", [timedelta(1)]), pl.Series("x", [timedelta(1)])),
        (pl.Series("x", [MORNING.replace(tzinfo=UTC)]),) * 2,
        (pl.Series("x", [None, None]), pl.Series("x", [None, None], dtype=pl.String)),
        (pl.Series("x", ["b", "NA"], dtype=pl.Enum(["b", "NA"])), pl.Series("x", ["b", None])),
    ],
)
def test_types_of_parquet(column: pl.Series, expected: pl.Series):
    assert_series_equal(typed(column), expected)


@pytest.mark.parametrize(
    ("values", "what"),
    [([[1], [2, 3]], "List(Int64)"), ([{"n": 1}], "Struct({'n': Int64})"), ([b"\xff"], "Binary")],
)
def test_cells_that_hold_more_than_one_value(tmp_path: Path, values: list[object], what: str):
    file = tmp_path / "people.parquet"
    write_table(pl.DataFrame({"x": values}), file)
    with pytest.raises(DataRefused) as refused:
        read_table(file)
    assert str(refused.value) == (
        f"column x: it holds {what}, not one value for each person. "
        "Take it out, or write it as text or numbers."
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("age,tautība\n30,č\n", {"age": [30], "tautība": ["č"]}),
        ("\ufeffage;b\n30;1\n", {"age": [30], "b": [1]}),
        ("age\tb\r\n30\t1\r\n", {"age": [30], "b": [1]}),
        ("age\n30\n31\n", {"age": [30, 31]}),
        ('"name; first, second",age\n"a; b",3\n', {"name; first, second": ["a; b"], "age": [3]}),
        ('"name, first";age\n"a, b";3\n', {"name, first": ["a, b"], "age": [3]}),
        ("a,b\n1\n2,3\n", {"a": [1, 2], "b": [None, 3]}),
        ("a,a\n1,2\n", {"a": [1], "a_duplicated_0": [2]}),
    ],
)
def test_csv_as_services_write_it(tmp_path: Path, content: str, expected: dict[str, list[object]]):
    for name in ("people.csv", "people.TXT"):
        file = tmp_path / name
        file.write_bytes(content.encode())
        assert_frame_equal(read_table(file), pl.DataFrame(expected))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("vārds,b\nĀ,2\n".encode("cp1257"), "invalid utf-8 sequence"),
        (b"a,b\n1,2,3\n", "found more fields than defined in 'Schema'"),
    ],
)
def test_broken_csv(tmp_path: Path, content: bytes, why: str):
    file = tmp_path / "people.csv"
    file.write_bytes(content)
    with pytest.raises(DataRefused) as refused:
        read_table(file)
    assert str(refused.value) == (
        f"{file}: the file cannot be read: {why}. Give a whole CSV or Parquet."
    )


def test_files_that_are_not_there(tmp_path: Path):
    file = tmp_path / "people.csv"
    with pytest.raises(DataRefused) as refused:
        read_table(file)
    assert str(refused.value) == (
        f"{file}: the file cannot be read: [Errno 2] No such file or directory: '{file}'. "
        "Give a whole CSV or Parquet."
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.none() | st.integers(-(2**53), 2**53), min_size=1, max_size=30))
def test_whole_numbers_come_back_from_their_texts(numbers: list[int | None]):
    texts = [None if number is None else str(number) for number in numbers]
    assert typed(pl.Series("x", texts, dtype=pl.String)).to_list() == (
        numbers if any(number is not None for number in numbers) else [None] * len(numbers)
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=10))
def test_dates_come_back_from_either_way_of_writing_them(days: list[date]):
    for shape in ("%Y-%m-%d", "%d.%m.%Y"):
        texts = [f"{day:{shape}}" for day in days]
        assert typed(pl.Series("x", texts)).to_list() == days


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=5) | st.none(), min_size=1, max_size=10))
def test_looking_at_a_column_twice_changes_nothing(texts: list[str | None]):
    once = typed(pl.Series("x", texts, dtype=pl.String))
    assert_series_equal(typed(once), once)
