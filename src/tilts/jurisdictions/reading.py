"""From a YAML file to checked entries that remember their line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from tilts.engines.sources import Fault, Place, Source

T = TypeVar("T")

SHAPE = "Write `entries:` with a list below it, and optionally `defaults:` for all of them."


@dataclass(frozen=True)
class Found(Generic[T]):
    """A checked entry and where it stands."""

    entry: T
    file: Path
    line: int

    def fault(self, what: str, remedy: str) -> Fault:
        """A fault of this entry."""
        return Fault(self.file, self.line, what, remedy)


@dataclass(frozen=True)
class Catalogue(Generic[T]):
    """The sound entries of a file.

    `codes` are those of all its entries, faulty ones too, so that a reference to a faulty entry is
    not reported as a second fault; None when the file could not be read. `whole`: no fault in it.
    """

    found: tuple[Found[T], ...] = ()
    codes: frozenset[str] | None = None
    whole: bool = False


def _found(source: Source, value: object, model: type[T], place: Place) -> list[Found[T]]:
    """The value as a checked entry, or nothing and its faults noted."""
    entry = source.check(value, model, place)
    return [] if entry is None else [Found(entry, source.file, source.line(place))]


def read_one(source: Source, model: type[T]) -> Catalogue[T]:
    """A file that holds one thing."""
    if source.faults:
        return Catalogue()
    found = _found(source, source.data, model, ())
    return Catalogue(tuple(found), None, not source.faults)


def read_entries(source: Source, model: type[T]) -> Catalogue[T]:
    """A file of `entries`, each completed by the file's `defaults`."""
    data = source.data
    if source.faults:
        return Catalogue()
    if not (isinstance(data, dict) and isinstance(data.get("entries"), list)):
        source.fault((), "No list of entries.", SHAPE)
        return Catalogue()
    for key in sorted(data.keys() - {"entries", "defaults"}, key=str):
        source.fault((str(key),), f"{key}: not known here.", SHAPE)
    found = [
        sound
        for i, entry in enumerate(_completed(data))
        for sound in _found(source, entry, model, ("entries", i))
    ]
    codes = frozenset(str(e.get("code")) for e in data["entries"] if isinstance(e, dict))
    return Catalogue(tuple(found), codes, not source.faults)


def _completed(data: dict[str, Any]) -> list[object]:
    """The entries with the defaults filled in."""
    defaults = data.get("defaults")
    filled = defaults if isinstance(defaults, dict) else {}
    return [{**filled, **e} if isinstance(e, dict) else e for e in data["entries"]]
