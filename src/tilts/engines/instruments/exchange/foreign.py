"""Files of other formats: where everything in them stands, and what was not taken over."""

from dataclasses import dataclass, field
from typing import Any

from tilts.engines.sources import Fault, Place, Source, parse_text

from ..checks import check
from ..faults import BrokenInstrument
from ..schema import Instrument
from .difference import has, merged


@dataclass(frozen=True)
class Spot:
    """A place in a file, in words, and its number for the order of faults."""

    number: int
    words: str


@dataclass(frozen=True)
class Imported:
    """An instrument as it came; a foreign one has no scores, and may lack what is `left_out`."""

    instrument: Instrument
    foreign: bool = False
    left_out: tuple[Fault, ...] = ()

    @property
    def scored(self) -> bool:
        """Whether anything is computed from its answers."""
        return bool(self.instrument.scores)


@dataclass
class Foreign(Source):
    """A file of another format, with the spot of each place in the instrument made from it."""

    spots: dict[Place, Spot] = field(default_factory=dict)
    left_out: list[tuple[Place, Fault]] = field(default_factory=list)

    def spot(self, place: Place) -> Spot:
        """The spot of a place, or of what encloses it."""
        while place and place not in self.spots:
            place = place[:-1]
        return self.spots.get(place, Spot(0, "the form"))

    def at(self, place: Place) -> str:
        """A place in words."""
        return self.spot(place).words

    def fault(self, place: Place, what: str, remedy: str) -> None:
        """Note a fault at a place."""
        self.fault_at(self.spot(place), what, remedy)

    def fault_at(self, spot: Spot, what: str, remedy: str) -> None:
        """Note a fault at a spot."""
        self.faults.append(Fault(self.file, spot.number, what, remedy, spot.words))

    def leave(self, spot: Spot, what: str, remedy: str, place: Place = ()) -> None:
        """Note what is not taken over; it counts as taken over where our own part gives `place`."""
        self.left_out.append((place, Fault(self.file, spot.number, what, remedy, spot.words)))


def finished(source: Foreign, rest: Any) -> Imported:
    """The instrument from what was read and the rest from our own part; None in a foreign form.

    Raises BrokenInstrument with every fault.
    """
    base = source.data
    source.data = base if rest is None else merged(base, rest)
    source.lines = dict.fromkeys(_places(source.data, ()), 0)
    instrument = source.read(Instrument)
    if instrument is not None:
        check(instrument, source)
    if instrument is None or source.faults:
        raise BrokenInstrument(source.faults)
    left = {fault for place, fault in source.left_out if not _supplied(source.data, base, place)}
    return Imported(instrument, rest is None, tuple(sorted(left)))


def rest_from(text: str, source: Foreign, name: str) -> dict[str, Any]:
    """Our own part, which is YAML; its faults are noted with the rows of the sheet `name`."""
    own = Source(source.file)
    parse_text(text, own)
    for fault in own.faults:
        source.fault_at(Spot(fault.line, f"row {fault.line} of {name}"), fault.what, fault.remedy)
    for place, line in own.lines.items():
        source.spots.setdefault(place, Spot(line, f"row {line} of {name}"))
    if own.faults:
        return {}
    if not isinstance(own.data, dict):
        source.fault_at(Spot(1, f"row 1 of {name}"), f"{name}: holds no keys.", "Export it anew.")
        return {}
    return own.data


def _supplied(data: Any, base: Any, place: Place) -> bool:
    return bool(place) and has(data, place) and not has(base, place)


def _places(value: Any, place: Place) -> list[Place]:
    """Every place in some data."""
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = [(str(key), one) for key, one in value.items()]
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [place, *(p for key, one in inner for p in _places(one, (*place, key)))]
