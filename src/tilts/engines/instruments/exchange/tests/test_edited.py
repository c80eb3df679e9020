"""What people change in the standard part of our files counts; what Tilts wrote beside it stays."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from tilts.engines.instruments import (
    BrokenInstrument,
    Instrument,
    changes,
    export_form,
    import_form,
    load,
)
from tilts.engines.instruments.tests.made import NEEDS

from .made import cells, faults_of, left_of

OWN = load(NEEDS)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "needs.xlsx"
    export_form(OWN, file)
    return file


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "needs.json"
    export_form(OWN, file)
    return file


def edited(file: Path, edit: Callable[[Workbook], object]) -> Path:
    book = openpyxl.load_workbook(file)
    edit(book)
    book.save(file)
    return file


def changed(file: Path, edit: Callable[[Any], object]) -> Path:
    form = json.loads(file.read_text(encoding="utf-8"))
    edit(form)
    file.write_text(json.dumps(form), encoding="utf-8")
    return file


def row(book: Workbook, name: str) -> int:
    """The number of the row of a question."""
    return next(cell.row for cell in book["survey"]["B"] if cell.value == name)


def differing(new: Instrument) -> list[tuple[str, str, bool]]:
    return [(one.kind, one.id, one.computes) for one in changes(OWN, new)]


def test_a_label_and_a_bound_in_a_sheet(book: Path):
    def edit(own: Workbook) -> None:
        sheet, number = own["survey"], row(own, "days_used")
        sheet[f"C{number}"] = "Days"
        sheet[f"I{number}"] = ". >= 0 and . <= 30"

    found = import_form(edited(book, edit))
    item = found.instrument.items["days_used"]
    assert (item.label.root["en"], item.maximum, item.when_hidden) == ("Days", 30, 0)  # type: ignore[union-attr] # a number
    assert (differing(found.instrument), found.left_out) == ([("changed", "days_used", True)], ())


def test_rows_moved_and_added(book: Path):
    def edit(own: Workbook) -> None:
        own["survey"].insert_rows(row(own, "housing"))
        number = row(own, "housing") - 1
        for column, value in zip("ABCD", ("text", "first", "First", "Vispirms"), strict=True):
            own["survey"][f"{column}{number}"] = value

    found = import_form(edited(book, edit))
    assert list(found.instrument.items)[3:5] == ["first", "housing"]
    assert differing(found.instrument) == [("added", "first", True)]


def test_a_row_of_another_type_is_left_out(book: Path):
    def edit(own: Workbook) -> None:
        own["survey"][f"A{row(own, 'remarks')}"] = "image"

    found = import_form(edited(book, edit))
    assert left_of(found, book) == [
        "row 13 of survey: remarks: image. Ask for it by a number, date, choice or text."
    ]


def test_a_question_that_a_score_needs_is_gone(book: Path):
    file = edited(book, lambda own: own["survey"].delete_rows(row(own, "housing")))
    said = "housing: there is no such item or quantity. Did you mean hours?"
    lines = [n for n, one in enumerate(cells(book, "tilts"), 1) if one == ["  - of: housing"]]
    assert faults_of(file) == [f"row {line} of tilts: {said}" for line in lines]


def test_our_sheet_is_broken(book: Path):
    file = edited(book, lambda own: own["tilts"].__setitem__("A2", "title: ["))
    (fault,) = faults_of(file)
    assert fault.startswith("row 4 of tilts: Not readable as YAML: ")
    edited(book, lambda own: own["tilts"].delete_rows(1, 999))
    assert faults_of(file) == ["row 1 of tilts: tilts: holds no keys. Export it anew."]


def test_without_our_sheet_it_is_a_form_like_any_other(book: Path):
    found = import_form(edited(book, lambda own: own.remove(own["tilts"])))
    assert (found.foreign, found.scored, left_of(found, book)) == (True, False, [])
    assert list(found.instrument.items) == list(OWN.items)
    assert found.instrument.items["days_used"].visible_if == OWN.items["days_used"].visible_if


def test_a_label_in_a_questionnaire(form: Path):
    def edit(own: Any) -> None:
        own["item"][1]["item"][3]["text"] = "Days"

    found = import_form(changed(form, edit))
    assert found.instrument.items["days_used"].label.root["en"] == "Days"
    assert differing(found.instrument) == [("changed", "days_used", False)]


def test_without_our_extension(form: Path):
    found = import_form(changed(form, lambda own: own.pop("extension")))
    assert (found.foreign, found.scored, left_of(found, form)) == (True, False, [])
    points = [one.points for one in found.instrument.items["work"].options]  # type: ignore[union-attr] # a choice
    assert points == [0, 1, 2]


@pytest.mark.parametrize("said", ["{", "[]", "7", "null"])
def test_our_extension_is_broken(form: Path, said: str):
    def edit(own: Any) -> None:
        own["extension"][0]["valueString"] = said

    (fault, *_) = faults_of(changed(form, edit))
    assert fault == (
        "extension urn:tilts:fhir:instrument: What Tilts wrote there is not readable. "
        "Export it anew."
    )


def test_a_question_of_a_questionnaire_is_gone(form: Path):
    file = changed(form, lambda own: own["item"][1]["item"].pop(0))
    said = "housing: there is no such item or quantity. Did you mean hours?"
    assert faults_of(file) == [f"extension urn:tilts:fhir:instrument: {said}"] * 2


def places(node: Any) -> list[tuple[Any, Any]]:
    """Every place below a node, as what holds it and its key."""
    pairs = list(node.items()) if isinstance(node, dict) else []
    pairs = list(enumerate(node)) if isinstance(node, list) else pairs
    return [one for key, inner in pairs for one in ((node, key), *places(inner))]


@settings(max_examples=60)
@given(data=st.data())
def test_any_change_gives_a_form_or_faults(tmp_path_factory, data: st.DataObject):
    file = tmp_path_factory.mktemp("any") / "any.json"
    export_form(OWN, file)
    form = json.loads(file.read_text(encoding="utf-8"))
    holder, key = data.draw(st.sampled_from(places(form)))
    holder[key] = data.draw(st.sampled_from([None, "", "x", -1, 1.5, True, [], {}, [{}], [1]]))
    file.write_text(json.dumps(form), encoding="utf-8")
    try:
        found = len(import_form(file).instrument.items)
    except BrokenInstrument as broken:
        found = len(broken.faults)
    assert found > 0
