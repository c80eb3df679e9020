"""From answers as they came to typed columns, and what is wrong with them.

A typed column is null where the answer is missing or faulty; which of the two it is follows from
the raw column.
"""

import operator
from collections.abc import Iterator, Mapping
from datetime import date
from functools import reduce

import polars as pl

from ..formulas import Type, build
from ..schema import Choice, Date, Item, Multiple, Number, Option, Scale
from ..types import item_type
from .columns import hidden, raw
from .complaints import Complaint, plain, quoted

SEPARATOR = ";"


def raw_type(dtype: pl.DataType) -> pl.DataType:
    """The type in which answers of a column are kept: numbers and times as they are, or text."""
    own = dtype.is_numeric() or dtype.is_temporal() or dtype in (pl.Boolean, pl.Null)
    return dtype if own else pl.String()


def cleaned(column: str, dtype: pl.DataType) -> pl.Expr:
    """An answer as it came, without spaces around it; null where it is empty."""
    answer = pl.col(column)
    if raw_type(dtype) != pl.String:
        return answer
    if isinstance(dtype, pl.List):
        answer = answer.cast(pl.List(pl.String)).list.join(SEPARATOR)
    text = (answer if dtype == pl.String else answer.cast(pl.String)).str.strip_chars()
    return pl.when(text != "").then(text)


def cast(item: Item, dtype: pl.DataType) -> pl.Expr:
    """The raw answer as its type, null where it is of none; not yet whether it may be so."""
    answer = pl.col(raw(item.id))
    if isinstance(item, Number | Scale):
        number = answer.cast(pl.Float64, strict=False)
        return number if dtype.is_integer() else pl.when(number.is_finite()).then(number)
    if isinstance(item, Date):
        if dtype == pl.String:
            return answer.str.to_date("%Y-%m-%d", strict=False)
        return answer.cast(pl.Date) if dtype in (pl.Date, pl.Datetime) else pl.lit(None, pl.Date)
    text = answer if dtype == pl.String else answer.cast(pl.String)
    if isinstance(item, Multiple):
        return text.str.split(SEPARATOR).list.eval(pl.element().str.strip_chars())
    return text


def typed(item: Item, dtype: pl.DataType) -> pl.Expr:
    """The answer where it is one that the item allows."""
    value = cast(item, dtype)
    if wrong := [wrong for _, wrong, _, _ in _limits(item, value, dtype)]:
        value = pl.when(~reduce(operator.or_, wrong)).then(value)
    return value.alias(item.id)


def complaints(item: Item, dtype: pl.DataType) -> Iterator[Complaint]:
    """What can be wrong with the answer to an item that is not hidden."""
    column, value = raw(item.id), cast(item, dtype)
    seen = ~pl.col(hidden(item.id)) if item.visible_if else pl.lit(True)
    given = pl.col(column).is_not_null() & seen
    if isinstance(item, Number | Scale | Date):
        kind = item_type(item)
        said = f"is not {kind}" + " (year-month-day)" * isinstance(item, Date)
        yield _complaint(item, "wrong-type", given & value.is_null(), said, {})
    for code, wrong, said, limit in _limits(item, value, dtype):
        yield _complaint(item, code, given & wrong, said, limit)


def _complaint(
    item: Item, code: str, where: pl.Expr, said: str, values: Mapping[str, str]
) -> Complaint:
    column = raw(item.id)
    value = pl.col(column).cast(pl.String)
    words = quoted(column, said)
    return Complaint(item.id, code, where, words, (column,), value=value, values=values)


def hiding(item: str, visible_if: str, names: Mapping[str, Type]) -> pl.Expr:
    """Whether an item is hidden; null while an answer that decides it is missing."""
    return (~build(visible_if, names).expr).alias(hidden(item))


def replaced(item: Item) -> pl.Expr:
    """The answer of an item that can be hidden: what stands for it then, null while unknown."""
    instead = pl.lit(item.when_hidden)
    if isinstance(item.when_hidden, str) and isinstance(item, Multiple):
        instead = pl.lit([item.when_hidden])
    is_hidden, own = pl.col(hidden(item.id)), pl.col(item.id)
    return pl.when(is_hidden).then(instead).when(~is_hidden).then(own).alias(item.id)


def faulty(item: Item) -> pl.Expr:
    """Whether there is an answer, and it cannot be used."""
    bad = pl.col(raw(item.id)).is_not_null() & pl.col(item.id).is_null()
    return bad & ~pl.col(hidden(item.id)) if item.visible_if else bad


def unanswered(item: Item) -> pl.Expr:
    """Whether an item that is not hidden has no answer at all."""
    empty = pl.col(raw(item.id)).is_null() & pl.col(item.id).is_null()
    return empty & ~pl.col(hidden(item.id)) if item.visible_if else empty


def awaited(item: Item) -> pl.Expr:
    """Whether an item has no answer and may show, so that it may still get one."""
    empty = pl.col(raw(item.id)).is_null()
    return empty & ~pl.col(hidden(item.id)).fill_null(value=False) if item.visible_if else empty


Limit = tuple[str, pl.Expr, str, dict[str, str]]


def _limits(item: Item, value: pl.Expr, dtype: pl.DataType) -> Iterator[Limit]:
    """Code, where, and words of each limit that a value can break, and the limit itself."""
    if isinstance(item, Number | Scale):
        places = item.decimals if isinstance(item, Number) else 0
        words = f"has more decimals than {places}" if places else "is not a whole number"
        if not dtype.is_integer():
            yield "too-fine", value.round(places) != value, words, {"places": str(places)}
        yield from _bounds(value, item.minimum, item.maximum)
    elif isinstance(item, Date):
        yield from _bounds(value, item.earliest, item.latest)
    elif isinstance(item, Choice | Multiple):
        yield _unknown(item.options, value, several=isinstance(item, Multiple))


def _bounds(value: pl.Expr, low: float | date | None, high: float | date | None) -> Iterator[Limit]:
    if low is not None:
        yield "too-low", value < low, f"is below {_limit(low)}", {"limit": _limit(low)}
    if high is not None:
        yield "too-high", value > high, f"is above {_limit(high)}", {"limit": _limit(high)}


def _limit(limit: float | date) -> str:
    return limit.isoformat() if isinstance(limit, date) else plain(limit)


def _unknown(options: tuple[Option, ...], value: pl.Expr, *, several: bool) -> Limit:
    codes = [option.code for option in options]
    known = pl.element().is_in(codes)
    wrong = ~value.list.eval(known).list.all() if several else ~value.is_in(codes)
    listed = ", ".join(codes)
    return "unknown-code", wrong, f"is none of {listed}", {"codes": listed}
