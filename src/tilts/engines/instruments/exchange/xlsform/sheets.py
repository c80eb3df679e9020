"""Sheets of a workbook as rows of text, in and out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from tilts.engines.sources import Fault

from ...faults import BrokenInstrument
from ..foreign import Spot

SURVEY, CHOICES, SETTINGS, OWN = "survey", "choices", "settings", "tilts"
LONGEST = 32_767  # characters that a cell holds
UNREADABLE = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    EOFError,
    SyntaxError,
)


@dataclass(frozen=True)
class Row:
    """A row: its number, and its filled cells by the heading of their column."""

    sheet: str
    number: int
    cells: dict[str, str]

    @property
    def spot(self) -> Spot:
        """The row as a spot."""
        return Spot(self.number, f"row {self.number} of {self.sheet}")

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass
class Sheets:
    """The sheets of a workbook by name, each with its rows; empty rows are left out."""

    rows: dict[str, list[Row]]
    headings: dict[str, list[str]]
    own: str | None


def read_sheets(file: Path, content: BinaryIO | None = None) -> Sheets:
    """Everything in a workbook, or in what will be one; BrokenInstrument when it is none."""
    try:
        workbook = content or BytesIO(file.read_bytes())
        book = openpyxl.load_workbook(workbook, data_only=True, read_only=True)
        found = {sheet.title.strip().lower(): _lines(sheet) for sheet in book.worksheets}
    except OSError as unreadable:
        what = f"Cannot be read: {unreadable.strerror}."
        raise _broken(file, what, "Correct the path.") from None
    except UNREADABLE as broken:
        what = f"Not readable as XLSX: {broken or type(broken).__name__}."
        raise _broken(file, what, "Save it as an Excel workbook (.xlsx).") from None
    own = found.pop(OWN, None)
    headings = {name: [one.strip() for one in lines[0]] for name, lines in found.items() if lines}
    rows = {name: list(_rows(name, lines)) for name, lines in found.items()}
    text = None if own is None else "\n".join("".join(line) for line in own)
    return Sheets(rows, headings, text)


def _broken(file: Path, what: str, remedy: str) -> BrokenInstrument:
    return BrokenInstrument([Fault(file, 1, what, remedy, "the workbook")])


def _lines(sheet: Worksheet) -> list[list[str]]:
    return [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def _rows(sheet: str, lines: list[list[str]]) -> Iterator[Row]:
    headings = [one.strip() for one in lines[0]] if lines else []
    for number, line in enumerate(lines[1:], 2):
        cells = zip(headings, line, strict=False)
        if filled := {key: value.strip() for key, value in cells if key and value.strip()}:
            yield Row(sheet, number, filled)


def _text(value: object) -> str:
    """A cell as people see it: whole numbers without a point, days as year-month-day."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def new_book() -> Workbook:
    """A workbook without sheets, which rows are only added to."""
    return Workbook(write_only=True)


def wrapped(line: str) -> list[str]:
    """A long line in as many cells as it needs."""
    return [line[at : at + LONGEST] for at in range(0, len(line), LONGEST)]


def add_sheet(book: Workbook, name: str, rows: Sequence[Sequence[str]]) -> None:
    """Add a sheet of texts; none of them is a formula, whatever it begins with."""
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])


def _cell(sheet: WriteOnlyWorksheet, text: str) -> Cell | None:
    """A cell with a text, shortened to what a cell holds, with ? for what it cannot hold."""
    held = ILLEGAL_CHARACTERS_RE.sub("?", text)[:LONGEST]
    if not held:
        return None
    cell = WriteOnlyCell(sheet, held)
    cell.data_type = "s"
    return cell
