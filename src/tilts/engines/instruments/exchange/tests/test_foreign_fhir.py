"""A Questionnaire of another system comes in without scores, and says what was left out."""

from pathlib import Path
from typing import Any

import pytest

from tilts.engines.instruments import import_form
from tilts.engines.instruments.exchange.fhir.words import BASE, CONTROLS

from .made import faults_of, left_of, questionnaire
from .test_foreign_xlsform import brief


def translated(**languages: str) -> dict[str, Any]:
    return {
        "extension": [
            {
                "url": f"{BASE}translation",
                "extension": [
                    {"url": "lang", "valueCode": code},
                    {"url": "content", "valueString": words},
                ],
            }
            for code, words in languages.items()
        ]
    }


def item(link: str, kind: str, **elements: Any) -> dict[str, Any]:
    return {"linkId": link, "type": kind, "text": link, **elements}


def shown(way: str) -> dict[str, Any]:
    coding = {"coding": [{"system": CONTROLS, "code": way}]}
    return {"url": f"{BASE}questionnaire-itemControl", "valueCodeableConcept": coding}


def limit(name: str, **value: Any) -> dict[str, Any]:
    return {"url": f"{BASE}{name}", **value}


def coded(*codes: str) -> list[dict[str, Any]]:
    return [{"valueCoding": {"code": code, "display": code.title()}} for code in codes]


def when(question: str, operator: str, **answer: Any) -> dict[str, Any]:
    return {"question": question, "operator": operator, **answer}


HOME = item(
    "2",
    "group",
    text="Home",
    _text=translated(lv="Mājas"),
    enableWhen=[when("1", "=", answerBoolean=True)],
    item=[
        {"linkId": "2.h", "type": "display", "text": "Ask gently.", "extension": [shown("help")]},
        {"linkId": "2.d", "type": "display", "text": "Thank you."},
        item("2.1", "choice", repeats=True, answerOption=coded("kids", "others"), initial=[]),
        item(
            "2.2",
            "decimal",
            extension=[
                limit("minValue", valueDecimal=0.5),
                limit("maxDecimalPlaces", valueInteger=2),
            ],
            enableWhen=[
                when("2.1", "=", answerCoding={"code": "kids"}),
                when("2.1", "!=", answerCoding={"code": "others"}),
            ],
            enableBehavior="any",
            item=[{**item("u", "display", text="euro"), "extension": [shown("unit")]}],
        ),
        item("2.3", "group", item=[item("2.3.1", "date", required=True)]),
    ],
)
ITEMS = [
    item("1", "boolean", required=True),
    HOME,
    item("3", "open-choice", answerOption=[{"valueString": "red"}, {"valueInteger": 2}]),
    item(
        "4",
        "integer",
        extension=[
            limit("minValue", valueInteger=0),
            limit("maxValue", valueInteger=10),
            shown("slider"),
            {"url": "urn:other", "valueString": "x"},
        ],
        item=[{**item("l", "display", text="Bad"), "extension": [shown("lower")]}],
        enableWhen=[when("3", "exists", answerBoolean=True)],
    ),
    item("5", "choice", answerValueSet="http://example.org/vs"),
    item("6", "quantity"),
    item("7", "string", text=""),
    item(
        "8", "text", enableWhen=[when("4", ">", answerInteger=3), when("4", "<", answerInteger=9)]
    ),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return questionnaire(tmp_path / "theirs.json", *ITEMS, version="3", copyright="CC0")


def test_what_comes_in(file: Path):
    found = import_form(file)
    own = found.instrument
    assert (found.foreign, found.scored, own.scores) == (True, False, ())
    assert (own.id, own.version, own.languages) == ("form", "3", ("en", "lv"))
    assert (own.licence, own.sections[1].guidance.to("en")) == ("CC0", "Ask gently.")
    known = "(q1 = 'yes') AND ("
    either = "ARRAY_CONTAINS(q2_1, 'kids') OR NOT ARRAY_CONTAINS(q2_1, 'others'))"
    optional = {"required": False}
    assert brief(own) == [
        ("form", [{"id": "q1", "type": "choice"}]),
        (
            "q2",
            [
                {"id": "q2_1", "type": "multiple", "visible_if": "q1 = 'yes'", **optional},
                {
                    "id": "q2_2",
                    "type": "number",
                    "minimum": 0.5,
                    "decimals": 2,
                    "unit": {"en": "euro", "lv": "euro"},
                    "visible_if": known + either,
                    **optional,
                },
                {"id": "q2_3_1", "type": "date", "visible_if": "q1 = 'yes'"},
            ],
        ),
        (
            "form_2",
            [
                {"id": "q3", "type": "choice", **optional},
                {
                    "id": "q4",
                    "type": "scale",
                    "minimum": 0,
                    "maximum": 10,
                    "anchors": {0: {"en": "Bad", "lv": "Bad"}},
                    **optional,
                },
                {"id": "q7", "type": "text", "lines": 1, **optional},
                {"id": "q8", "type": "text", **optional},
            ],
        ),
    ]


def test_answers(file: Path):
    items = import_form(file).instrument.items
    found = {
        name: [(one.code, one.label.to("lv")) for one in items[name].options]  # type: ignore[union-attr] # choices
        for name in ("q1", "q2_1", "q3")
    }
    assert found == {
        "q1": [("yes", "Jā"), ("no", "Nē")],
        "q2_1": [("kids", "Kids"), ("others", "Others")],
        "q3": [("red", "red"), ("2", "2")],
    }


def test_what_is_left_out(file: Path):
    found = left_of(import_form(file), file)
    assert [one for one in found if "not translated" not in one] == LEFT
    assert len(found) - len(LEFT) == 13


LEFT = [
    "item[1].item[1]: 2.d: display. Put the words into the guidance of an item.",
    "item[1].item[2]: 2.1: initial is not taken over. Add what you need of it to the YAML.",
    "item[1].item[4]: 2.3: a group within a group. Its items join the outer one.",
    "item[2]: 3: another answer in own words is not offered. Add an item of the type text.",
    (
        "item[3]: 4: always shows, as its condition “3 exists True” cannot be taken over: the "
        "operator “exists” is not understood. Write visible_if yourself."
    ),
    "item[3]: 4: urn:other is not taken over. Add what you need of it to the YAML.",
    (
        "item[4]: 5: has fewer than two answers; they are in http://example.org/vs. Write the "
        "answers into the form as answerOption."
    ),
    "item[5]: 6: quantity. Ask for it by a number, date, choice or text.",
    "item[6]: 7: has no text; its linkId stands there. Give it one.",
    (
        "item[7]: 8: always shows, as its condition “4 > 3; 4 < 9” cannot be taken over: "
        "enableBehavior says neither all nor any. Write visible_if yourself."
    ),
]


@pytest.mark.parametrize(
    ("items", "faults"),
    [
        ([], ["item: The Questionnaire asks nothing. Add items."]),
        (
            [item("a", "coding"), item("b", "text")],
            [
                "item[0]: a: there is no type “coding” in FHIR R4. Use one of group, display, "
                "boolean, choice, date, decimal, integer, open-choice, string, text."
            ],
        ),
        (
            [item("g", "group", item=[item("a", "text"), item("a", "date")])],
            ["item[0].item[1]: a: is taken already on item[0].item[0]. Rename one of them."],
        ),
        (
            [{"type": "text"}, {"linkId": "b"}],
            [
                "item[0]: An item without a linkId. Give it one.",
                "item[1]: An item without a type. Give it one.",
            ],
        ),
        (
            [item("a", "choice", answerOption=coded("x", "x"))],
            [
                "item[0].answerOption[1]: x: is taken already on item[0].answerOption[0]. "
                "Every option has a code of its own."
            ],
        ),
        (
            [item("a", "quantity")],
            ["item: No question to take over. Add a question of a type that Tilts knows."],
        ),
        (
            [
                item("g", "group", item=[item("b", "text")]),
                item("a", "integer", extension=[limit("minValue", valueString="low")]),
            ],
            [
                "item[1]: sections.1.items.0.number.minimum: Input should be a valid number. "
                "Correct the value."
            ],
        ),
    ],
)
def test_broken_forms(tmp_path: Path, items, faults: list[str]):
    assert faults_of(questionnaire(tmp_path / "broken.json", *items)) == faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{\n"a": }', "line 2: Not readable as JSON: Expecting value. Correct the syntax."),
        ("[]", "the form: resourceType: nothing, not Questionnaire. Name a FHIR R4 Questionnaire."),
        (
            '{"resourceType": "Patient"}',
            "the form: resourceType: Patient, not Questionnaire. Name a FHIR R4 Questionnaire.",
        ),
    ],
)
def test_files_that_are_no_questionnaires(tmp_path: Path, text: str, fault: str):
    file = tmp_path / "not.json"
    file.write_text(text, encoding="utf-8")
    assert faults_of(file) == [fault]


def test_a_file_that_is_not_there(tmp_path: Path):
    said = "the form: Cannot be read: No such file or directory. Correct the path."
    assert faults_of(tmp_path / "gone.json") == [said]
