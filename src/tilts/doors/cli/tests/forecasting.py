"""Tables in files and the commands of `tilts forecast`, run one fold after the other."""

from pathlib import Path

import polars as pl
from joblib import parallel_config

from tilts.doors.cli.forecast import forecast
from tilts.engines.forecast.tests.made import people

from .running import Outcome, invoke


def table(folder: Path, *columns: pl.Expr | pl.Series) -> Path:
    """300 fictional people in a CSV file, with more columns or others."""
    file = folder / "people.csv"
    people(300).with_row_index("id").with_columns(*columns).write_csv(file)
    return file


def asked(*arguments: object) -> Outcome:
    """What a command of `tilts forecast` ends with, says, and complains of."""
    with parallel_config(backend="sequential"):
        return invoke(forecast, *arguments)
