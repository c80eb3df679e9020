"""Loads country packs: the shipped ones, overlaid by those of the installation.

A pack is a folder named by the country's code in lower case. A file in a later folder replaces the
file of the same name in an earlier one, whole; a country that only a later folder has is added.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from tilts.engines.sources import Fault, parse
from tilts.jurisdictions.checks import agree
from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.pack import Pack
from tilts.jurisdictions.reading import Catalogue, read_entries, read_one

SHIPPED = Path(__file__).parent
COUNTRY = "country"
NAMES = tuple(Pack.model_fields)


@cache
def packs(*overlays: Path) -> Mapping[str, Pack]:
    """The shipped packs under the overlays, by country code ("LV"); loaded once per process."""
    return MappingProxyType(load_packs((SHIPPED, *overlays)))


def load_packs(folders: Iterable[Path]) -> dict[str, Pack]:
    """The packs in the folders, later ones overlaying earlier; a missing folder counts as empty.

    Raises BrokenPacks with every fault of every pack.
    """
    faults: list[Fault] = []
    loaded = {}
    for country, files in sorted(_gather(folders).items()):
        content, wrong = _load(country, files)
        faults += wrong
        if not wrong:
            loaded[country.upper()] = _pack(content)
    if faults:
        raise BrokenPacks(faults)
    return loaded


def _gather(folders: Iterable[Path]) -> dict[str, dict[str, Path]]:
    """Country folder → file name → the file that counts."""
    countries: dict[str, dict[str, Path]] = {}
    for folder in folders:
        for file in sorted([*folder.glob("*/*.yaml"), *folder.glob("*/*.yml")]):
            countries.setdefault(file.parent.name, {})[file.name] = file
    return countries


def _load(country: str, files: dict[str, Path]) -> tuple[dict[str, Catalogue[Any]], list[Fault]]:
    """The checked entries of one country by file, and all its faults."""
    faults = _misnamed(country, files)
    content: dict[str, Catalogue[Any]] = {name: Catalogue() for name in NAMES}
    for name in NAMES:
        if file := files.get(f"{name}.yaml"):
            document = parse(file)
            read = read_one if name == COUNTRY else read_entries
            content[name] = read(document, _model(name))
            faults += document.faults
    faults += _other_country(country, content[COUNTRY])
    return content, [*faults, *agree(content)]


def _model(name: str) -> type[Any]:
    """The model of one entry of a file."""
    annotation: Any = Pack.model_fields[name].annotation
    model: type[Any] = annotation if name == COUNTRY else get_args(annotation)[0]
    return model


def _misnamed(country: str, files: dict[str, Path]) -> list[Fault]:
    """Folders and files with wrong names, and files that are missing."""
    folder = next(iter(files.values())).parent
    faults = []
    if not re.fullmatch("[a-z]{2}", country):
        what = f"{country}: not the code of a country."
        faults.append(Fault(folder, 1, what, "Name the folder by two small letters, such as lv."))
    known = {f"{name}.yaml" for name in NAMES}
    for name in files.keys() - known:
        remedy = f"Use one of these names: {', '.join(sorted(known))}."
        faults.append(Fault(files[name], 1, f"{name}: not a file of a country pack.", remedy))
    for name in known - files.keys():
        faults.append(Fault(folder / name, 1, "The file is missing.", "Add it."))
    return faults


def _other_country(country: str, catalogue: Catalogue[Any]) -> list[Fault]:
    return [
        f.fault(f"code: {f.entry.code} is not the country of folder {country}.", "Correct one.")
        for f in catalogue.found
        if f.entry.code != country.upper()
    ]


def _pack(content: dict[str, Catalogue[Any]]) -> Pack:
    entries = {name: tuple(f.entry for f in read.found) for name, read in content.items()}
    return Pack(**{**entries, COUNTRY: entries[COUNTRY][0]})
