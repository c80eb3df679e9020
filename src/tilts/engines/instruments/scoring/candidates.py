"""Which answers to an item can make a difference to the scores."""

from collections.abc import Iterator
from itertools import combinations

from sqlglot import exp

from ..formulas import parse
from ..schema import Choice, Instrument, Item, Multiple, Number, Scale
from ..types import tables

MOST = 1000
COMPARED = (exp.LT, exp.LTE, exp.GT, exp.GTE, exp.EQ, exp.NEQ, exp.Between, exp.In)
Candidates = list[float | str]


def candidates(instrument: Instrument, item: Item) -> Candidates | None:
    """Answers that stand for all possible ones; None when they cannot be listed.

    A number that is only compared with written numbers is represented on each side of them.
    """
    if isinstance(item, Choice):
        return [option.code for option in item.options]
    if isinstance(item, Multiple):
        return _subsets([option.code for option in item.options])
    if isinstance(item, Scale):
        return [float(n) for n in range(item.minimum, item.maximum + 1)]
    return _numbers(instrument, item) if isinstance(item, Number) else None


def _subsets(codes: list[str]) -> Candidates | None:
    """Every choice of one or more codes."""
    if 2 ** len(codes) > MOST:
        return None
    sizes = range(1, len(codes) + 1)
    return [";".join(chosen) for size in sizes for chosen in combinations(codes, size)]


def _numbers(instrument: Instrument, item: Number) -> Candidates | None:
    step = 10.0**-item.decimals
    low, high = item.minimum, item.maximum
    limits = list(thresholds(instrument, item.id))
    if None not in limits:
        ends = {end for end in (low, high) if end is not None} or {0.0}
        beside = {t + side for t in limits if t is not None for side in (-step, 0.0, step)}
        found = sorted(round(one, item.decimals) for one in ends | beside)
        return [one for one in found if _within(one, low, high)]
    if low is None or high is None or (high - low) / step >= MOST:
        return None
    return [round(low + n * step, item.decimals) for n in range(round((high - low) / step) + 1)]


def _within(number: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= number) and (high is None or number <= high)


def thresholds(instrument: Instrument, name: str) -> Iterator[float | None]:
    """The numbers with which a number is compared; None for every use of another kind."""
    for quantity in instrument.quantities.values():
        if quantity.lookup and quantity.lookup.of == name:
            yield from (start for table in tables(quantity.lookup) for start in table.steps or ())
        for term in quantity.add or ():
            if term.of == name:
                yield from term.steps or (None,)
            yield from _compared(term.formula, name)
        yield from _compared(quantity.formula, name)
    for refusal in instrument.refusals:
        yield from _compared(refusal.when, name)
    for item in instrument.items.values():
        yield from _compared(item.visible_if, name)


def _compared(formula: str | None, name: str) -> Iterator[float | None]:
    """The numbers with which a formula compares an item."""
    for column in parse(formula).find_all(exp.Column) if formula else ():
        if column.name == name:
            around = column.parent or column
            others = [part for part in around.iter_expressions() if part is not column]
            if isinstance(around, COMPARED) and all(map(_is_number, others)):
                yield from (float(part.name) for part in others)
            else:
                yield None


def _is_number(part: exp.Expr) -> bool:
    return isinstance(part, exp.Literal) and not part.is_string
