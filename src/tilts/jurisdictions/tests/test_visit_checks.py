"""What is asked before a home visit: every fault with its place, and the shipped questions."""

from datetime import date
from pathlib import Path

import pytest

from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import load_packs, packs

from .folders import FILES, entries, sound_pack, write

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('safe: "no"', 'safe: "maybe"', "safe"),
        ('safe: "no"', "safe: false", "safe"),
        ("suggests: colleague", "suggests: alone", "suggests"),
        ("suggests: colleague, ", "", "suggests"),
        ("names: {en: Dogs, et: Koerad}", "names: {et: Koerad}", "names"),
        ("code: dogs", "code: Big dogs", "code"),
    ],
)
def test_what_is_no_question(tmp_path: Path, old: str, new: str, where: str):
    text = FILES["visit_checks"]
    assert old in text
    write(sound_pack(tmp_path), "visit_checks", entries(text.replace(old, new)))
    with pytest.raises(BrokenPacks) as broken:
        load_packs([tmp_path])
    fault = broken.value.faults[0]
    assert (fault.file.name, fault.line) == ("visit_checks.yaml", 3)
    assert fault.what.startswith(where)


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_the_shipped_questions(country: str):
    pack = packs()[country]
    assert {one.code: (one.safe, one.suggests) for one in pack.visit_checks} == {
        "violence": ("no", "colleague"),
        "weapons": ("no", "elsewhere"),
        "dogs": ("no", "colleague"),
        "addiction": ("no", "colleague"),
        "asked_for": ("no", "colleague"),
        "address": ("yes", "elsewhere"),
        "signal": ("yes", "colleague"),
        "last_visit": ("yes", "colleague"),
    }
    assert {frozenset(one.names) for one in pack.visit_checks} == {frozenset({"en", "lv", "lt"})}
    assert not any(one.confirmed for one in pack.visit_checks)
    assert pack.threshold("visit_alarm_minutes", on=DAY) == 15
