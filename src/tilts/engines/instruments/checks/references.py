"""Everything that is named exists, and nothing depends on itself."""

from collections.abc import Iterator
from difflib import get_close_matches
from graphlib import CycleError

from tilts.engines.sources import Place, Source

from ..formulas import names
from ..graph import layers, needs
from ..schema import Instrument, Quantity, Score
from . import places

Named = tuple[Place, str]


def check(instrument: Instrument, source: Source) -> None:
    """Note unknown names, circles, and items that scores use although they may be hidden."""
    known = {*instrument.items, *instrument.quantities}
    for place, name in [*_named(instrument), *_scores(instrument)]:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            remedy = f"Did you mean {near[0]}?" if near else "Name an item or quantity."
            source.fault(place, f"{name}: there is no such item or quantity.", remedy)
    try:
        layers(instrument)
    except CycleError as circle:
        where = next(p for p, q in places.quantities(instrument) if q.id in circle.args[1])
        what = f"These depend on each other: {', '.join(circle.args[1][1:])}."
        source.fault(where, what, "Compute one of them from answers only.")
        return
    _hidden(instrument, source)


def _named(instrument: Instrument) -> Iterator[Named]:
    """Every name that a quantity, a refusal or a condition asks for, with its place."""
    for place, quantity in places.quantities(instrument):
        yield from _of_recipe(quantity, place)
        if isinstance(quantity, Score):
            for part in ("bands_by", "norms"):
                if own := getattr(quantity, part):
                    yield (*place, part, "by"), own.by
    for n, refusal in enumerate(instrument.refusals):
        yield from (((("refusals", n, "when")), name) for name in names(refusal.when))


def _of_recipe(quantity: Quantity, place: Place) -> Iterator[Named]:
    if quantity.age:
        yield (*place, "age", "born"), quantity.age.born
        yield (*place, "age", "on"), quantity.age.on
    if quantity.interval:
        yield (*place, "interval", "since"), quantity.interval.since
        yield (*place, "interval", "until"), quantity.interval.until
    if quantity.lookup:
        yield (*place, "lookup", "of"), quantity.lookup.of
        yield from [((*place, "lookup", "by"), quantity.lookup.by)] if quantity.lookup.by else []
    for n, term in enumerate(quantity.add or ()):
        yield from [((*place, "add", n, "of"), term.of)] if term.of else []
        yield from (((*place, "add", n, "formula"), name) for name in names(term.formula or ""))
    yield from (((*place, "formula"), name) for name in names(quantity.formula or ""))


def _scores(instrument: Instrument) -> Iterator[Named]:
    """What refusals call scores; anything else gets a name that there is not."""
    scores = {score.id for score in instrument.scores}
    for n, refusal in enumerate(instrument.refusals):
        for i, name in enumerate(refusal.scores):
            yield ("refusals", n, "scores", i), name if name in scores else f"score {name}"


def _hidden(instrument: Instrument, source: Source) -> None:
    """An item that a score needs and that may be hidden says what stands for it then."""
    needed = {name for score in instrument.scores for name in needs(instrument, score)}
    for place, item in places.items(instrument):
        if item.id in needed and item.visible_if is not None and item.when_hidden is None:
            what = f"{item.id}: a score uses it, and it may be hidden."
            source.fault(place, what, "Say with when_hidden what it counts as then.")
