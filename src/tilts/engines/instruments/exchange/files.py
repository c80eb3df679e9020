"""Forms in files, by the ending of their names."""

from pathlib import Path

from ..loading import load
from ..schema import Instrument
from . import fhir, xlsform
from .foreign import Imported
from .plain import as_yaml, plain

YAML = frozenset({".yaml", ".yml"})
FOREIGN = frozenset({".xlsx", ".json"})
FORMATS = {**dict.fromkeys(YAML, "YAML"), ".xlsx": "XLSForm", ".json": "FHIR R4 Questionnaire"}


class UnknownFormat(ValueError):
    """A file whose ending tells no format; the text names those that there are."""

    def __init__(self, file: Path) -> None:
        known = ", ".join(f"{ending} ({name})" for ending, name in FORMATS.items())
        super().__init__(f"{file}: no format that Tilts knows. Name it with one of {known}.")


def import_form(file: Path) -> Imported:
    """The instrument in a file, checked; BrokenInstrument with every fault at once."""
    if _ending(file) in YAML:
        return Imported(load(file))
    return xlsform.read(file) if _ending(file) == ".xlsx" else fhir.read(file)


def export_form(instrument: Instrument, file: Path) -> list[str]:
    """Write an instrument; says what other systems will not see of it, though it is in the file."""
    if _ending(file) in YAML:
        file.write_text(as_yaml(plain(instrument)), encoding="utf-8")
        return []
    if _ending(file) == ".xlsx":
        return xlsform.write(instrument, file)
    return fhir.write(instrument, file)


def _ending(file: Path) -> str:
    ending = file.suffix.lower()
    if ending not in FORMATS:
        raise UnknownFormat(file)
    return ending
