"""Whether an instrument hangs together, beyond the shape of each part."""

from tilts.engines.sources import Source

from ..schema import Instrument
from . import bands, formulas, ids, items, languages, references, tables

__all__ = ["check"]


STEPS = (  # each looks only at what those before it found sound
    (languages.check, ids.check, items.check, references.check),
    (formulas.check,),
    (tables.check, bands.check),
)


def check(instrument: Instrument, source: Source) -> None:
    """Note every fault of an instrument in its source."""
    for checks in STEPS:
        if not source.faults:
            for one in checks:
                one(instrument, source)
