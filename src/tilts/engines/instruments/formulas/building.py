"""From the tree of a formula to an expression of Polars. What has no builder is not allowed.

Every number is a Float64 before anything is computed with it. A formula never sees a missing
answer: whoever evaluates it asks first whether all that it names is there.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

import polars as pl
from sqlglot import exp

from .parsing import FormulaFault, parse
from .types import NUMBER, TRUTH, Kind, Type

ALLOWED = (
    "Allowed are + - * / ^ and brackets, comparisons, BETWEEN, IN, AND, OR, NOT, "
    "CASE WHEN … ELSE … END, ABS, CEIL, EXP, FLOOR, GREATEST, LEAST, LN, POWER, ROUND, SQRT, "
    "ARRAY_CONTAINS, ARRAY_LENGTH, DATE '2026-01-31'."
)
ORDERED = {Kind.NUMBER, Kind.DATE}
IGNORED = {"typed", "safe", "ignore_nulls", "_type"}  # how the dialect writes, not what is computed


@dataclass(frozen=True)
class Built:
    """An expression of Polars, its type, and its text when it is a literal code."""

    expr: pl.Expr
    type: Type
    literal: str | None = None


Names = Mapping[str, Type]
Builder = Callable[[exp.Expr, Names], Built]


def build(text: str, names: Names) -> Built:
    """Compile a formula over columns of these types; FormulaFault says what is wrong with it."""
    return _build(parse(text), names)


def _build(node: exp.Expr, names: Names) -> Built:
    builder = BUILDERS.get(type(node))
    if builder is None:
        said = node.name if isinstance(node, exp.Anonymous) else node.sql(dialect="duckdb")
        raise FormulaFault(f"{said} is not allowed.", ALLOWED)
    return builder(node, names)


def _as(node: exp.Expr, names: Names, kind: Kind) -> pl.Expr:
    """The expression of a part that must be of a kind."""
    built = _build(node, names)
    if built.type.kind != kind:
        raise FormulaFault(f"{node.sql()} is {built.type}, not {kind}.", "Correct the formula.")
    return built.expr


def _only(node: exp.Expr, *parts: str) -> None:
    """Refuse what a function was given beyond these parts."""
    extra = {part for part, value in node.args.items() if value} - {*parts, *IGNORED}
    if extra:
        raise FormulaFault(f"{node.sql()} is not allowed.", ALLOWED)


def _column(node: exp.Expr, names: Names) -> Built:
    _only(node, "this")
    if node.name not in names:
        raise FormulaFault(f"{node.name} is unknown.", "Name an item or quantity of this file.")
    kind = names[node.name]
    if kind.kind == Kind.WORDS:
        raise FormulaFault(f"{node.name} is {kind}.", "Written words are not scored.")
    return Built(pl.col(node.name), kind)


def _literal(node: exp.Expr, names: Names) -> Built:
    if node.is_string:
        return Built(pl.lit(node.name), Type(Kind.CODE), node.name)
    return Built(pl.lit(float(node.name)), NUMBER)


def _truth(node: exp.Expr, names: Names) -> Built:
    return Built(pl.lit(bool(node.this)), TRUTH)


def _day(node: exp.Expr, names: Names) -> Built:
    """DATE '2026-01-31', the only cast there is."""
    if not (node.args["to"].is_type("date") and node.this.is_string):
        raise FormulaFault(f"{node.sql()} is not allowed.", ALLOWED)
    try:
        return Built(pl.lit(date.fromisoformat(node.this.name)), Type(Kind.DATE))
    except ValueError:
        raise FormulaFault(f"{node.this.name} is no date.", "Write year-month-day.") from None


def _inner(node: exp.Expr, names: Names) -> Built:
    return _build(node.this, names)


def _numbers(function: Callable[..., pl.Expr], *parts: str) -> Builder:
    """A builder of what takes numbers and gives one."""

    def builder(node: exp.Expr, names: Names) -> Built:
        _only(node, *parts)
        given = [_as(node.args[part], names, Kind.NUMBER) for part in parts if node.args.get(part)]
        return Built(function(*given), NUMBER)

    return builder


def _rounded(node: exp.Expr, names: Names) -> Built:
    _only(node, "this", "decimals")
    places = node.args.get("decimals")
    if places is not None and not (isinstance(places, exp.Literal) and places.is_int):
        raise FormulaFault(f"{node.sql()} is not allowed.", "Round to a written number of places.")
    number = _as(node.this, names, Kind.NUMBER)
    return Built(number.round(int(places.name) if places else 0, "half_away_from_zero"), NUMBER)


def _extreme(function: Callable[..., pl.Expr]) -> Builder:
    """A builder of GREATEST and LEAST."""

    def builder(node: exp.Expr, names: Names) -> Built:
        parts = [node.this, *node.expressions]
        return Built(function(*[_as(part, names, Kind.NUMBER) for part in parts]), NUMBER)

    return builder


def _alike(left: Built, right: Built, node: exp.Expr) -> None:
    """Refuse to compare unlike kinds, and an item with a code that it does not have."""
    if left.type.kind != right.type.kind:
        what = f"{node.sql()} compares {left.type} with {right.type}."
        raise FormulaFault(what, "Compare like with like; codes stand in single quotes.")
    for literal, other in ((left.literal, right), (right.literal, left)):
        if literal is not None and other.type.codes and literal not in other.type.codes:
            known = ", ".join(sorted(other.type.codes))
            raise FormulaFault(f"'{literal}' in {node.sql()} is no answer.", f"Use one of {known}.")


def _compared(function: Callable[[pl.Expr, pl.Expr], pl.Expr], *, ordered: bool) -> Builder:
    """A builder of comparisons; those by order take numbers and dates."""

    def builder(node: exp.Expr, names: Names) -> Built:
        left, right = _build(node.this, names), _build(node.expression, names)
        _alike(left, right, node)
        if left.type.kind == Kind.CODES or (ordered and left.type.kind not in ORDERED):
            raise FormulaFault(f"{node.sql()} compares {left.type}.", ALLOWED)
        return Built(function(left.expr, right.expr), TRUTH)

    return builder


def _between(node: exp.Expr, names: Names) -> Built:
    _only(node, "this", "low", "high")
    value, low, high = (_build(node.args[part], names) for part in ("this", "low", "high"))
    _alike(value, low, node)
    _alike(value, high, node)
    if value.type.kind not in ORDERED:
        raise FormulaFault(f"{node.sql()} compares {value.type}.", ALLOWED)
    return Built(value.expr.is_between(low.expr, high.expr), TRUTH)


def _among(node: exp.Expr, names: Names) -> Built:
    _only(node, "this", "expressions")
    value = _build(node.this, names)
    others = [_build(other, names) for other in node.expressions]
    for other in others:
        _alike(value, other, node)
    return Built(reduce(operator.or_, [value.expr == other.expr for other in others]), TRUTH)


def _joined(function: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> Builder:
    """A builder of AND and OR."""

    def builder(node: exp.Expr, names: Names) -> Built:
        left, right = (_as(part, names, Kind.CONDITION) for part in (node.this, node.expression))
        return Built(function(left, right), TRUTH)

    return builder


def _negated(node: exp.Expr, names: Names) -> Built:
    return Built(~_as(node.this, names, Kind.CONDITION), TRUTH)


def _case(node: exp.Expr, names: Names) -> Built:
    """CASE WHEN … THEN … ELSE … END; a simple CASE and IF are not allowed."""
    _only(node, "ifs", "default")
    if not node.args.get("default"):
        raise FormulaFault("CASE without ELSE.", "Add ELSE with what holds otherwise.")
    result = _build(node.args["default"], names)
    for branch in reversed(node.args["ifs"]):
        condition = _as(branch.this, names, Kind.CONDITION)
        then = _build(branch.args["true"], names)
        if then.type.kind != result.type.kind:
            what = f"CASE gives {then.type} and {result.type}."
            raise FormulaFault(what, "Let every branch give the same kind.")
        chosen = pl.when(condition).then(then.expr).otherwise(result.expr)
        result = Built(chosen, Type(result.type.kind))
    return result


def _contains(node: exp.Expr, names: Names) -> Built:
    several, code = _build(node.this, names), _build(node.expression, names)
    if several.type.kind != Kind.CODES or code.literal is None:
        raise FormulaFault(f"{node.sql()} is not allowed.", "Name a multiple item and one code.")
    _alike(Built(several.expr, Type(Kind.CODE, several.type.codes)), code, node)
    return Built(several.expr.list.contains(code.literal), TRUTH)


def _length(node: exp.Expr, names: Names) -> Built:
    _only(node, "this")
    return Built(_as(node.this, names, Kind.CODES).list.len().cast(pl.Float64), NUMBER)


BUILDERS: dict[type[exp.Expr], Builder] = {
    exp.Column: _column,
    exp.Literal: _literal,
    exp.Boolean: _truth,
    exp.Cast: _day,
    exp.Paren: _inner,
    exp.Neg: _numbers(operator.neg, "this"),
    exp.Add: _numbers(operator.add, "this", "expression"),
    exp.Sub: _numbers(operator.sub, "this", "expression"),
    exp.Mul: _numbers(operator.mul, "this", "expression"),
    exp.Div: _numbers(operator.truediv, "this", "expression"),
    exp.Pow: _numbers(operator.pow, "this", "expression"),
    exp.Abs: _numbers(pl.Expr.abs, "this"),
    exp.Ceil: _numbers(pl.Expr.ceil, "this"),
    exp.Exp: _numbers(pl.Expr.exp, "this"),
    exp.Floor: _numbers(pl.Expr.floor, "this"),
    exp.Ln: _numbers(pl.Expr.log, "this"),
    exp.Sqrt: _numbers(pl.Expr.sqrt, "this"),
    exp.Round: _rounded,
    exp.Greatest: _extreme(pl.max_horizontal),
    exp.Least: _extreme(pl.min_horizontal),
    exp.EQ: _compared(operator.eq, ordered=False),
    exp.NEQ: _compared(operator.ne, ordered=False),
    exp.LT: _compared(operator.lt, ordered=True),
    exp.LTE: _compared(operator.le, ordered=True),
    exp.GT: _compared(operator.gt, ordered=True),
    exp.GTE: _compared(operator.ge, ordered=True),
    exp.Between: _between,
    exp.In: _among,
    exp.And: _joined(operator.and_),
    exp.Or: _joined(operator.or_),
    exp.Not: _negated,
    exp.Case: _case,
    exp.ArrayContains: _contains,
    exp.ArraySize: _length,
}
