"""Tables as services have them: CSV or Parquet, with gaps and mixed types."""

import re
from pathlib import Path

import polars as pl

from .refusals import DataRefused, refuse

CSV, PARQUET = {".csv", ".txt"}, {".parquet", ".pq"}
MISSING = {"", "na", "n/a", "#n/a", "nan", "null", ".", "?"}
DATES = ("%Y-%m-%d", "%d.%m.%Y")
TIMES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")


def read_table(file: Path) -> pl.DataFrame:
    """A table whose columns are whole numbers, decimals, dates, truth values or text.

    Empty cells and the usual words for nothing (NA, null, …) are missing. A column is of a type
    only when every value in it is. Raises DataRefused when the file is of another kind or broken.
    """
    frame = _opened(file)
    if not frame.height:
        raise refuse(str(file), "the table has no rows.", "Name a table with people in it.")
    return frame.select(typed(frame[name]) for name in frame.columns)


def _opened(file: Path) -> pl.DataFrame:
    try:
        if file.suffix.lower() in PARQUET:
            return pl.read_parquet(file)
        if file.suffix.lower() in CSV:
            return pl.read_csv(file, infer_schema=False, separator=_separator(file))
    except (pl.exceptions.PolarsError, OSError) as broken:
        raise _unreadable(file, str(broken)) from None
    raise _unreadable(file, "it is neither .csv nor .parquet")


def _unreadable(file: Path, why: str) -> DataRefused:
    first, _, _ = why.partition("\n")
    return refuse(str(file), f"the file cannot be read: {first}.", "Give a whole CSV or Parquet.")


def _separator(file: Path) -> str:
    with file.open(encoding="utf-8", errors="replace") as lines:
        heading = re.sub('"[^"]*"', "", lines.readline())  # a quoted name may hold any of them
    return max(",;\t", key=heading.count)


def typed(column: pl.Series) -> pl.Series:
    """A column in the narrowest type that holds all its values; text where there is none.

    Raises DataRefused for lists, structures and raw bytes, which no cell of a table holds.
    """
    if column.dtype.is_nested() or column.dtype == pl.Binary:
        what = f"it holds {column.dtype}, not one value for each person."
        raise refuse(f"column {column.name}", what, "Take it out, or write it as text or numbers.")
    if column.dtype.is_integer():
        whole = column.cast(pl.Int64, strict=False)
        return whole if whole.null_count() == column.null_count() else column.cast(pl.Float64)
    if column.dtype.is_numeric():
        return column.cast(pl.Float64).fill_nan(None)
    if column.dtype.is_temporal() or column.dtype == pl.Boolean:
        return column
    text = column.cast(pl.String).str.strip_chars()
    absent = text.str.to_lowercase().is_in(MISSING)
    return _parsed(text.set(absent.fill_null(value=True), None))


def _parsed(text: pl.Series) -> pl.Series:
    there = text.len() - text.null_count()
    for whole in (pl.Int64, pl.Float64):
        number = text.cast(whole, strict=False)
        if there and number.len() - number.null_count() == there:
            return number.fill_nan(None) if whole == pl.Float64 else number
    for dtype, formats in ((pl.Date, DATES), (pl.Datetime, TIMES)):
        for shape in formats:
            day = text.str.strptime(dtype, shape, strict=False)
            if there and day.len() - day.null_count() == there:
                return day
    return text


def write_table(frame: pl.DataFrame, file: Path) -> None:
    """Write a CSV or Parquet file; DataRefused when the name says neither, or it cannot be."""
    try:
        if file.suffix.lower() in PARQUET:
            frame.write_parquet(file)
        elif file.suffix.lower() in CSV:
            frame.write_csv(file)
        else:
            raise refuse(str(file), "it is neither .csv nor .parquet.", "Name such a file.")
    except OSError as wrong:
        raise refuse(str(file), f"it cannot be written: {wrong}.", "Name another file.") from None
