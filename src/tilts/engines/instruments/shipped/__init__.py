"""Instruments that come with Tilts, and those of a folder of one's own."""

from collections.abc import Iterable
from pathlib import Path

SHIPPED = Path(__file__).parent
ENDINGS = {".yaml", ".yml", ".xlsx", ".json"}
TEMPLATE = SHIPPED / "template" / "example.yaml"


class NoSuchInstrument(LookupError):
    """No file and no known instrument is called so; the text names those that there are."""


def files(folders: Iterable[Path] = ()) -> dict[str, Path]:
    """The files of instruments by name; those of later folders stand for ours of the same name."""
    found = [path for folder in (SHIPPED, *folders) for path in sorted(folder.glob("*.yaml"))]
    return {path.stem: path for path in found}


def find(name: str, folders: Iterable[Path] = ()) -> Path:
    """The file of an instrument: a path to one, or the name of one that is known."""
    if Path(name).suffix.lower() in ENDINGS and Path(name).is_file():
        return Path(name)
    known = files(folders)
    if name not in known:
        said = f"There is no instrument “{name}”. Name a file, or one of {', '.join(known)}."
        raise NoSuchInstrument(said)
    return known[name]
