"""The instruments that this installation knows, by name and version."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from tilts.engines.instruments import BrokenInstrument, Fault, Instrument, Scorer, load
from tilts.engines.instruments.shipped import files

Key = tuple[str, str]  # id and version


def own_folder() -> Path:
    """Where an installation keeps instruments of its own."""
    folder: Path = settings.HOME / "instruments"
    return folder


class Broken(NamedTuple):
    """A file that cannot be used, by its name, and the first thing wrong with it."""

    name: str
    fault: Fault


def known() -> dict[Key, Instrument]:
    """Every instrument that can be used, by id and version, in that order."""
    found = [one for one in _files().values() if isinstance(one, Instrument)]
    return dict(sorted(((one.id, one.version), one) for one in found))


def broken() -> list[Broken]:
    """The files that cannot be used: they take nothing else down."""
    return [Broken(name, one[0]) for name, one in _files().items() if isinstance(one, tuple)]


def own() -> set[Key]:
    """Those that the installation keeps itself."""
    found = [_loaded(file, file.stat().st_mtime_ns) for file in own_folder().glob("*.yaml")]
    return {(one.id, one.version) for one in found if isinstance(one, Instrument)}


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


def _files() -> dict[str, Instrument | tuple[Fault, ...]]:
    named = files([own_folder()])
    return {name: _loaded(file, file.stat().st_mtime_ns) for name, file in named.items()}


@cache
def _loaded(file: Path, changed: int) -> Instrument | tuple[Fault, ...]:
    """A file as it was when last changed, or everything wrong with it."""
    try:
        return load(file)
    except BrokenInstrument as broken:
        return broken.faults
