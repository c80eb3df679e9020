"""Reports to authorities in a pack: every fault of one is named, with its line and its remedy."""

from datetime import date
from pathlib import Path

import pytest

from tilts.engines.calendars.working_days import add_working_days, is_working_day
from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import load_packs, packs
from tilts.jurisdictions.tests.folders import FILES, entries, sound_pack, write
from tilts.jurisdictions.validity import NoSuchVersion

SOUND = FILES["court_reports"]
DAY = date(2026, 1, 1)
SECTIONS = [
    "offence",
    "family",
    "livelihood",
    "leisure",
    "behaviour",
    "health",
    "history",
    "likelihood",
    "victim",
]


def told(folder: Path) -> list[str]:
    """The faults of the packs in a folder, with paths below it."""
    with pytest.raises(BrokenPacks) as broken:
        load_packs([folder])
    return str(broken.value).replace(f"{folder}/ee/", "").splitlines()[1:]


def with_report(folder: Path, *changes: tuple[str, str]) -> Path:
    """A sound pack whose only report is changed."""
    text = SOUND
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    write(sound_pack(folder), "court_reports", entries(text))
    return folder


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "sections: [",
            "sections: [{code: family, names: {en: A}, hint: {en: B}}, ",
            "evaluation: sections has 'family' more than once. Give each a code of its own.",
        ),
        (
            "checks: [",
            "checks: [{code: words, names: {en: A}}, ",
            "evaluation: checks has 'words' more than once. Give each a code of its own.",
        ),
        (
            "purposes: [",
            "purposes: [{code: sentence, names: {en: A}}, ",
            "evaluation: purposes has 'sentence' more than once. Give each a code of its own.",
        ),
        (
            ", prison: 9",
            "",
            "evaluation: no days are set for a prison. "
            "Say in how many working days a prison has it.",
        ),
    ],
)
def test_what_does_not_agree(tmp_path: Path, old: str, new: str, fault: str):
    assert told(with_report(tmp_path, (old, new))) == [f"court_reports.yaml, line 3: {fault}"]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("court: 9", "court: 0", "days.court"),
        ("court: 9", "king: 9", "days.king.[key]"),
        ("attempts: 2", "attempts: 0", "attempts"),
        ("attempts: 2", "attempts: 2, colour: red", "colour"),
        ("code: family", "code: weather", "sections.0.code"),
        ("hint: {en: Who, et: Kes}", "hint: {et: Kes}", "sections.0.hint"),
        (", et: Kes}", ", et: Kes}, walled: maybe", "sections.0.walled"),
    ],
)
def test_what_is_no_report(tmp_path: Path, old: str, new: str, where: str):
    first = told(with_report(tmp_path, (old, new)))[0]
    assert first.split(": ")[:2] == ["court_reports.yaml, line 3", where]


def test_a_sound_report(tmp_path: Path):
    pack = load_packs([sound_pack(tmp_path)])["EE"]
    found = pack.court_report("evaluation", on=DAY)
    assert (found.days, found.attempts) == ({"court": 9, "prosecutor": 7, "prison": 9}, 2)
    assert [(one.code, one.walled) for one in found.sections] == [("family", False)]
    for code, day in (("poem", DAY), ("evaluation", date(2019, 12, 31))):
        with pytest.raises(NoSuchVersion):
            pack.court_report(code, on=day)


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_what_is_shipped(country: str):
    found = packs()[country].court_report("evaluation", on=DAY)
    assert [one.code for one in found.sections] == SECTIONS
    assert [one.code for one in found.sections if one.walled] == ["victim"]
    assert [one.code for one in found.purposes] == ["sentence", "prosecution", "release", "other"]
    assert [one.code for one in found.checks] == [
        "sources",
        "apart",
        "both",
        "words",
        "innocence",
        "needless",
    ]
    parts = (found.sections, found.purposes, found.checks)
    names = [sorted(piece.names) for part in parts for piece in part]
    assert names == [["en", "lt", "lv"]] * len(names)
    for section in found.sections:
        assert sorted(section.hint) == ["en", "lt", "lv"]


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_the_template_has_a_place_for_every_section(country: str):
    pack = packs()[country]
    slots = {slot.code for slot in pack.template("evaluation_report", on=DAY).slots}
    sections = {one.code for one in pack.court_report("evaluation", on=DAY).sections}
    assert sections - slots == set()


@pytest.mark.parametrize(
    ("country", "start", "days", "end"),
    [
        ("LV", date(2026, 4, 1), 3, date(2026, 4, 8)),  # Good Friday and Easter Monday
        ("LT", date(2026, 4, 1), 3, date(2026, 4, 7)),  # Easter Monday only
        ("LV", date(2024, 2, 27), 3, date(2024, 3, 1)),  # across a leap day
        ("LV", date(2026, 3, 27), 3, date(2026, 4, 1)),  # across the change of the clocks
        ("LT", date(2026, 12, 22), 3, date(2026, 12, 29)),  # Christmas Eve is free there
    ],
)
def test_days_are_the_working_days_of_the_country(country: str, start: date, days: int, end: date):
    calendar = packs()[country].working_days
    assert add_working_days(start, days, calendar) == end
    assert is_working_day(end, calendar)
