"""What differs between versions, and a published version that is changed."""

from pathlib import Path

import pytest

from tilts.engines.instruments import Change, changes, load
from tilts.engines.instruments.collection import check_together

from .made import NEEDS

TEXT = NEEDS.read_text(encoding="utf-8")


def other(folder: Path, *pairs: tuple[str, str], name: str = "other.yaml") -> Path:
    """The instrument with some texts replaced."""
    text = TEXT
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("total / 12", "total / 13", [Change("changed", "quantity", "share", computes=True)]),
        ("{en: Work,", "{en: Job,", [Change("changed", "item", "work", computes=False)]),
        (
            "type: date\n        earliest",
            "type: date\n        known: born\n        earliest",
            [Change("changed", "item", "born", computes=False)],
        ),
        ("maximum: 31", "maximum: 30", [Change("changed", "item", "days_used", computes=True)]),
        (
            "required: false\n        minimum",
            "minimum",
            [Change("changed", "item", "hours", computes=True)],
        ),
        (
            "- id: remarks",
            "- id: notes",
            [
                Change("added", "item", "notes", computes=True),
                Change("removed", "item", "remarks", computes=True),
            ],
        ),
        (
            "age >= 90",
            "age >= 91",
            [
                Change("added", "refusal", "age >= 91", computes=True),
                Change("removed", "refusal", "age >= 90", computes=True),
            ],
        ),
        ("from: 5}", "from: 5, to: 99}", [Change("changed", "quantity", "total", computes=True)]),
        ("source: Made", "source: Written", []),
    ],
)
def test_changes(tmp_path: Path, old: str, new: str, expected: list[Change]):
    assert changes(load(NEEDS), load(other(tmp_path, (old, new)))) == expected


def test_a_published_formula_that_changed(tmp_path: Path):
    file = other(
        tmp_path,
        ("total / 12", "total / 13"),
        ("{en: Work,", "{en: Job,"),
        ("age >= 90", "age >= 91"),
    )
    lines = file.read_text(encoding="utf-8").splitlines()
    at = {
        start: n
        for n, one in enumerate(lines, 1)
        for start in ("  - id: share", "  - when")
        if one.startswith(start)
    }
    since = "since version 1 was published. Restore it, or give the instrument a new version."
    assert [str(fault) for fault in check_together([file], published=[NEEDS])] == [
        f"{file}, line 2: age >= 90: removed {since}",
        f"{file}, line {at['  - id: share']}: share: changed {since}",
        f"{file}, line {at['  - when']}: age >= 91: added {since}",
    ]


def test_a_new_version_may_compute_otherwise(tmp_path: Path):
    newer = other(tmp_path, ("total / 12", "total / 13"), ('version: "1"', 'version: "2"'))
    assert check_together([newer], published=[NEEDS]) == []
    assert load(newer).digest != load(NEEDS).digest


def test_two_files_given_together(tmp_path: Path):
    one = other(tmp_path, name="one.yaml")
    two = other(tmp_path, ("total / 12", "total / 13"), name="two.yaml")
    assert [fault.file for fault in check_together([one, two])] == [two]
    assert check_together([one, one]) == []
    assert [fault.file for fault in check_together([two, one])] == [one]


def test_the_digest_does_not_depend_on_layout(tmp_path: Path):
    laid = other(tmp_path, ("id: needs\n", "# A comment\nid:   needs\n\n"))
    assert load(laid).digest == load(NEEDS).digest


def test_the_digest_does_not_depend_on_words(tmp_path: Path):
    corrected = other(tmp_path, ("en: Housing", "en: A home"))
    assert load(corrected).digest == load(NEEDS).digest
