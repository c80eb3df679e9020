"""The types of everything that formulas may name."""

from .formulas import CODES, DAY, NUMBER, WORDS, FormulaFault, Kind, Type, build
from .graph import layers
from .schema import Choice, Date, Instrument, Item, Multiple, Quantity, Written
from .schema.quantities import Lookup, Table


def item_type(item: Item) -> Type:
    """The type of an item's answer."""
    if isinstance(item, Choice | Multiple):
        codes = frozenset(option.code for option in item.options)
        return Type(Kind.CODE if isinstance(item, Choice) else CODES.kind, codes)
    if isinstance(item, Date):
        return DAY
    return WORDS if isinstance(item, Written) else NUMBER


def table_type(*tables: Table) -> Type:
    """Numbers when tables give numbers only, otherwise codes."""
    results = [result for table in tables for result in table.results]
    if all(isinstance(result, float) for result in results):
        return NUMBER
    return Type(Kind.CODE, frozenset(map(str, results)))


def tables(lookup: Lookup) -> tuple[Table, ...]:
    """The tables of a lookup: its own, or one for each group."""
    return tuple(lookup.groups.values()) or (lookup,)


def types(instrument: Instrument) -> dict[str, Type]:
    """Types of all items and quantities; what a broken formula gives is left out."""
    found = {name: item_type(item) for name, item in instrument.items.items()}
    for layer in layers(instrument):
        for quantity in layer:
            if (own := _quantity_type(quantity, found)) is not None:
                found[quantity.id] = own
    return found


def _quantity_type(quantity: Quantity, known: dict[str, Type]) -> Type | None:
    if quantity.lookup:
        return table_type(*tables(quantity.lookup))
    if quantity.formula is None:
        return NUMBER
    try:
        return build(quantity.formula, known).type
    except FormulaFault:
        return None
