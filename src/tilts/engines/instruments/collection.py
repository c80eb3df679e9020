"""Several instruments checked beside each other."""

from collections.abc import Sequence
from pathlib import Path

from tilts.engines.sources import Fault

from .loading import read
from .schema import Instrument
from .versions import republished

Stands = dict[tuple[str, str], tuple[Path, Instrument]]


def check_together(files: Sequence[Path], published: Sequence[Path] = ()) -> list[Fault]:
    """Every fault of some files, in their order, then by line.

    Besides the faults of each, a file that computes otherwise than a published or an earlier one
    under the same id and version is at fault.
    """
    found: list[Fault] = []
    stands: Stands = {}
    for file in published:
        _, instrument = read(file)
        if instrument is not None:
            stands[instrument.id, instrument.version] = (file, instrument)
    for file in files:
        source, instrument = read(file)
        if instrument is not None:
            _, first = stands.setdefault((instrument.id, instrument.version), (file, instrument))
            republished(first, instrument, source)
        found += sorted(source.faults)
    return found
