"""The page about instruments says what is so."""

import re
from pathlib import Path

import pytest

from tilts.engines.instruments import Scorer, faults, load, outlook, score_one
from tilts.engines.instruments.formulas.building import ALLOWED, BUILDERS
from tilts.engines.instruments.schema.quantities import RECIPES
from tilts.engines.instruments.scoring import Answers
from tilts.engines.instruments.shipped import files

PAGE = Path(__file__).resolve().parents[5] / "docs" / "instruments.md"
TEXT = PAGE.read_text(encoding="utf-8")
FENCED = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example of the page as a file."""
    (text,) = [text for kind, text in FENCED.findall(TEXT) if kind == "yaml"]
    file = tmp_path / "evening.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_example_is_sound_and_computes(example: Path):
    assert faults(example) == []
    scorer = Scorer(load(example))
    answers: Answers = {
        "sex": "male",
        "born": "2007-02-01",
        "course_day": "2026-02-01",
        "absences": 6,
    }
    found = score_one(scorer, {**answers, "why": "work"}).results
    assert (found["points"].value, found["points"].band, found["points"].norm) == (4, "high", 90.0)
    assert found["likelihood"].value == 66.8
    seen = outlook(scorer, answers)["points"]
    assert seen is not None
    assert (seen.values, seen.bands) == ((3, 4, 6), ("high",))


def test_every_shipped_instrument_is_listed():
    assessing = ["rvn-demo", "psa", "ogrs3", "osp-dc"]
    listed = [*assessing, "facilitator-observation", "miti4", "session-feedback"]
    listed += ["programme-evaluation", "trial-feedback", "assessment-reading"]
    rows = re.findall(r"^\| `([\w-]+)` \| (?!.*`)", TEXT, re.MULTILINE)
    assert (rows[: len(listed)], sorted(listed)) == (listed, sorted(files()))


def test_every_recipe_and_function_is_described():
    assert [name for name in RECIPES if f"`{name}" not in TEXT] == []
    functions = re.findall(r"\b[A-Z][A-Z_]{1,}\b", ALLOWED)
    assert [name for name in functions if name not in TEXT] == []
    assert len(BUILDERS) == 34
