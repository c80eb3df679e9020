"""The least and the greatest that a quantity can be, as far as the instrument says it."""

from .schema import Choice, Instrument, Item, Multiple, Number, Quantity, Scale, Term
from .types import tables

Bounds = tuple[float | None, float | None]


def bounds(instrument: Instrument, quantity: Quantity) -> Bounds:
    """Least and greatest value, None where it is not known. Exact for sums of points."""
    low, high = _computed(instrument, quantity)
    return (
        low if quantity.minimum is None else quantity.minimum,
        high if quantity.maximum is None else quantity.maximum,
    )


def _computed(instrument: Instrument, quantity: Quantity) -> Bounds:
    if quantity.add:
        return _total([term_bounds(instrument, term) for term in quantity.add])
    if quantity.lookup:
        return _extent([r for table in tables(quantity.lookup) for r in table.results])
    return (None if quantity.formula else 0.0), None


def term_bounds(instrument: Instrument, term: Term) -> Bounds:
    """Least and greatest of one summand."""
    if term.results:
        return _extent(list(term.results))
    if term.of in instrument.items:
        return _answer(instrument.items[term.of])
    if term.of in instrument.quantities:
        return bounds(instrument, instrument.quantities[term.of])
    return term.minimum, term.maximum


def _answer(item: Item) -> Bounds:
    """What an answer, or the points of one, can be."""
    if isinstance(item, Number | Scale):
        return item.minimum, item.maximum
    if isinstance(item, Choice):
        return _extent([option.points for option in item.options])
    if isinstance(item, Multiple):
        points = [option.points or 0.0 for option in item.options]
        return sum(n for n in points if n < 0), sum(n for n in points if n > 0)
    return None, None


def _extent(found: list[float | str] | list[float | None]) -> Bounds:
    numbers = [one for one in found if isinstance(one, float)]
    return (min(numbers), max(numbers)) if numbers else (None, None)


def _total(parts: list[Bounds]) -> Bounds:
    lows, highs = [low for low, _ in parts], [high for _, high in parts]
    return (
        None if None in lows else sum(low for low in lows if low is not None),
        None if None in highs else sum(high for high in highs if high is not None),
    )
