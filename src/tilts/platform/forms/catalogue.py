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
    """Every instrument that can be used, by id and version, in that order.

    Of files that say the same id and version the last stands: one's own for ours.
    """
    found = {(one.id, one.version): one for one in _files().values() if isinstance(one, Instrument)}
    return {key: found[key] for key in sorted(found)}


def broken() -> list[Broken]:
    """The files that cannot be used: they take nothing else down."""
    return [Broken(name, one[0]) for name, one in _files().items() if isinstance(one, tuple)]


def own() -> set[Key]:
    """Those that the installation keeps itself."""
    found = map(_present, own_folder().glob("*.yaml"))
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


def checker(of: Instrument) -> Scorer:
    """What says whether an answer can be, also while its question is hidden; it scores nothing."""
    if of.digest not in _checkers:
        _checkers[of.digest] = Scorer(_only_asking(of))
    return _checkers[of.digest]


_scorers: dict[str, Scorer] = {}
_checkers: dict[str, Scorer] = {}


def _only_asking(of: Instrument) -> Instrument:
    shown = {"visible_if": None, "when_hidden": None}
    return Instrument(
        id=of.id,
        version=of.version,
        title=of.title,
        languages=of.languages,
        licence=of.licence,
        source=of.source,
        sections=tuple(
            section.model_copy(
                update={"items": tuple(item.model_copy(update=shown) for item in section.items)}
            )
            for section in of.sections
        ),
    )


def _files() -> dict[str, Instrument | tuple[Fault, ...]]:
    return {name: _present(file) for name, file in files([own_folder()]).items()}


def _present(file: Path) -> Instrument | tuple[Fault, ...]:
    """A file as it is at this moment; one that leads nowhere is broken like any other."""
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _loaded(file, changed)


@cache
def _loaded(file: Path, changed: int) -> Instrument | tuple[Fault, ...]:
    """A file as it was when last changed, or everything wrong with it."""
    try:
        return load(file)
    except BrokenInstrument as broken:
        return broken.faults
