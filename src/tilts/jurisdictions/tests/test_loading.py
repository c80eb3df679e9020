"""Overlaying packs, and packs that are broken."""

from datetime import date
from pathlib import Path

import pytest

from tilts.engines.calendars.working_days import is_working_day
from tilts.jurisdictions.faults import BrokenPacks, Fault
from tilts.jurisdictions.loading import SHIPPED, load_packs, packs
from tilts.jurisdictions.tests.folders import entries, sound_pack, write

DAY = date(2026, 3, 2)
REGISTER = "code: register, unit: working_days, starts: judged, names: {en: Register, et: R}"


def faults(*folders: Path) -> list[Fault]:
    """What is wrong with the packs in the folders."""
    with pytest.raises(BrokenPacks) as broken:
        load_packs(folders)
    return list(broken.value.faults)


def test_an_installation_adds_a_country(tmp_path: Path) -> None:
    sound_pack(tmp_path)
    assert sorted(packs(tmp_path)) == ["EE", "LT", "LV"]
    assert packs(tmp_path)["LV"].digest == packs()["LV"].digest
    assert load_packs([tmp_path / "nowhere"]) == {}


def test_a_later_file_replaces_the_earlier_whole(tmp_path: Path) -> None:
    below, above = sound_pack(tmp_path / "below"), tmp_path / "above"
    write(above, "deadlines", entries(f"{{{REGISTER}, amount: 2}}"))
    before, after = load_packs([below])["EE"], load_packs([below, above])["EE"]
    assert (before.due("register", DAY), after.due("register", DAY)) == (
        date(2026, 3, 10),
        date(2026, 3, 4),
    )
    assert before.digest != after.digest
    assert before.units == after.units


def test_days_moved_by_order_are_in_the_calendar(tmp_path: Path) -> None:
    pack = load_packs([sound_pack(tmp_path)])["EE"]
    assert not is_working_day(date(2026, 3, 9), pack.working_days)


def test_the_digest_ignores_how_a_file_is_written(tmp_path: Path) -> None:
    one, other = sound_pack(tmp_path / "one"), sound_pack(tmp_path / "other")
    text = f"# a comment\n{entries(f'{{amount: 5, {REGISTER}}}')}\n"
    write(other, "deadlines", text.replace("en: Register, et: R", "et: Registreeri, en: Register"))
    assert load_packs([one])["EE"].digest == load_packs([other])["EE"].digest


BROKEN = {
    "gravities": "entries: {",
    "identifiers": "- code: code",
    "misspelt": "entries: []",
    "thresholds": "entries: []\nentries: []",
    "release": entries("{code: first, names: {en: A, et: A}}"),
    "offences": entries(
        '{code: "1", iccs: "12", gravity: x, names: {et: A}}',
        '{code: "2", iccs: "12", gravity: x, names: {en: A, et: A}}',
    ),
    "deadlines": entries(
        f"{{{REGISTER}, amount: ten}}",
        f"{{{REGISTER}, amont: 10}}",
        f"{{{REGISTER}, amount: 1}}",
        f"{{{REGISTER}, amount: 2, valid_to: 2019-01-01}}",
        f"{{{REGISTER}, amount: 3, valid_from: 2025-01-01}}",
    ),
    "units": entries(
        "{code: a, agency: unheard_of, parent: b, kind: prison, names: {en: A, et: A}}",
        "{code: b, agency: prison_service, parent: a, kind: prison, names: {en: B, et: B}}",
        "{code: c, agency: prison_service, parent: z, kind: prison, names: {en: C}}",
    ),
}
FAULTS = """Broken country packs:
deadlines.yaml, line 3: amount: Input should be a valid integer. Correct the value.
deadlines.yaml, line 4: amont: Extra inputs are not permitted. Remove it or correct its name.
deadlines.yaml, line 4: amount: Field required. Add it.
deadlines.yaml, line 6: valid_to lies before valid_from. Correct the value.
deadlines.yaml, line 7: register: overlaps the version on line 5. \
Correct valid_from or valid_to so that one version holds on each day.
gravities.yaml, line 1: Not readable as YAML: \
expected the node content, but found '<stream end>'. Correct the syntax; save as UTF-8.
identifiers.yaml, line 1: No list of entries. \
Write `entries:` with a list below it, and optionally `defaults:` for all of them.
misspelt.yaml, line 1: misspelt.yaml: not a file of a country pack. Use one of these names: \
agencies.yaml, calendar.yaml, country.yaml, deadlines.yaml, gravities.yaml, identifiers.yaml, \
measures.yaml, offences.yaml, release.yaml, retention.yaml, thresholds.yaml, units.yaml.
offences.yaml, line 3: names: a name in English (en) is missing. Correct the value.
offences.yaml, line 4: 2: ICCS has no section '12'. Sections run from 01 to 11.
release.yaml, line 3: first: give a fraction or years, one of them. Correct the value.
retention.yaml, line 1: The file is missing. Add it.
thresholds.yaml, line 2: entries: written twice. Keep one of them.
units.yaml, line 3: a: is its own parent, directly or through others. \
Correct the parents so that units form a tree.
units.yaml, line 3: a: no agency is called 'unheard_of'. Name one of the agencies in agencies.yaml.
units.yaml, line 4: b: is its own parent, directly or through others. \
Correct the parents so that units form a tree.
units.yaml, line 5: c: no name in et. Add the name in the country's official language.
units.yaml, line 5: c: no unit is called 'z'. \
Name another unit of this file as the parent, or none."""


def test_every_fault_is_listed_at_once(tmp_path: Path) -> None:
    sound_pack(tmp_path)
    for name, text in BROKEN.items():
        write(tmp_path, name, text)
    (tmp_path / "ee" / "retention.yaml").unlink()
    with pytest.raises(BrokenPacks) as broken:
        load_packs([SHIPPED, tmp_path])
    assert str(broken.value).replace(f"{tmp_path}/ee/", "") == FAULTS


def test_a_reference_is_checked_where_its_file_is_sound(tmp_path: Path) -> None:
    sound_pack(tmp_path)
    offence = '{code: "1", iccs: "01", gravity: tenth, names: {en: A, et: A}}'
    measure = "{code: m, category: order, executed_by: [probation], names: {en: A, et: A}}"
    offences = write(tmp_path, "offences", entries(offence))
    measures = write(tmp_path, "measures", entries(measure))
    assert faults(tmp_path) == [
        Fault(
            measures,
            3,
            "m: the country has no probation agency.",
            "Add the agency or correct executed_by.",
        ),
        Fault(
            offences,
            3,
            "1: no gravity class is called 'tenth'.",
            "Name one of the classes in gravities.yaml.",
        ),
    ]


def test_folders_are_named_by_country(tmp_path: Path) -> None:
    sound_pack(tmp_path)
    (tmp_path / "ee").rename(tmp_path / "Estonia")
    folder = tmp_path / "Estonia"
    assert faults(tmp_path) == [
        Fault(
            folder,
            1,
            "Estonia: not the code of a country.",
            "Name the folder by two small letters, such as lv.",
        ),
        Fault(
            folder / "country.yaml",
            1,
            "code: EE is not the country of folder Estonia.",
            "Correct one.",
        ),
    ]


@pytest.mark.parametrize(
    ("file", "text", "what"),
    [
        ("agencies", entries("just text"), "Input should be an object."),
        (
            "country",
            "{code: EE, names: {en: E, et: E}, time_zone: Europe/Atlantis, languages: [et],"
            " source: x, confirmed: true}",
            "time_zone: no time zone is called 'Europe/Atlantis'.",
        ),
        (
            "identifiers",
            entries("{code: a, pattern: '(', names: {en: A, et: A}}"),
            "pattern: not a regular expression: missing ), unterminated subpattern at position 0.",
        ),
        (
            "deadlines",
            entries(f"{{{REGISTER}, amount: -1}}"),
            "A deadline looks forward: its amount may not be negative.",
        ),
        (
            "release",
            entries("{code: first, fraction: 3/2, names: {en: A, et: A}}"),
            "first: a fraction lies above 0 and up to 1.",
        ),
        (
            "thresholds",
            entries('{code: a, value: "20", names: {en: A, et: A}}'),
            "value: Input should be a valid integer.",
        ),
    ],
)
def test_loose_values_are_refused(tmp_path: Path, file: str, text: str, what: str) -> None:
    sound_pack(tmp_path)
    write(tmp_path, file, text)
    assert what in [fault.what for fault in faults(tmp_path)]
