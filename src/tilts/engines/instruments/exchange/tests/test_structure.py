"""What we write is what the standards ask for."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tilts.engines.instruments import export_form, load
from tilts.engines.instruments.tests.made import NEEDS, small

from .made import EVERY, cells

ITEM = {
    *("extension", "linkId", "text", "_text", "type", "enableWhen", "enableBehavior"),
    *("required", "repeats", "answerOption", "item"),
}
ROOT = {
    *("resourceType", "id", "language", "url", "version", "name", "title", "_title", "status"),
    *("description", "_description", "copyright", "item", "extension"),
}
GROUP = {"begin_group", "end_group"}
TYPES = {"group", "display", "integer", "decimal", "date", "string", "text", "choice"}


def written(name: str, folder: Path) -> Any:
    file = folder / "form.json"
    export_form(load(EVERY[name]), file)
    return json.loads(file.read_text(encoding="utf-8"))


def below(node: Any) -> Iterator[Any]:
    for item in node.get("item", ()):
        yield item
        yield from below(item)


def broken(item: Any) -> list[str]:
    """Which of the invariants of Questionnaire.item do not hold, by their names in R4."""
    kind, display = item["type"], item["type"] == "display"
    several = len(item.get("enableWhen", ())) > 1
    found = {
        "elements": not item.keys() <= ITEM or kind not in TYPES,
        "que-1": (kind == "group" and not item.get("item")) or (display and "item" in item),
        "que-5": "answerOption" in item and kind != "choice",
        "que-6": display and ("required" in item or "repeats" in item),
        "que-12": several and "enableBehavior" not in item,
    }
    return [name for name, fails in found.items() if fails]


@pytest.mark.parametrize("name", EVERY)
def test_a_questionnaire(name: str, tmp_path: Path):
    form = written(name, tmp_path)
    items = list(below(form))
    links = [item["linkId"] for item in items]
    assert [(item["linkId"], broken(item)) for item in items if broken(item)] == []
    assert (form.keys() <= ROOT, len(set(links)), form["name"].isalnum()) == (
        True,
        len(links),
        True,
    )
    asked = [row["question"] for item in items for row in item.get("enableWhen", ())]
    assert [question for question in asked if question not in links] == []


def test_a_condition_of_a_questionnaire(tmp_path: Path):
    items = {item["linkId"]: item for item in below(written("needs", tmp_path))}
    assert items["days_used"]["enableWhen"] == [
        {"question": "substances", "operator": "!=", "answerCoding": {"code": "nothing"}}
    ]
    assert [one["valueCoding"]["code"] for one in items["work"]["answerOption"]] == [
        *("steady", "some", "without")
    ]
    assert items["housing.lower"]["text"] == "Settled"


@pytest.mark.parametrize("name", EVERY)
def test_a_workbook(name: str, tmp_path: Path):
    instrument, file = load(EVERY[name]), tmp_path / "form.xlsx"
    export_form(instrument, file)
    survey, choices = cells(file, "survey"), cells(file, "choices")
    questions = [row for row in survey[1:] if row[0] not in GROUP]
    lists = {str(row[0]).split(" ")[1] for row in questions if " " in str(row[0])}
    assert [row[1] for row in questions] == list(instrument.items)
    assert lists == {row[0] for row in choices[1:]}
    kinds = [str(row[0]) for row in survey if row[0] in GROUP]
    assert kinds == ["begin_group", "end_group"] * len(instrument.sections)


def test_the_sheets_of_a_workbook(tmp_path: Path):
    file = tmp_path / "needs.xlsx"
    export_form(load(NEEDS), file)
    assert cells(file, "survey")[0] == [
        *("type", "name", "label::English (en)", "label::Latvian (lv)", "hint::English (en)"),
        *("hint::Latvian (lv)", "required", "relevant", "constraint", "appearance", "parameters"),
    ]
    assert cells(file, "settings") == [
        ["form_title", "form_id", "version", "default_language"],
        ["Needs", "needs", "1", "English (en)"],
    ]
    rows = {row[1]: row for row in cells(file, "survey") if len(row) > 1}
    assert rows["days_used"][6:] == [
        *("yes", "not(selected(${substances}, 'nothing'))", ". >= 0 and . <= 31")
    ]
    assert (rows["housing"][0], rows["housing"][-1]) == ("range", "start=0 end=3 step=1")


def test_formulas_of_a_workbook_are_texts(tmp_path: Path):
    own, file = small(tmp_path, ""), tmp_path / "small.xlsx"
    export_form(own.model_copy(update={"version": "=1+1"}), file)
    assert cells(file, "settings")[1][2] == "=1+1"


@pytest.mark.parametrize("ending", [".xlsx", ".json"])
def test_a_condition_that_has_no_form_there_is_named(tmp_path: Path, ending: str):
    file = tmp_path / "odd.yaml"
    text = NEEDS.read_text(encoding="utf-8")
    odd = "housing + 1 > 2"
    file.write_text(text.replace("NOT ARRAY_CONTAINS(substances, 'nothing')", odd))
    said = export_form(load(file), tmp_path / f"odd{ending}")
    assert said == [f"days_used: shows always; {odd}"]
