"""Programmes in a pack: every fault of one is named, with its line and its remedy."""

from datetime import date
from pathlib import Path

import pytest

from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import load_packs
from tilts.jurisdictions.tests.folders import FILES, entries, sound_pack, write
from tilts.jurisdictions.validity import NoSuchVersion

SOUND = FILES["programmes"]
DAY = date(2026, 1, 1)


def told(folder: Path) -> list[str]:
    """The faults of the packs in a folder, with paths below it."""
    with pytest.raises(BrokenPacks) as broken:
        load_packs([folder])
    return str(broken.value).replace(f"{folder}/ee/", "").splitlines()[1:]


def with_programme(folder: Path, *changes: tuple[str, str]) -> Path:
    """A sound pack whose only programme is changed."""
    text = SOUND
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    write(sound_pack(folder), "programmes", entries(text))
    return folder


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "levels: [high]",
            "levels: [high, extreme]",
            "anger: no dose is set for the level 'extreme'. Name one of the levels in doses.yaml.",
        ),
        (
            "places: 8",
            "places: 8, certificate: juggler",
            "anger: no competence is called 'juggler'. Name one of those in competences.yaml.",
        ),
        (
            "sessions: 10",
            "sessions: 9",
            "anger: 9 sessions of 120 minutes are less than 20 hours. "
            "Correct the one or the other.",
        ),
        (
            "hours: 20",
            "hours: 20, age_from: 30, age_to: 20",
            "anger: age_from lies above age_to. Correct one of them.",
        ),
        (
            "modules: [",
            "modules: [{code: one, sessions: 1, names: {en: A}}, ",
            "anger: modules has 'one' more than once. Give each a code of its own.",
        ),
        (
            "places: 8",
            "places: 8, exclusions: [{code: a, names: {en: A}}, {code: a, names: {en: B}}]",
            "anger: exclusions has 'a' more than once. Give each a code of its own.",
        ),
    ],
)
def test_what_does_not_agree(tmp_path: Path, old: str, new: str, fault: str):
    assert told(with_programme(tmp_path, (old, new))) == [f"programmes.yaml, line 3: {fault}"]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("needs: [personality]", "needs: [charm]", "needs.0"),
        ("needs: [personality]", "needs: []", "needs"),
        ("settings: [prison]", "settings: [beach]", "settings.0"),
        ("hours: 20", "hours: 0", "hours"),
        ("hours: 20", "hours: 20.5", "hours"),
        ("places: 8", "places: 0", "places"),
        ("languages: [et]", "languages: []", "languages"),
        ("code: one", "code: One two", "modules.0.code"),
        ("names: {en: One, et: Üks}", "names: {et: Üks}", "modules.0.names"),
        ("places: 8", "places: 8, colour: red", "colour"),
        ("summary: {en: Calm, et: Rahu}", "summary: {et: Rahu}", "summary"),
    ],
)
def test_what_is_no_programme(tmp_path: Path, old: str, new: str, where: str):
    first = told(with_programme(tmp_path, (old, new)))[0]
    assert first.split(": ")[:2] == ["programmes.yaml, line 3", where]


def test_two_faults_are_both_named(tmp_path: Path):
    folder = with_programme(
        tmp_path, ("levels: [high]", "levels: [low]"), ("sessions: 10", "sessions: 1")
    )
    assert len(told(folder)) == 2


def test_a_file_is_wanted_of_each(tmp_path: Path):
    for name in ("programmes", "doses"):
        (sound_pack(tmp_path) / "ee" / f"{name}.yaml").unlink()
        assert f"{name}.yaml, line 1: The file is missing. Add it." in told(tmp_path)


def test_a_sound_programme(tmp_path: Path):
    pack = load_packs([sound_pack(tmp_path)])["EE"]
    found = pack.programme("anger", on=DAY)
    assert (found.sessions, found.leaders, found.judged, found.sexes) == (10, 2, (), ())
    assert found.certificate == ""
    assert [name for name, _ in found.pieces] == ["modules", "materials", "judged", "exclusions"]
    for code, day in (("joy", DAY), ("anger", date(2019, 12, 31))):
        with pytest.raises(NoSuchVersion):
            pack.programme(code, on=day)


def test_a_programme_asks_for_a_certificate_that_the_country_gives(tmp_path: Path):
    with_programme(tmp_path, ("places: 8", "places: 8, certificate: observer"))
    assert load_packs([tmp_path])["EE"].programme("anger", on=DAY).certificate == "observer"


def test_a_programme_changes_with_its_version(tmp_path: Path):
    first = SOUND.replace("{code: anger", "{code: anger, valid_to: 2025-12-31")
    second = SOUND.replace("{code: anger", "{code: anger, valid_from: 2026-01-01").replace(
        "places: 8", "places: 12"
    )
    write(sound_pack(tmp_path), "programmes", entries(first, second))
    pack = load_packs([tmp_path])["EE"]
    days = (date(2025, 12, 31), DAY)
    assert [pack.programme("anger", on=day).places for day in days] == [8, 12]


def test_a_dose_counts_whole_hours(tmp_path: Path):
    text = FILES["doses"].replace("hours: 20", "hours: -1")
    write(sound_pack(tmp_path), "doses", entries(text))
    assert told(tmp_path) == [
        "doses.yaml, line 3: hours: Input should be greater than or equal to 1. Correct the value."
    ]
