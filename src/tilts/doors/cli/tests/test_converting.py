"""tilts instruments convert, and the other commands with forms in other formats."""

import json
from pathlib import Path

import pytest

from tilts.doors.cli.instruments import instruments
from tilts.doors.cli.scoring import score
from tilts.engines.instruments import find, import_form, load
from tilts.engines.instruments.tests.made import NEEDS

from .running import invoke
from .test_scoring import GOOD, HEADING

THEIRS = {
    "resourceType": "Questionnaire",
    "id": "theirs",
    "item": [{"linkId": "1", "type": "integer", "text": "Age", "required": True}],
}
PLACE = {"linkId": "2", "type": "quantity", "text": "Weight"}


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    """A home without instruments of one's own."""
    settings.HOME = tmp_path / "home"
    return settings.HOME


def theirs(folder: Path, *more: object) -> Path:
    file = folder / "theirs.json"
    file.write_text(json.dumps({**THEIRS, "item": [*THEIRS["item"], *more]}), encoding="utf-8")
    return file


@pytest.mark.parametrize("ending", ["xlsx", "json", "yaml", "yml"])
def test_a_known_one_goes_out_and_comes_in(tmp_path: Path, ending: str):
    out, back = tmp_path / f"out.{ending}", tmp_path / "back.yaml"
    said = "psa, version 2018: 10 items, 6 scores →"
    assert invoke(instruments, "convert", "psa", out) == (0, f"{said} {out}\n", "")
    assert invoke(instruments, "convert", out, back) == (0, f"{said} {back}\n", "")
    assert load(back) == load(find("psa"))


def test_a_form_of_another_system(tmp_path: Path):
    file, out = theirs(tmp_path), tmp_path / "out.yaml"
    said = f"{file} is a form of another system: it comes in without scores.\n"
    summary = f"theirs, version 1: 1 items, 0 scores → {out}\n"
    assert invoke(instruments, "convert", file, out) == (0, said + summary, "")
    again = tmp_path / "again.json"
    _, words, _ = invoke(instruments, "convert", out, again)
    assert words.splitlines()[0] == "theirs has no scores."
    assert import_form(again).instrument == load(out)


def test_what_is_left_out_is_named_and_the_rest_written(tmp_path: Path):
    file, out = theirs(tmp_path, PLACE), tmp_path / "out.xlsx"
    code, said, _ = invoke(instruments, "convert", file, out)
    left = f"{file}, item[1]: 2: quantity. Ask for it by a number, date, choice or text."
    assert (code, said.splitlines()[0]) == (1, left)
    assert list(import_form(out).instrument.items) == ["q1"]
    assert invoke(instruments, "check", file, NEEDS) == (1, f"{left}\n", "")


def test_a_condition_that_others_do_not_see(tmp_path: Path):
    odd = tmp_path / "odd.yaml"
    text = NEEDS.read_text(encoding="utf-8")
    odd.write_text(text.replace("NOT ARRAY_CONTAINS(substances, 'nothing')", "housing + 1 > 2"))
    code, said, _ = invoke(instruments, "convert", odd, tmp_path / "odd.json")
    hidden = "Other systems do not see a condition of days_used: shows always; housing + 1 > 2."
    assert (code, said.splitlines()[0]) == (0, hidden)


def test_nothing_is_overwritten_and_every_refusal_says_why(tmp_path: Path):
    out = tmp_path / "out.yaml"
    out.write_text("mine", encoding="utf-8")
    code, _, errors = invoke(instruments, "convert", "psa", out)
    assert (code, f"{out} is there already." in errors) == (2, True)
    assert out.read_text(encoding="utf-8") == "mine"
    code, _, errors = invoke(instruments, "convert", "psa", tmp_path / "out.pdf")
    assert (code, "no format that Tilts knows" in errors) == (2, True)
    code, _, errors = invoke(instruments, "convert", "stable", tmp_path / "out.xlsx")
    assert (code, "There is no instrument “stable”." in errors) == (2, True)
    code, _, errors = invoke(instruments, "convert", "psa", tmp_path / "no" / "out.json")
    assert (code, "No such file or directory" in errors) == (2, True)
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    code, _, errors = invoke(instruments, "convert", broken, tmp_path / "out.xlsx")
    assert (code, f"{broken}, line 1: Not readable as JSON" in errors) == (1, True)
    assert not (tmp_path / "out.xlsx").exists()


def test_the_other_commands_take_every_format(tmp_path: Path):
    for ending in ("xlsx", "json"):
        begun, needs = tmp_path / f"my.{ending}", tmp_path / f"needs.{ending}"
        assert invoke(instruments, "new", begun)[0] == 0
        assert invoke(instruments, "check", begun) == (0, "All is well.\n", "")
        assert import_form(begun).instrument.id == "my"
        invoke(instruments, "convert", NEEDS, needs)
        assert invoke(instruments, "show", needs) == invoke(instruments, "show", NEEDS)
        table = tmp_path / "in.csv"
        table.write_text(HEADING + GOOD, encoding="utf-8")
        assert invoke(score, needs, table, "-o", tmp_path / "out.csv")[0] == 0


def test_faults_of_a_form_in_another_format(tmp_path: Path):
    file = theirs(tmp_path, {"linkId": "2", "type": "colour"})
    said = (
        f"{file}, item[1]: 2: there is no type “colour” in FHIR R4. Use one of group, display, "
        "boolean, choice, date, decimal, integer, open-choice, string, text.\n"
    )
    assert invoke(instruments, "check", file) == (1, said, "")
