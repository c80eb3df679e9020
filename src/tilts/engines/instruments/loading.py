"""From a file to an instrument that has been checked."""

from pathlib import Path

from tilts.engines.sources import Fault, Source, parse

from .checks import check
from .faults import BrokenInstrument
from .schema import Instrument


def load(file: Path) -> Instrument:
    """The instrument in a YAML file; BrokenInstrument with every fault at once."""
    source, instrument = read(file)
    if instrument is None or source.faults:
        raise BrokenInstrument(source.faults)
    return instrument


def read(file: Path) -> tuple[Source, Instrument | None]:
    """The file with its faults, and the instrument where its shape is right."""
    source = parse(file)
    instrument = source.read(Instrument)
    if instrument is not None:
        check(instrument, source)
    return source, instrument


def faults(file: Path) -> list[Fault]:
    """Everything wrong with a file, by line; empty when it can be used."""
    return sorted(read(file)[0].faults)
