"""The instruments that this installation knows, by name and version."""

from functools import cache
from pathlib import Path

from django.conf import settings

from tilts.engines.instruments import Instrument, Scorer, load
from tilts.engines.instruments.shipped import files

Key = tuple[str, str]  # id and version


def own_folder() -> Path:
    """Where an installation keeps instruments of its own."""
    folder: Path = settings.HOME / "instruments"
    return folder


def known() -> dict[Key, Instrument]:
    """Every instrument, by id and version, in that order. Raises BrokenInstrument."""
    found = (_loaded(file, file.stat().st_mtime_ns) for file in files([own_folder()]).values())
    return dict(sorted(((one.id, one.version), one) for one in found))


def instrument(name: str, version: str) -> Instrument | None:
    """One instrument; None when its file is here no more."""
    return known().get((name, version))


def versions(name: str) -> list[Instrument]:
    """The versions of an instrument, side by side."""
    return [one for (own, _), one in known().items() if own == name]


def scorer(of: Instrument) -> Scorer:
    """What scores an instrument; it remembers what it compiled."""
    if of.digest not in _scorers:
        _scorers[of.digest] = Scorer(of)
    return _scorers[of.digest]


_scorers: dict[str, Scorer] = {}


@cache
def _loaded(file: Path, changed: int) -> Instrument:
    """A file as it was when last changed."""
    return load(file)
