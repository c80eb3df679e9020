"""Workbooks, Questionnaires, answers and instruments for tests."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import strategies as st

from tilts.engines.instruments import (
    BrokenInstrument,
    Imported,
    Instrument,
    export_form,
    import_form,
)
from tilts.engines.instruments.schema import Choice, Date, Item, Multiple, Number, Scale
from tilts.engines.instruments.shipped import files
from tilts.engines.instruments.tests.made import NEEDS

Sheet = Sequence[Sequence[object]]
EVERY = {**files(), "needs": NEEDS}
ENDINGS = (".xlsx", ".json", ".yaml")


def workbook(file: Path, **sheets: Sheet) -> Path:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(file)
    return file


def cells(file: Path, name: str) -> list[list[object]]:
    """The rows of a sheet, without empty cells at their ends."""
    found: list[list[object]] = []
    for row in openpyxl.load_workbook(file)[name].iter_rows(values_only=True):
        filled: list[object] = list(row)
        while filled and filled[-1] is None:
            filled.pop()
        found.append(filled)
    return found


def questionnaire(file: Path, *items: Any, **elements: Any) -> Path:
    """A Questionnaire with these items."""
    root = {"resourceType": "Questionnaire", "status": "draft", "language": "en"}
    form = {**root, "id": "form", "title": "Form", "item": list(items), **elements}
    file.write_text(json.dumps(form), encoding="utf-8")
    return file


def faults_of(file: Path) -> list[str]:
    """What is said of a file that cannot be used, without its path."""
    with pytest.raises(BrokenInstrument) as broken:
        import_form(file)
    return [said(fault, file) for fault in broken.value.faults]


def left_of(found: Imported, file: Path) -> list[str]:
    """What was left out of a file, without its path."""
    return [said(fault, file) for fault in found.left_out]


def said(fault: object, file: Path) -> str:
    return str(fault).removeprefix(f"{file}, ")


def round_trip(instrument: Instrument, ending: str) -> tuple[Imported, list[str]]:
    """An instrument out and in again, and what others do not see of it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"form{ending}"
        unseen = export_form(instrument, file)
        return import_form(file), unseen


def answer(item: Item) -> st.SearchStrategy[Any]:
    """An answer that an item allows."""
    if isinstance(item, Scale):
        return st.integers(item.minimum, item.maximum)
    if isinstance(item, Number):
        low, high = item.minimum or 0, item.maximum or 99
        return st.floats(low, high).map(lambda value: round(value, item.decimals))
    if isinstance(item, Choice | Multiple):
        one = st.sampled_from([option.code for option in item.options])
        return one if isinstance(item, Choice) else st.lists(one, min_size=1, unique=True)
    if isinstance(item, Date):
        return st.dates(date(1935, 1, 1), date(2028, 12, 31))
    return st.just("words")


def answer_sets(instrument: Instrument) -> st.SearchStrategy[dict[str, Any]]:
    """Sound answers to an instrument, of which some are missing or faulty."""
    items = instrument.items
    sound = st.fixed_dictionaries({name: answer(item) for name, item in items.items()})
    odd = st.sampled_from([None, "", "x", "-1", "1.5", "2026-02-30"])
    few = st.dictionaries(st.sampled_from(list(items)), odd, max_size=2)
    return st.builds(lambda own, faulty: own | faulty, sound, few)
