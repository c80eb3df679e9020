"""Formulas are allowed, and of the type that their place asks for."""

from collections.abc import Iterator

from tilts.engines.sources import Place, Source

from ..formulas import WORDS, FormulaFault, Kind, Type, build
from ..schema import Instrument
from ..types import types
from . import places

RESULTS = (Kind.NUMBER, Kind.CODE)


def check(instrument: Instrument, source: Source) -> None:
    """Note every formula that cannot be computed."""
    known = types(instrument)
    for place, text, wanted in _formulas(instrument):
        try:
            found = build(text, known).type
        except FormulaFault as fault:
            source.fault(place, f"{place[-1]}: {fault.what}", fault.remedy)
            continue
        if found.kind not in wanted:
            what = f"{place[-1]}: gives {found}, not {' or '.join(wanted)}."
            source.fault(place, what, "Correct the formula.")
    _dates(instrument, known, source)


def _formulas(instrument: Instrument) -> Iterator[tuple[Place, str, tuple[Kind, ...]]]:
    """Every formula with its place and what it should give."""
    for place, item in places.items(instrument):
        if item.visible_if is not None:
            yield (*place, "visible_if"), item.visible_if, (Kind.CONDITION,)
    for place, quantity in places.quantities(instrument):
        if quantity.formula is not None:
            yield (*place, "formula"), quantity.formula, RESULTS
        for n, term in enumerate(quantity.add or ()):
            if term.formula is not None:
                yield (*place, "add", n, "formula"), term.formula, (Kind.NUMBER,)
    for n, refusal in enumerate(instrument.refusals):
        yield ("refusals", n, "when"), refusal.when, (Kind.CONDITION,)


def _dates(instrument: Instrument, known: dict[str, Type], source: Source) -> None:
    """Ages and intervals lie between dates."""
    for place, quantity in places.quantities(instrument):
        recipe = "age" if quantity.age else "interval"
        for part, name in quantity.age or quantity.interval or ():
            if part != "unit" and known.get(name, WORDS).kind != Kind.DATE:
                inner = (*place, recipe, part)
                source.fault(inner, f"{quantity.id}: {name} is no date.", "Name a date item.")
