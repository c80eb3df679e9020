"""Files of people for the tests of the import."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from tilts.casework.people.imports import ImportReport, Written, import_people
from tilts.casework.people.models import Person
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

HEADER = ["key", "family", "given", "birth_date", "category", "unit", "personal_code"]
JANIS = ["k1", "Bērziņš", "Jānis", "1975-11-16", "convicted", "riga", "161175-19997"]
ANNA = ["k2", "Ozola", "Anna", "07.03.1985", "suspect", "ievp.riga", ""]
BOTH = [
    ("Bērziņš", "Jānis", date(1975, 11, 16), "convicted"),
    ("Ozola", "Anna", date(1985, 3, 7), "suspect"),
]
Table = list[list[str]]


def csv_file(path: Path, rows: Table, header: list[str] | None = None, **how: str) -> Path:
    """A CSV file, in UTF-8 with commas unless told otherwise."""
    how = {"encoding": "utf-8", "delimiter": ",", **how}
    with path.open("w", encoding=how["encoding"], newline="") as file:
        csv.writer(file, delimiter=how["delimiter"]).writerows([header or HEADER, *rows])
    return path


def xlsx_file(path: Path, *rows: list[Any]) -> Path:
    """A workbook with one sheet."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def run(path: Path, system: str = "old", **options: Any) -> ImportReport:
    """Import a file of people from a system."""
    return import_people(path, by=SERVICE, system=system, **options)


def written(added: int = 0, changed: int = 0, unchanged: int = 0) -> Written:
    """So many rows were new, changed, or as they had been."""
    return Written(added, changed, unchanged)


def refused(report: ImportReport) -> Table:
    """The lines of the file of refused rows, without its header."""
    return lines(report)[1:]


def lines(report: ImportReport) -> Table:
    """All lines of the file of refused rows."""
    assert report.rejects
    with report.rejects.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def imported() -> list[tuple[object, ...]]:
    """Everybody, in the order in which they came."""
    with seen_by(SERVICE):
        rows = Person.objects.order_by("file_number")
        return list(rows.values_list("family", "given", "birth_date", "category"))
