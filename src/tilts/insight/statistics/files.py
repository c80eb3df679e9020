"""A table as a file for a spreadsheet. What begins like a formula stays text."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook

from .presenting import Line

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(lines: Sequence[Line]) -> bytes:
    """Comma-separated, in UTF-8 with the mark by which spreadsheets know it."""
    file = StringIO()
    csv.writer(file).writerows([[_plain(cell) for cell in line] for line in lines])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Sequence[Line]) -> bytes:
    """A workbook of one sheet."""
    book, file = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    for y, line in enumerate(lines, 1):
        for x, value in enumerate(line, 1):
            cell = sheet.cell(y, x, value)
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(file)
    return file.getvalue()


def _plain(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


KINDS = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
