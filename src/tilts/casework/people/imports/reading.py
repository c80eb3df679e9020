"""CSV, XLSX and Parquet files as rows of text."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import polars as pl

DELIMITERS = ",;\t|"
UTF8_BOM = b"\xef\xbb\xbf"
BALTIC = "windows-1257"
Table = tuple[list[str], Iterable[Sequence[object]]]


class Unreadable(Exception):
    """The file as a whole cannot be read; the text says why and what to do."""


def table(path: Path) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a file, every value as text. Raises Unreadable.

    Bytes of a CSV file that are no text come as lone surrogates: `is_text` tells.
    """
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise Unreadable(f"{path.name} is none of {', '.join(READERS)}. Save it as one of them.")
    try:
        header, rows = read(path)
        return [_text(name) for name in header], [[_text(v) for v in row] for row in rows]
    except FileNotFoundError:
        raise Unreadable(f"There is no file {path.name}.") from None
    except (OSError, ValueError, KeyError, csv.Error, pl.exceptions.PolarsError) as fault:
        raise Unreadable(f"{path.name} is damaged: {fault}. Export it again.") from fault


def is_text(value: str) -> bool:
    """False when some bytes of it could not be read in the file's encoding."""
    return value.isascii() or not any("\ud800" <= c <= "\udfff" for c in value)


def decoded(data: bytes) -> str:
    """Text in UTF-8, with or without its mark, or else in windows-1257.

    A file with some proper UTF-8 and some bytes that are not is UTF-8 with faults, which stay in
    the text as lone surrogates, so that the rejects file can give them back.
    """
    data = data.removeprefix(UTF8_BOM)
    text = data.decode("utf-8", errors="surrogateescape")
    if is_text(text) or any(not c.isascii() and is_text(c) for c in text):
        return text
    return data.decode(BALTIC, errors="surrogateescape")


def _csv(path: Path) -> Table:
    text = decoded(path.read_bytes())
    first_line = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return next(rows, []), rows


def _xlsx(path: Path) -> Table:
    book = openpyxl.load_workbook(path, read_only=True)
    rows: Iterator[Sequence[object]] = book.worksheets[0].iter_rows(values_only=True)
    return [_text(name) for name in next(rows, ())], rows


def _parquet(path: Path) -> Table:
    frame = pl.read_parquet(path)
    return frame.columns, frame.iter_rows()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a spreadsheet's numbers
    return str(value).strip()


READERS = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
