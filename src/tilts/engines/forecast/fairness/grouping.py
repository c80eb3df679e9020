"""The group of each row, as a word."""

import polars as pl

UNKNOWN = "unknown"
MOST = 12  # numbers of more different values than this are bands, not names of groups


def grouped(values: pl.Series, *, bands: int = 4) -> pl.Series:
    """A column as groups: words as they are, many numbers in `bands` of about equal size.

    Whoever has no value belongs to `unknown`: they are judged too.
    """
    if values.dtype.is_float():
        values = values.fill_nan(None)
    if values.dtype.is_numeric() and values.drop_nulls().n_unique() > MOST:
        return _banded(values, bands).fill_null(UNKNOWN)
    return values.cast(pl.String).fill_null(UNKNOWN)


def _banded(values: pl.Series, bands: int) -> pl.Series:
    edges = sorted({_quantile(values, place / bands) for place in range(1, bands)})
    frame = pl.DataFrame({"value": values.cast(pl.Float64)})
    number = pl.sum_horizontal(pl.col("value") > edge for edge in edges)
    frame = frame.with_columns(band=pl.when(pl.col("value").is_not_null()).then(number))
    low, high = pl.col("value").min().over("band"), pl.col("value").max().over("band")
    named = pl.format("{} to {}", _short(low), _short(high))
    return frame.select(pl.when(pl.col("value").is_not_null()).then(named)).to_series()


def _quantile(values: pl.Series, share: float) -> float:
    found = values.quantile(share, interpolation="lower")
    return float(found) if found is not None else 0.0


def _short(number: pl.Expr) -> pl.Expr:
    return number.cast(pl.String).str.strip_suffix(".0")
