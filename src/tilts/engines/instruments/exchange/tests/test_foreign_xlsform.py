"""An XLSForm of another system comes in without scores, and says what was left out."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tilts.engines.instruments import Instrument, import_form

from .made import faults_of, left_of, workbook

HEADINGS = (
    *("type", "name", "label::English (en)", "label::Latvian", "hint::English (en)"),
    *("required", "relevant", "constraint", "parameters", "calculation"),
)
SURVEY: list[list[object]] = [
    [*HEADINGS],
    ["start", "started"],
    ["integer", "Age", "Age", "Vecums", "In years", "yes", None, ". > 13 and . <= 99"],
    ["begin group", "home", "Home", "Mājas", None, None, "${Age} >= 18"],
    ["select_one yn", "owns-it", "Own home?", "Savs mājoklis?", None, "true()"],
    ["select_multiple who or_other", "who", "Who lives there?", "Kas tur dzīvo?"],
    ["decimal", "rent", "Rent", None, None, "${Age} > 20", "${owns-it} = 'n' and ${Age} < 60"],
    ["note", "thanks", "Thank you", "Paldies"],
    ["end group"],
    ["begin_repeat", "jobs", "Jobs", "Darbi"],
    ["date", "since", "Since when?", "Kopš kura laika?", None, None, None, ". >= today()"],
    [
        "range",
        "liked",
        "Liked it?",
        "Vai patika?",
        None,
        None,
        "regex(${since}, 'x')",
        None,
        "start=0 end=4",
    ],
    ["range", "pain", "Pain", "Sāpes", None, None, None, None, "start=0 end=1 step=0.1"],
    ["end_repeat"],
    ["calculate", "sum", None, None, None, None, None, None, None, "${Age} + 1"],
    ["geopoint", "where", "Where?", "Kur?"],
    ["text", "more", None, None, None, None, "selected(${who}, 'kids')"],
]
CHOICES: list[list[object]] = [
    ["list_name", "name", "label::English (en)", "label::Latvian"],
    ["yn", "y", "Yes", "Jā"],
    ["yn", "n", "No", "Nē"],
    ["who", "alone", "Nobody else", "Neviens"],
    ["who", "kids", "Children", "Bērni"],
    ["who", 3, "Others", "Citi"],
]
SETTINGS: list[list[object]] = [
    ["form_title", "form_id", "version"],
    ["Housing", "Housing Form", 20260101.0],
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return workbook(tmp_path / "theirs.xlsx", survey=SURVEY, choices=CHOICES, settings=SETTINGS)


def brief(instrument: Instrument) -> list[tuple[str, list[dict[str, object]]]]:
    """Sections with what their items say beside their words."""
    return [
        (
            section.id,
            [
                item.model_dump(exclude_defaults=True, exclude={"label", "guidance", "options"})
                for item in section.items
            ],
        )
        for section in instrument.sections
    ]


def test_what_comes_in(file: Path):
    found = import_form(file)
    own = found.instrument
    assert (found.foreign, found.scored, own.scores, own.derived) == (True, False, (), ())
    assert (own.id, own.version, own.languages) == ("housing-form", "20260101", ("en", "lv"))
    assert brief(own) == [
        ("form", [{"id": "age", "type": "number", "minimum": 14, "maximum": 99}]),
        (
            "home",
            [
                {"id": "owns_it", "type": "choice", "visible_if": "age >= 18"},
                {"id": "who", "type": "multiple", "required": False, "visible_if": "age >= 18"},
                {
                    "id": "rent",
                    "type": "number",
                    "decimals": 9,
                    "required": False,
                    "visible_if": "(age >= 18) AND (owns_it = 'n' AND age < 60)",
                },
            ],
        ),
        (
            "jobs",
            [
                {"id": "since", "type": "date", "required": False},
                {"id": "liked", "type": "scale", "minimum": 0, "maximum": 4, "required": False},
                {
                    "id": "pain",
                    "type": "number",
                    "decimals": 9,
                    "minimum": 0,
                    "maximum": 1,
                    "required": False,
                },
            ],
        ),
        (
            "form_2",
            [
                {
                    "id": "more",
                    "type": "text",
                    "lines": 1,
                    "required": False,
                    "visible_if": "ARRAY_CONTAINS(who, 'kids')",
                }
            ],
        ),
    ]


def test_words_and_codes(file: Path):
    items = import_form(file).instrument.items
    assert items["age"].label.root == {"en": "Age", "lv": "Vecums"}
    assert items["age"].guidance.root == {"en": "In years", "lv": "In years"}
    assert items["more"].label.root == {"en": "more", "lv": "more"}
    codes = [(one.code, one.label.root, one.points) for one in items["who"].options]  # type: ignore[union-attr] # a multiple one
    assert codes == [
        ("alone", {"en": "Nobody else", "lv": "Neviens"}, None),
        ("kids", {"en": "Children", "lv": "Bērni"}, None),
        ("3", {"en": "Others", "lv": "Citi"}, None),
    ]


def test_what_is_left_out(file: Path):
    assert left_of(import_form(file), file) == LEFT


LEFT = [
    "row 2 of survey: started: start. The record keeps who answered and when.",
    (
        "row 3 of survey: Age: not translated into lv. Translate it; until then “In years” "
        "stands there."
    ),
    (
        "row 6 of survey: who: another answer in own words is not offered. Add an item of the "
        "type text."
    ),
    (
        "row 7 of survey: rent: not translated into lv. Translate it; until then “Rent” stands "
        "there."
    ),
    "row 7 of survey: rent: required only if ${Age} > 20. It may be left unanswered always.",
    "row 8 of survey: thanks: note. Put the words into the guidance of an item.",
    ("row 10 of survey: jobs: is asked once, not repeatedly. Add items for what is asked again."),
    (
        "row 11 of survey: since: any answer is taken, as “. >= today()” is no simple bound. "
        "Give a minimum and a maximum."
    ),
    (
        "row 12 of survey: liked: always shows, as its condition “regex(${since}, 'x')” cannot "
        "be taken over: “regex” is not understood. Write visible_if yourself."
    ),
    (
        "row 13 of survey: pain: its steps of 0.1 are not kept to. Use whole steps of one, or "
        "a choice."
    ),
    "row 15 of survey: sum: calculate. Compute it under derived or scores.",
    "row 16 of survey: where: geopoint. Ask for it by a number, date, choice or text.",
    "row 17 of survey: more: has no label; its name stands there. Give it one.",
]


def test_a_form_without_languages_and_settings(tmp_path: Path):
    survey = [["type", "name", "label"], ["text", "why", "Kāpēc?"]]
    settings = [["default_language"], ["Latvian"]]
    file = workbook(tmp_path / "Small_Form.xlsx", survey=survey, settings=settings)
    found = import_form(file)
    assert (found.instrument.id, found.instrument.languages) == ("small-form", ("lv",))
    assert (found.instrument.items["why"].label.root, found.left_out) == ({"lv": "Kāpēc?"}, ())


def test_names_that_become_the_same_are_told_apart(tmp_path: Path):
    survey = [["type", "name", "label"], *(["text", name, name] for name in ("A b", "a-b", "9"))]
    file = workbook(tmp_path / "form.xlsx", survey=survey)
    assert list(import_form(file).instrument.items) == ["a_b", "a_b_2", "q9"]


TOP = ["type", "name", "label"]
OK = ["integer", "age", "Age"]


@pytest.mark.parametrize(
    ("sheets", "faults"),
    [
        (
            {"questions": [TOP, OK]},
            ["the workbook: There is no sheet survey. Call the sheet with the questions survey."],
        ),
        (
            {"survey": [TOP, OK, ["intger", "b", "B"], ["colour", "c", "C"]]},
            [
                "row 3 of survey: b: there is no type “intger”. Did you mean integer?",
                "row 4 of survey: c: there is no type “colour”. Use one of integer, decimal, date, "
                "text, range, select_one LIST, select_multiple LIST.",
            ],
        ),
        (
            {"survey": [TOP, OK, [None, None, None], OK]},
            ["row 4 of survey: age: is taken already on row 2 of survey. Rename one of them."],
        ),
        (
            {"survey": [TOP, ["select_one yn", "a", "A"], ["text", None, "B"]]},
            [
                "row 2 of survey: a: there is no list yn on the sheet choices. "
                "Add the list, or correct its name.",
                "row 3 of survey: A row without a name. Give it one.",
            ],
        ),
        (
            {
                "survey": [TOP, ["select_one yn", "a", "A"]],
                "choices": [["list name", "name", "label"], ["yn", "y", "Y"], ["yn", "y", "N"]],
            },
            [
                "row 3 of choices: y: is taken already on row 2 of choices. "
                "Every option has a code of its own."
            ],
        ),
        (
            {"survey": [TOP, ["begin_group", "g", "G"], OK]},
            ["row 2 of survey: g: never ends. Add end_group."],
        ),
        (
            {"survey": [TOP, OK, ["end_group"]]},
            ["row 3 of survey: Ends a group that never began. Remove the row, or add begin_group."],
        ),
        (
            {"survey": [TOP, ["note", "n", "Hello"]]},
            [
                "row 1 of survey: No question to take over. "
                "Add a question of a type that Tilts knows."
            ],
        ),
        (
            {"survey": [[*TOP, "constraint"], [*OK, ". >= 9 and . <= 2"]]},
            ["row 2 of survey: age: ends before it begins. Exchange the two bounds."],
        ),
    ],
)
def test_broken_forms(tmp_path: Path, sheets, faults: list[str]):
    assert faults_of(workbook(tmp_path / "broken.xlsx", **sheets)) == faults


def test_files_that_are_no_workbooks(tmp_path: Path):
    file = tmp_path / "not.xlsx"
    (gone,) = faults_of(file)
    assert gone == "the workbook: Cannot be read: No such file or directory. Correct the path."
    file.write_text("type,name,label", encoding="utf-8")
    (broken,) = faults_of(file)
    assert broken == (
        "the workbook: Not readable as XLSX: File is not a zip file. "
        "Save it as an Excel workbook (.xlsx)."
    )


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("content", [b"", b"<worksheet", b"<a/>"])
def test_workbooks_with_a_broken_part(tmp_path: Path, part: str, content: bytes):
    sound = workbook(tmp_path / "sound.xlsx", survey=[TOP, OK])
    file = tmp_path / "broken.xlsx"
    with ZipFile(sound) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    (fault,) = faults_of(file)
    assert fault.startswith(("the workbook: ", "row 1 of survey: No question"))
