"""The five ways to compute a quantity, each as one expression over typed columns."""

import operator
from collections.abc import Mapping
from functools import reduce

import polars as pl

from ..formulas import Kind, Type, build
from ..schema import Choice, Item, Multiple, Quantity, Term
from ..schema.quantities import Lookup, MaximumMissing, Table
from ..types import table_type
from .dates import age, interval

FEW = (
    5  # codes: so many are compared one by one before a look-up, dear for a single row, is quicker
)
Names = Mapping[str, Type]
Items = Mapping[str, Item]


def value(quantity: Quantity, items: Items, names: Names) -> pl.Expr:
    """A quantity from what it is computed from; whether all of that is there is asked elsewhere."""
    if quantity.age:
        return age(quantity.age)
    if quantity.interval:
        return interval(quantity.interval)
    if quantity.add:
        return _sum(quantity.add, quantity.maximum_missing, items, names)
    if quantity.lookup:
        return _lookup(quantity.lookup)
    return build(quantity.formula or "", names).expr


def term(term: Term, items: Items, names: Names) -> pl.Expr:
    """What one summand gives."""
    if term.formula is not None:
        return _within(build(term.formula, names).expr, term.minimum, term.maximum)
    of = term.of or ""
    if term.is_table:
        return through(term, pl.col(of))
    item = items.get(of)
    return _points(item) if isinstance(item, Choice | Multiple) else pl.col(of)


def _within(found: pl.Expr, low: float | None, high: float | None) -> pl.Expr:
    """The result of a formula within the bounds that were declared; null beyond them."""
    if low is not None:
        found = pl.when(found >= low).then(found)
    return found if high is None else pl.when(found <= high).then(found)


def through(table: Table, column: pl.Expr) -> pl.Expr:
    """What a table gives for a column; null where it has nothing."""
    dtype = pl.Float64() if table_type(table).kind == Kind.NUMBER else pl.String()
    if table.values is not None:
        return by_code(table.values, column, dtype)
    return steps(table.steps or {}, column, dtype)


def steps(table: Mapping[float, float | str], column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """The entry with the greatest key that the column reaches; null below the first."""
    found = pl.lit(None, dtype=dtype)
    for start in sorted(table):
        found = pl.when(column >= start).then(pl.lit(table[start], dtype=dtype)).otherwise(found)
    return found


def by_code(table: Mapping[str, float | str], column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """What stands for the code in a column; null where there is none, or an unknown one."""
    if len(table) > FEW:
        results = pl.Series(list(table.values()), dtype=dtype)
        return column.replace_strict(list(table), results, default=None, return_dtype=dtype)
    found = pl.lit(None, dtype=dtype)
    for code, result in table.items():
        found = pl.when(column == code).then(pl.lit(result, dtype=dtype)).otherwise(found)
    return found


def by_group(groups: Mapping[str, pl.Expr], by: str) -> pl.Expr:
    """The expression of the group that an item's answer names; null for other answers."""
    found = pl.lit(None)
    for code, expression in groups.items():
        found = pl.when(pl.col(by) == code).then(expression).otherwise(found)
    return found


def _lookup(lookup: Lookup) -> pl.Expr:
    column = pl.col(lookup.of)
    if lookup.by is None:
        return through(lookup, column)
    return by_group(
        {code: through(table, column) for code, table in lookup.groups.items()}, lookup.by
    )


def _sum(
    terms: tuple[Term, ...], missing: MaximumMissing | None, items: Items, names: Names
) -> pl.Expr:
    values = [term(one, items, names) for one in terms]
    if missing is None:
        return reduce(operator.add, values)
    total = pl.sum_horizontal(values)
    if missing.treat == "zero":
        return total
    answered = pl.sum_horizontal([one.is_not_null() for one in values])
    return total * len(terms) / answered


def _points(item: Choice | Multiple) -> pl.Expr:
    """The points of the chosen option, or of all chosen together."""
    points = {option.code: option.points or 0.0 for option in item.options}
    own = pl.col(item.id)
    if isinstance(item, Multiple):
        chosen = [own.list.contains(code).cast(pl.Float64) * n for code, n in points.items()]
        return reduce(operator.add, chosen)
    return by_code(points, own, pl.Float64())
