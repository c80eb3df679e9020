"""Where the parts of an instrument stand in its file."""

from collections.abc import Iterator

from tilts.engines.sources import Place

from ..schema import Instrument, Item, Quantity


def items(instrument: Instrument) -> Iterator[tuple[Place, Item]]:
    """Every item, doubled ones too, with its place."""
    for s, section in enumerate(instrument.sections):
        for i, item in enumerate(section.items):
            yield ("sections", s, "items", i), item


def quantities(instrument: Instrument) -> Iterator[tuple[Place, Quantity]]:
    """Every quantity, doubled ones too, with its place."""
    for kind, own in (("derived", instrument.derived), ("scores", instrument.scores)):
        for n, quantity in enumerate(own):
            yield (kind, n), quantity
