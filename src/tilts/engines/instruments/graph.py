"""What depends on what in an instrument."""

from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter

from .formulas import names
from .schema import Instrument, Quantity, Refusal, Score, Term


def of_term(term: Term) -> tuple[str, ...]:
    """What a term is computed from."""
    return names(term.formula) if term.formula else (term.of or "",)


def inputs(quantity: Quantity) -> tuple[str, ...]:
    """Items and quantities from which a quantity's value is computed, each once."""
    return tuple(dict.fromkeys(_inputs(quantity)))


def _inputs(quantity: Quantity) -> Iterator[str]:
    if quantity.age:
        yield from (quantity.age.born, quantity.age.on)
    elif quantity.interval:
        yield from (quantity.interval.since, quantity.interval.until)
    elif quantity.add:
        yield from (name for term in quantity.add for name in of_term(term))
    elif quantity.lookup:
        yield quantity.lookup.of
        yield from (quantity.lookup.by,) if quantity.lookup.by else ()
    else:
        yield from names(quantity.formula or "")


def grouping(quantity: Quantity) -> tuple[str, ...]:
    """Items by whose answers the bands or norms of a score differ."""
    if not isinstance(quantity, Score):
        return ()
    return tuple(part.by for part in (quantity.bands_by, quantity.norms) if part)


def refusals_of(instrument: Instrument, quantity: Quantity) -> list[tuple[int, Refusal]]:
    """The refusals that concern a score, with their numbers; none for what is only derived."""
    return [
        (number, refusal)
        for number, refusal in enumerate(instrument.refusals)
        if isinstance(quantity, Score) and (not refusal.scores or quantity.id in refusal.scores)
    ]


def before(instrument: Instrument, quantity: Quantity) -> set[str]:
    """Quantities that must be computed before this one."""
    asked = {name for _, r in refusals_of(instrument, quantity) for name in names(r.when)}
    return {*required(quantity), *asked} & instrument.quantities.keys()


def layers(instrument: Instrument) -> list[tuple[Quantity, ...]]:
    """Quantities in the order of computing: those of one layer need only those before it.

    Raises graphlib.CycleError where a quantity depends on itself.
    """
    own = instrument.quantities
    sorter = TopologicalSorter({name: sorted(before(instrument, q)) for name, q in own.items()})
    sorter.prepare()
    found = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        found.append(tuple(own[name] for name in ready))
        sorter.done(*ready)
    return found


def needs(instrument: Instrument, quantity: Quantity) -> tuple[str, ...]:
    """Items without whose answers a quantity is not computed, in the order of the form."""
    found = items_behind(instrument, required(quantity))
    return tuple(name for name in instrument.items if name in found)


def required(quantity: Quantity) -> tuple[str, ...]:
    """What must be there before a quantity is computed: a score is whole, or not at all."""
    return tuple(dict.fromkeys([*inputs(quantity), *grouping(quantity)]))


def items_behind(instrument: Instrument, asked: Iterable[str]) -> set[str]:
    """Items from which names come in the end, and those that decide whether these show."""
    found: set[str] = set()
    waiting = list(asked)
    while waiting:
        name = waiting.pop()
        if name in instrument.quantities:
            waiting += required(instrument.quantities[name])
        elif name in instrument.items and name not in found:
            found.add(name)
            waiting += names(instrument.items[name].visible_if or "")
    return found


def path_from_sum(instrument: Instrument, quantity: Quantity) -> list[Quantity]:
    """From the sum that alone a quantity comes from, over what is computed of it, to itself.

    Empty where it comes from several quantities, or from no sum.
    """
    path = [quantity]
    while not path[0].add:
        computed = [name for name in inputs(path[0]) if name in instrument.quantities]
        if len(computed) != 1:
            return []
        path.insert(0, instrument.quantities[computed[0]])
    return path
