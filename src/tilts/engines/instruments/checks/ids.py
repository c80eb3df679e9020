"""Nothing is called like something else."""

from collections.abc import Iterable, Iterator

from tilts.engines.sources import Place, Source

from ..schema import Choice, Instrument, Multiple, Score
from ..scoring.columns import ERRORS, MISSING, band, norm
from . import places

Named = tuple[Place, str]


def check(instrument: Instrument, source: Source) -> None:
    """Note ids used twice: of items and quantities, sections, options, terms and bands."""
    own: list[Named] = [((), MISSING), ((), ERRORS)]
    own += [((*place, "id"), item.id) for place, item in places.items(instrument)]
    for place, quantity in places.quantities(instrument):
        own.append(((*place, "id"), quantity.id))
        if isinstance(quantity, Score):
            own += [((*place, "id"), column) for column in _columns(quantity)]
    unique(own, source, "Every item and quantity has an id of its own; results have columns too.")
    sections = enumerate(instrument.sections)
    unique(((("sections", n, "id"), s.id) for n, s in sections), source, "Rename the section.")
    for place, item in places.items(instrument):
        if isinstance(item, Choice | Multiple):
            codes = [((*place, "options", n), o.code) for n, o in enumerate(item.options)]
            unique(codes, source, "Every option has a code of its own.")
    for place, quantity in places.quantities(instrument):
        terms = [((*place, "add", n), term.name) for n, term in enumerate(quantity.add or ())]
        unique(terms, source, "Give one of the terms another id.")


def _columns(score: Score) -> Iterator[str]:
    """The columns of a score beside its own."""
    if score.bands or score.bands_by:
        yield band(score.id)
    if score.norms:
        yield norm(score.id)


def unique(named: Iterable[Named], source: Source, remedy: str) -> None:
    """Note the second of two that are called the same, with the line of the first."""
    seen: dict[str, Place] = {}
    for place, name in named:
        if name in seen:
            first = f" on {source.at(seen[name])}" if seen[name] else ""
            source.fault(place, f"{name}: is taken already{first}.", remedy)
        seen.setdefault(name, place)
