"""CSV, XLSX and Parquet files as rows of text."""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
import polars as pl

DELIMITERS = ",;\t|"
BALTIC = "windows-1257"
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
Table = tuple[Sequence[object], Iterable[Sequence[object]]]
DAMAGE = (OSError, ValueError, KeyError, BadZipFile, ParseError, pl.exceptions.PolarsError)


class Unreadable(Exception):
    """The file as a whole cannot be read; the text says why and what to do."""


def table(path: Path) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a file, every value as text. Raises Unreadable.

    A column without a name is called "column 3" by its place. Bytes of a CSV file that are no
    text come as lone surrogates: `is_text` tells.
    """
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise Unreadable(f"{path.name} is none of {', '.join(READERS)}. Save it as one of them.")
    try:
        header, cells = read(path)
        names, rows = [_text(name) for name in header], [[_text(v) for v in row] for row in cells]
    except FileNotFoundError:
        raise Unreadable(f"There is no file {path.name}.") from None
    except DAMAGE as fault:
        raise Unreadable(f"{path.name} is damaged: {fault}. Export it again.") from fault
    if not any(names):
        raise Unreadable(f"{path.name} does not begin with the names of its columns. Add them.")
    return [name or f"column {n}" for n, name in enumerate(names, start=1)], rows


def is_text(value: str) -> bool:
    """False for control characters, and for bytes that could not be read in the encoding."""
    return value.isprintable() or not NO_TEXT.search(value)


def decoded(data: bytes) -> str:
    """Text in UTF-16 with its mark, in UTF-8 with or without, or else in windows-1257.

    A file with some proper UTF-8 and some bytes that are not is UTF-8 with faults, which stay in
    the text as lone surrogates, so that the rejects file can give them back.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16")
    data = data.removeprefix(BOM_UTF8)
    text = data.decode("utf-8", errors="surrogateescape")
    if is_text(text) or any(not c.isascii() and is_text(c) for c in text):
        return text
    return data.decode(BALTIC, errors="surrogateescape")


def _csv(path: Path) -> Table:
    text = decoded(path.read_bytes())
    first_line = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    rows = _lines(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    return next(rows, []), rows


def _lines(reader: Any) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as fault:
        raise ValueError(f"line {reader.line_num}: {fault}") from fault


def _xlsx(path: Path) -> Table:
    """The first sheet, with the values that its formulas had when it was saved."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows: Iterator[Sequence[object]] = book.worksheets[0].iter_rows(values_only=True)
    return next(rows, ()), rows


def _parquet(path: Path) -> Table:
    frame = pl.read_parquet(path)
    return frame.columns, frame.iter_rows()


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if value is None or value != value:  # not a number: how data frames write nothing
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | Decimal) and value % 1 == 0:
        return str(int(value))  # a spreadsheet's numbers
    if isinstance(value, bytes):
        return decoded(value).strip()
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return str(value).strip()


READERS = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
