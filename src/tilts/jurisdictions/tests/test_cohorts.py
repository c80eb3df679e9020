"""Cohorts in a pack: every fault is named, with its line; those that ship can be used."""

from datetime import date
from pathlib import Path

import pytest

from tilts.jurisdictions.loading import SHIPPED, load_packs
from tilts.jurisdictions.tests.folders import FILES, entries, sound_pack, write
from tilts.jurisdictions.tests.test_programmes import told
from tilts.jurisdictions.validity import valid

SOUND = FILES["cohorts"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "starts: free",
            "starts: free, gravities: [first, tenth]",
            "two_years: no gravity is called 'tenth'. Name one of those in gravities.yaml.",
        ),
        (
            "starts: free",
            "starts: someday",
            "starts: Input should be 'decided' or 'free'. Correct the value.",
        ),
        (
            "window_days: 730",
            "window_days: 29",
            "window_days: Input should be greater than or equal to 30. Correct the value.",
        ),
        (
            "window_days: 730",
            "window_days: 3651",
            "window_days: Input should be less than or equal to 3650. Correct the value.",
        ),
    ],
)
def test_what_cannot_stand(tmp_path: Path, old: str, new: str, fault: str):
    assert old in SOUND
    write(sound_pack(tmp_path), "cohorts", entries(SOUND.replace(old, new)))
    assert told(tmp_path) == [f"cohorts.yaml, line 3: {fault}"]


def test_a_version_follows_another_one(tmp_path: Path):
    write(sound_pack(tmp_path), "cohorts", entries(SOUND, SOUND))
    assert told(tmp_path) == [
        "cohorts.yaml, line 4: two_years: overlaps the version on line 3. "
        "Correct valid_from or valid_to so that one version holds on each day."
    ]


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_those_that_ship(country: str):
    here = valid(load_packs([SHIPPED])[country].cohorts, on=date(2026, 11, 1))
    told = [(one.code, one.starts, one.window_days, one.wait_days, one.convicted) for one in here]
    assert told == [
        ("rvn_two_years", "free", 730, 365, True),
        ("rvn_one_year", "free", 365, 0, False),
    ]
    assert {one.instrument for one in here} == {"rvn-demo"}
