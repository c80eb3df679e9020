"""The contact standard in a pack: every fault is named, with its line and its remedy."""

from datetime import date
from pathlib import Path

import pytest

from tilts.jurisdictions.loading import SHIPPED, load_packs
from tilts.jurisdictions.tests.folders import FILES, entries, sound_pack, write
from tilts.jurisdictions.tests.test_programmes import told
from tilts.jurisdictions.validity import valid

SOUND = FILES["contact_standards"]


def with_standard(folder: Path, *lines: str) -> Path:
    """A sound pack with these standards."""
    write(sound_pack(folder), "contact_standards", entries(*lines))
    return folder


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "counted: [office]",
            "counted: [office], measures: [imprisonment, banishment]",
            "unknown: no measure is called 'banishment'. Name one of those in measures.yaml.",
        ),
        (
            "code: unknown",
            "code: high",
            "No standard is set for people without a level. Add an entry with the code `unknown`.",
        ),
        (
            "per_month: 2",
            "per_month: 32",
            "per_month: Input should be less than or equal to 31. Correct the value.",
        ),
        (
            "per_month: 2",
            "per_month: 2, visits_per_quarter: -1",
            "visits_per_quarter: Input should be greater than or equal to 0. Correct the value.",
        ),
        (
            "counted: [office]",
            "counted: []",
            "counted: Tuple should have at least 1 item after validation, not 0. "
            "Correct the value.",
        ),
        (
            "counted: [office]",
            "counted: [pigeon]",
            "counted.0: Input should be 'office', 'phone', 'visit', 'video', 'prison' or 'letter'. "
            "Correct the value.",
        ),
    ],
)
def test_what_cannot_stand(tmp_path: Path, old: str, new: str, fault: str):
    assert old in SOUND
    folder = with_standard(tmp_path, SOUND.replace(old, new))
    assert told(folder) == [f"contact_standards.yaml, line 3: {fault}"]


def test_two_versions_of_a_level_do_not_overlap(tmp_path: Path):
    later = SOUND.replace("code: unknown", "code: unknown, valid_from: 2026-01-01")
    assert told(with_standard(tmp_path, SOUND, later)) == [
        "contact_standards.yaml, line 4: unknown: overlaps the version on line 3. "
        "Correct valid_from or valid_to so that one version holds on each day."
    ]


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_what_is_shipped(country: str):
    """Higher levels are never met less often, and whoever has no level is met like the medium."""
    found = valid(load_packs([SHIPPED])[country].contact_standards, on=date(2026, 11, 1))
    assert [(one.code, one.per_month, one.visits_per_quarter) for one in found] == [
        ("very_high", 3, 1),
        ("high", 3, 1),
        ("medium", 2, 0),
        ("low", 1, 0),
        ("unknown", 2, 0),
    ]
