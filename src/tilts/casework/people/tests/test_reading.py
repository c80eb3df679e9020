"""Files of every kind become rows of text, or are refused as a whole with what to do."""

from datetime import date, datetime
from decimal import Decimal

import hypothesis
import hypothesis.strategies as st
import openpyxl
import polars as pl
import pytest

from tilts.casework.people.imports.reading import Unreadable, decoded, is_text, table

from .files import csv_file, xlsx_file

MIDNIGHT = datetime.fromisoformat("1985-03-07")  # spreadsheets know no zones
NINE, HALF_PAST_TWO = MIDNIGHT.replace(hour=9), MIDNIGHT.replace(hour=14, minute=30)
ROWS = [["k1", "Bērziņš"], ["k2", "Žukauskienė"]]
NAMES = st.text(st.characters(codec="windows-1257", categories=["L"]), min_size=1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1257", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_file_in_any_usual_encoding_and_with_any_separator(tmp_path, encoding, delimiter):
    path = csv_file(tmp_path / "p.csv", ROWS, ["a", "b"], encoding=encoding, delimiter=delimiter)
    assert table(path) == (["a", "b"], ROWS)


def test_big_endian_and_upper_case_suffix(tmp_path):
    path = tmp_path / "P.CSV"
    path.write_bytes(b"\xfe\xff" + "a;b\r\nk1;Ķ".encode("utf-16-be"))
    assert table(path) == (["a", "b"], [["k1", "Ķ"]])


@hypothesis.given(st.lists(NAMES, min_size=1, max_size=5))
def test_every_baltic_name_survives_each_encoding(names):
    text = "\r\n".join(names)
    marked = text.encode("utf-8-sig"), text.encode("utf-16"), text.encode()
    assert {decoded(data) for data in marked} == {text}


def test_bytes_that_are_not_utf8_are_baltic_unless_others_are():
    assert decoded(b"B\xe7rzi\xf2\xf0") == "Bērziņš"
    mixed = decoded("Ķ".encode() + b"\xe7")
    assert (mixed, is_text(mixed)) == ("Ķ\udce7", False)
    assert mixed.encode(errors="surrogateescape") == "Ķ".encode() + b"\xe7"


@pytest.mark.parametrize(("text", "expected"), [
    ("Bērziņš", True), ("Anna\tMarija\r\n", True), ("no\u00a0break", True), ("", True),
    ("nul\x00", False), ("bell\x07", False), ("del\x7f", False), ("\udce7", False),
])  # fmt: skip
def test_what_is_text(text, expected):
    assert is_text(text) is expected


def test_quotes_blanks_and_short_rows(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text('a,b\n"Kalna, dz. Ozola"," two\nlines "\n\nk3\n', encoding="utf-8")
    assert table(path)[1] == [["Kalna, dz. Ozola", "two\nlines"], [], ["k3"]]


def test_the_values_of_a_spreadsheet(tmp_path):
    values = ["text ", 1985, 16117519997.0, 1.5, date(1985, 3, 7), MIDNIGHT,
              HALF_PAST_TWO, None, True]  # fmt: skip
    path = xlsx_file(tmp_path / "p.xlsx", [f"c{n}" for n in range(9)], values)
    assert table(path)[1] == [[
        "text", "1985", "16117519997", "1.5", "1985-03-07", "1985-03-07", "1985-03-07 14:30:00",
        "", "True",
    ]]  # fmt: skip


def test_a_formula_gives_the_value_that_was_saved_with_it(tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", "b"])
    book.worksheets[0].append(["k1", "=1+1"])
    book.save(tmp_path / "p.xlsx")
    assert table(tmp_path / "p.xlsx")[1] == [["k1", ""]]  # never calculated: nothing was saved


def test_only_the_first_sheet_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a"])
    book.create_sheet("notes").append(["other"])
    book.save(tmp_path / "p.xlsx")
    assert table(tmp_path / "p.xlsx") == (["a"], [])


def test_the_types_of_parquet(tmp_path):
    path = tmp_path / "p.parquet"
    frame = pl.DataFrame({
        "text": ["Ķ ", None], "day": [date(1985, 3, 7), None],
        "moment": [MIDNIGHT, NINE],
        "whole": [7, None], "real": [1985.0, float("nan")],
        "exact": pl.Series([Decimal("12.00"), Decimal("12.50")], dtype=pl.Decimal(10, 2)),
        "words": [["lv", "ru"], []], "bytes": ["Ē".encode(), b"B\xe7"],
        "kind": pl.Series(["a", "b"], dtype=pl.Categorical),
    })  # fmt: skip
    frame.write_parquet(path)
    assert table(path) == (frame.columns, [
        ["Ķ", "1985-03-07", "1985-03-07", "7", "1985", "12", "lv, ru", "Ē", "a"],
        ["", "", "1985-03-07 09:00:00", "", "", "12.50", "", "Bē", "b"],
    ])  # fmt: skip


def test_columns_without_a_name_are_called_by_their_place(tmp_path):
    path = csv_file(tmp_path / "p.csv", [["k1", "x", "Anna", ""]], ["key", "", "given", " "])
    assert table(path)[0] == ["key", "column 2", "given", "column 4"]
    path = xlsx_file(tmp_path / "p.xlsx", ["key", None, "given"], ["k1", None, "Anna"])
    assert table(path) == (["key", "column 2", "given"], [["k1", "", "Anna"]])


NAMELESS = "does not begin with the names of its columns. Add them."


@pytest.mark.parametrize(("name", "data", "expected"), [
    ("people.txt", b"", "people.txt is none of .csv, .xlsx, .parquet. Save it as one of them."),
    ("people", b"", "people is none of .csv, .xlsx, .parquet. Save it as one of them."),
    ("people.csv", None, "There is no file people.csv."),
    ("people.csv", b"", f"people.csv {NAMELESS}"),
    ("people.csv", b"\xef\xbb\xbf", f"people.csv {NAMELESS}"),
    ("people.csv", b" ; ;\r\nk1;a;b", f"people.csv {NAMELESS}"),
    ("people.csv", b'key,family\nk1,Ozols\nk2,"O"zols\n',
     "people.csv is damaged: line 3: ',' expected after '\"'. Export it again."),
    ("people.csv", b'key,family\nk1,"Ozols\nk2,Liepa\n',
     "people.csv is damaged: line 3: unexpected end of data. Export it again."),
    ("people.xlsx", b"key,family", "people.xlsx is damaged: File is not a zip file. "
     "Export it again."),
])  # fmt: skip
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path, name, data, expected):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(Unreadable) as refused:
        table(tmp_path / name)
    assert str(refused.value) == expected


@pytest.mark.parametrize("suffix", ["xlsx", "parquet"])
def test_a_file_cut_short_is_damaged(tmp_path, suffix):
    path = tmp_path / f"people.{suffix}"
    if suffix == "xlsx":
        xlsx_file(path, ["key"], *([f"k{n}"] for n in range(500)))
    else:
        pl.DataFrame({"key": [f"k{n}" for n in range(500)]}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(Unreadable, match=rf"people.{suffix} is damaged: .* Export it again"):
        table(path)


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "people.csv").mkdir()
    with pytest.raises(Unreadable, match=r"people.csv is damaged: .*Is a directory"):
        table(tmp_path / "people.csv")
