"""The outcome: what is forecast, 1 or 0 for every person."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .refusals import DataFault

YES = {"1", "1.0", "true", "yes", "y", "jā", "ja", "taip"}
NO = {"0", "0.0", "false", "no", "n", "nē", "ne"}
LEAST_ROWS, LEAST_OF_EACH = 200, 20


def binary(
    column: pl.Series, positive: str | None = None
) -> tuple[NDArray[np.int8], list[DataFault]]:
    """The outcome as 0 and 1, and what is wrong with it; all 0 where it cannot be read.

    `positive` names the value that stands for 1 where the words do not say so themselves.
    """
    nothing = np.zeros(column.len(), dtype=np.int8)
    where = f"column {column.name}"
    if column.null_count():
        what = f"the outcome is missing in {column.null_count()} rows."
        return nothing, [DataFault(where, what, "Follow these people up, or take the rows out.")]
    words = column.cast(pl.String).str.to_lowercase()
    values = sorted(words.unique().to_list())
    if fault := _unusable(values, positive):
        return nothing, [DataFault(where, *fault)]
    ones = {positive.lower()} if positive is not None else YES
    return words.is_in(ones).to_numpy().astype(np.int8), []


def _unusable(values: list[str], positive: str | None) -> tuple[str, str] | None:
    shown = ", ".join(f"“{value}”" for value in values[:5])
    if len(values) == 1:
        return f"the outcome is {shown} for everybody.", "Name a column that differs."
    if len(values) > 2:
        return f"the outcome has {len(values)} values ({shown}, …).", "It must be 0 or 1."
    if positive is not None and positive.lower() not in values:
        return f"“{positive}” is not among its values {shown}.", "Name one that is."
    if positive is None and not (_plain(*values)):
        return f"nothing says which of {shown} is 1.", "Say so: --positive VALUE."
    return None


def _plain(one: str, other: str) -> bool:
    return (one in NO and other in YES) or (one in YES and other in NO)


def too_few(outcome: NDArray[np.int8]) -> list[DataFault]:
    """Refuses a table too small to learn from.

    Below 200 rows, or 20 of either outcome, the interval of an AUC of .7 is wider than ±.07
    (Hanley & McNeil 1982) and five folds of 20 events hold four each: little can be shown to work.
    """
    rows, events = len(outcome), int(outcome.sum())
    if rows >= LEAST_ROWS and LEAST_OF_EACH <= events <= rows - LEAST_OF_EACH:
        return []
    what = f"{rows} rows with {events} events are too few."
    least = f"At least {LEAST_ROWS} rows and {LEAST_OF_EACH} of each outcome are needed."
    return [DataFault("the table", what, least)]
