"""Scores for whole files, streamed: CSV and Parquet in and out, of any length."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from .scoring import Scorer
from .scoring.columns import ERRORS, MISSING

Progress = Callable[[int, int], None]
CSV, PARQUET = {".csv", ".txt"}, {".parquet", ".pq"}


class TableRefused(ValueError):
    """Why a table cannot be scored at all; its text says what to do."""


@dataclass(frozen=True)
class Report:
    """How many rows there were, how many had something missing or an error, and what was absent.

    `absent` are needed columns that the table lacks: unanswered in every row.
    """

    rows: int
    refused: int
    absent: tuple[str, ...]


def score_file(
    scorer: Scorer, source: Path, target: Path, progress: Progress = lambda done, rows: None
) -> Report:
    """Score a file into another one: columns that are no answers are kept, results follow.

    The result appears under its name when it is whole. Raises TableRefused when a file is of
    another kind or broken, when the table has none of the needed columns, or has a column called
    like a result.
    """
    if source.resolve() == target.resolve():
        raise TableRefused("The result would overwrite the table. Name another file.")
    if _kind(target) not in (CSV, PARQUET) or _kind(source) not in (CSV, PARQUET):
        raise TableRefused("Tables are read and written as .csv or .parquet. Name such files.")
    part = target.with_name(f"part-{target.name}")
    try:
        report = _score(scorer, _opened(source), part, progress)
        part.replace(target)
    except pl.exceptions.PolarsError as broken:
        why, _, _ = str(broken).partition("\n")
        raise TableRefused(f"{source} cannot be read: {why}. Correct the file.") from None
    except ValueError as wrong:
        raise TableRefused(str(wrong)) from None
    finally:
        part.unlink(missing_ok=True)
    return report


def _score(scorer: Scorer, table: pl.LazyFrame, target: Path, progress: Progress) -> Report:
    absent = _absent(scorer, table)
    rows = table.select(pl.len()).collect().item()
    scored = scorer.score(table, _counting(rows, progress))
    if _kind(target) is CSV:
        scored.sink_csv(target)
    else:
        scored.sink_parquet(target)
    faulty = pl.col(MISSING).is_not_null() | pl.col(ERRORS).is_not_null()
    refused = _opened(target).select(faulty.sum()).collect(engine="streaming").item()
    return Report(rows, refused, absent)


def _kind(file: Path) -> set[str]:
    return next((kind for kind in (CSV, PARQUET) if file.suffix.lower() in kind), set())


def _opened(file: Path) -> pl.LazyFrame:
    """A file, read as it is needed; a CSV as text, so that what is no answer stays as it is."""
    if _kind(file) is PARQUET:
        return pl.scan_parquet(file)
    with file.open(encoding="utf-8", errors="replace") as lines:
        heading = lines.readline()
    separator = max(",;\t", key=heading.count)
    return pl.scan_csv(file, infer_schema=False, separator=separator)


def _absent(scorer: Scorer, table: pl.LazyFrame) -> tuple[str, ...]:
    """The needed columns that a table lacks; TableRefused when it has none of them."""
    there = table.collect_schema().names()
    needed = scorer.definition.needed
    absent = tuple(name for name in needed if name not in there)
    if needed and absent == needed:
        raise TableRefused(f"The table has none of the columns {', '.join(needed)}. Name them so.")
    return absent


def _counting(rows: int, progress: Progress) -> Callable[[int], None]:
    """What adds up the rows that have passed, and tells how many of all they are."""
    done = 0

    def passed(more: int) -> None:
        nonlocal done
        done += more
        progress(min(done, rows), rows)

    return passed
