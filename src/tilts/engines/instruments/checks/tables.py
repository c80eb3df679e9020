"""Tables fit what is looked up in them."""

from collections.abc import Iterator, Mapping

from tilts.engines.sources import Place, Source

from ..bounds import Bounds, bounds, term_bounds
from ..formulas import Kind, Type
from ..schema import Choice, Instrument, Multiple, Score, Term
from ..schema.quantities import Lookup, Table
from ..types import types
from . import places


def check(instrument: Instrument, source: Source) -> None:
    """Note tables of the wrong kind or with holes, groups that are not all there, bare codes."""
    known = types(instrument)
    for place, quantity in places.quantities(instrument):
        for n, term in enumerate(quantity.add or ()):
            _term(instrument, term, known, (*place, "add", n), source)
        if quantity.maximum_missing and any(term.formula for term in quantity.add or ()):
            what = f"{quantity.id}: maximum_missing with a formula among the terms."
            source.fault((*place, "maximum_missing"), what, "Let every term be of one item.")
        if quantity.lookup:
            least = _of(instrument, quantity.lookup.of)
            for inner, table in _tables(quantity.lookup, (*place, "lookup")):
                _table(table, known[quantity.lookup.of], least, inner, source)
        if known[quantity.id].kind != Kind.NUMBER:
            _only_numbers(quantity, place, source)
        for inner, by, groups in _grouped(quantity, place):
            _groups(known[by], groups, by, inner, source)


def _of(instrument: Instrument, name: str) -> Bounds:
    if name in instrument.quantities:
        return bounds(instrument, instrument.quantities[name])
    return term_bounds(instrument, Term(of=name))


def _tables(lookup: Lookup, place: Place) -> Iterator[tuple[Place, Table]]:
    yield from (((*place, "groups", code), table) for code, table in lookup.groups.items())
    yield from [(place, lookup)] if not lookup.groups else []


def _term(
    instrument: Instrument, term: Term, known: Mapping[str, Type], place: Place, source: Source
) -> None:
    if term.of is None:
        return
    kind, item = known[term.of], instrument.items.get(term.of)
    if term.is_table:
        _table(term, kind, _of(instrument, term.of), place, source)
        if any(isinstance(result, str) for result in term.results):
            source.fault(place, f"{term.name}: a summand that is no number.", "Give numbers.")
    elif isinstance(item, Choice | Multiple):
        if any(option.points is None for option in item.options):
            what = f"{term.of}: an option has no points."
            source.fault(place, what, "Give every option points, or the term values.")
    elif kind.kind != Kind.NUMBER:
        source.fault(place, f"{term.of} is {kind}, not a number.", "Add numbers and points only.")


def _table(table: Table, of: Type, known: Bounds, place: Place, source: Source) -> None:
    """Steps for numbers from the least on, values for every code."""
    if of.kind == Kind.CODE and table.values is not None:
        _codes(of.codes, set(table.values), "values", place, source)
    elif of.kind == Kind.NUMBER and table.steps is not None:
        first = min(table.steps)
        if known[0] is None or known[0] < first:
            what = f"steps: nothing holds below {first:g}."
            source.fault((*place, "steps"), what, "Begin with the least possible number.")
    else:
        source.fault(
            place, f"A table that does not fit {of}.", "Steps go with numbers, values with codes."
        )


def _codes(codes: frozenset[str], given: set[str], what: str, place: Place, source: Source) -> None:
    for name in sorted(codes - given):
        source.fault((*place, what), f"{what}: nothing for {name}.", "Add it.")
    for name in sorted(given - codes):
        source.fault((*place, what, name), f"{what}: {name} is no answer.", "Remove or correct it.")


def _grouped(quantity: object, place: Place) -> Iterator[tuple[Place, str, set[str]]]:
    """What differs by group, with the item that tells the groups apart."""
    for part in ("lookup", "bands_by", "norms"):
        own = getattr(quantity, part, None)
        if own is not None and own.by is not None:
            yield (*place, part), own.by, set(own.groups)


def _groups(by: Type, groups: set[str], name: str, place: Place, source: Source) -> None:
    if by.kind != Kind.CODE:
        source.fault((*place, "by"), f"{name} is {by}, not a code.", "Group by a choice.")
        return
    _codes(by.codes, groups, "groups", place, source)


def _only_numbers(quantity: object, place: Place, source: Source) -> None:
    """What belongs to numbers is not given for a result that is a code."""
    for part in ("bands", "bands_by", "norms", "minimum", "maximum"):
        if getattr(quantity, part, None) not in (None, ()):
            source.fault((*place, part), f"{part}: the result is a code.", "Leave it out.")
    if isinstance(quantity, Score) and quantity.decimals:
        source.fault((*place, "decimals"), "decimals: the result is a code.", "Leave it out.")
