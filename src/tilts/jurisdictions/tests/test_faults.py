"""Each fault of a pack is named with its file, its line, its entry, and what to do about it."""

from pathlib import Path

import pytest

from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import load_packs
from tilts.jurisdictions.tests.folders import FILES, entries, sound_pack, write

NAMES = "names: {en: A, et: A}"
UNIT = f"agency: prison_service, kind: prison, {NAMES}"
DAY = "works: true, source: an order, confirmed: true"


def told(folder: Path) -> list[str]:
    """The faults of the packs in a folder, with paths below it."""
    with pytest.raises(BrokenPacks) as broken:
        load_packs([folder])
    return str(broken.value).replace(f"{folder}/ee/", "").splitlines()[1:]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (f"{{code: a, value: 1, valid_to: 2026-02-30, {NAMES}}}", "valid_to: Input should be a "
         "valid date in the format YYYY-MM-DD, day value is outside expected range. "
         "Correct the value."),
        (f"{{code: a, value: 1, valid_from: today, {NAMES}}}", "valid_from: Input should be a "
         "valid date in the format YYYY-MM-DD, input is too short. Correct the value."),
        (f"{{code: a, value: 1, valid_from: 2026-05-02, valid_to: 2026-05-01, {NAMES}}}",
         "valid_to lies before valid_from. Correct the value."),
        (f"{{code: a, value: -1, {NAMES}}}",
         "value: Input should be greater than or equal to 0. Correct the value."),
        (f"{{code: a, value: 1.5, {NAMES}}}",
         "value: Input should be a valid integer. Correct the value."),
        (f"{{code: a, value: .inf, {NAMES}}}",
         "value: Input should be a valid integer. Correct the value."),
        (f"{{code: a, value: yes, {NAMES}}}",
         "value: Input should be a valid integer. Correct the value."),
        (f"{{code: A b, value: 1, {NAMES}}}", "code: String should match pattern "
         r"'^[a-z0-9][a-z0-9_.\-]*$'. Correct the value."),
        (f"{{value: 1, {NAMES}}}", "code: Field required. Add it."),
        (f"{{code: a, value: 1, confirmed: maybe, {NAMES}}}",
         "confirmed: Input should be a valid boolean. Correct the value."),
        (f"{{code: a, value: 1, source: 107, {NAMES}}}",
         "source: Input should be a valid string. "
         "Write text; put numbers, true and false in quotes."),
        (f"{{code: a, value: 1, 2026-01-01: x, {NAMES}}}",
         "2026-01-01: Extra inputs are not permitted. Remove it or correct its name."),
        ("{code: a, value: 1, names: {en: ' ', et: A}}",
         "names.en: String should have at least 1 character. Correct the value."),
        ("{code: a, value: 1, names: {et: A}}",
         "names: a name in English (en) is missing. Correct the value."),
        ("{code: a, value: 1, names: {en: A}}",
         "a: no name in et. Add the name in the country's official language."),
        ("{code: a, value: 1, names: A}", "names: Input should be an object. Correct the value."),
        ("just text", "Input should be an object. Correct the value."),
        (f"{{code: a, code: b, value: 1, {NAMES}}}", "code: written twice. Keep one of them."),
    ],
)  # fmt: skip
def test_an_entry(tmp_path: Path, entry: str, fault: str) -> None:
    write(sound_pack(tmp_path), "thresholds", entries(entry))
    assert told(tmp_path) == [f"thresholds.yaml, line 3: {fault}"]


@pytest.mark.parametrize(
    ("file", "entry", "fault"),
    [
        ("release", f"{{code: a, fraction: 0.6667, {NAMES}}}",
         "fraction: not a fraction such as 2/3. Correct the value."),
        ("release", f"{{code: a, fraction: 1/0, {NAMES}}}",
         "fraction: not a fraction such as 2/3. Correct the value."),
        ("release", f"{{code: a, fraction: 3/2, {NAMES}}}",
         "a: a fraction lies above 0 and up to 1. Correct the value."),
        ("release", f"{{code: a, years: 0, {NAMES}}}",
         "a: of life at least one year is served. Correct the value."),
        ("release", f"{{code: a, years: 25, monitored_months: -1, {NAMES}}}",
         "a: monitored_months may not be negative. Correct the value."),
        ("release", f"{{code: a, years: 25, fraction: 1/2, {NAMES}}}",
         "a: give a fraction or years, one of them. Correct the value."),
        ("release", f"{{code: a, years: 25, rounding: near, {NAMES}}}",
         "rounding: Input should be 'up' or 'down'. Correct the value."),
        ("deadlines", f"{{code: a, unit: weeks, amount: 1, starts: x, {NAMES}}}",
         "unit: Input should be 'working_days', 'calendar_days', 'months', 'years' or 'hours'. "
         "Correct the value."),
        ("deadlines", f"{{code: a, unit: hours, amount: 1, roll: true, starts: x, {NAMES}}}",
         "A deadline in hours runs by the clock and cannot roll. Correct the value."),
        ("deadlines", f"{{code: a, unit: months, amount: 1, {NAMES}}}",
         "starts: Field required. Add it."),
        ("identifiers", f"{{code: a, pattern: '(', {NAMES}}}", "pattern: not a regular expression: "
         "missing ), unterminated subpattern at position 0. Correct the value."),
        ("deadlines", f"{{code: a, unit: months, amount: -1, starts: x, {NAMES}}}",
         "A deadline looks forward: its amount may not be negative. Correct the value."),
        ("identifiers", f"{{code: a, check: mod11, {NAMES}}}",
         "check: Input should be 'lv', 'lt', 'ee' or 'no'. Correct the value."),
        ("agencies", f"{{code: prison_service, kind: police, {NAMES}}}",
         "kind: Input should be 'prison' or 'probation'. Correct the value."),
        ("measures", "{code: imprisonment, category: sentence, executed_by: [probation], "
         f"{NAMES}}}", "imprisonment: the country has no probation agency. "
         "Add the agency or correct executed_by."),
        ("offences", f'{{code: "1", iccs: 0101, gravity: first, {NAMES}}}',
         "iccs: Input should be a valid string. "
         "Write text; put numbers, true and false in quotes."),
        ("offences", f'{{code: "1", iccs: "010", gravity: first, {NAMES}}}',
         r"iccs: String should match pattern '^(\d{2}|\d{4,6})$'. Correct the value."),
        ("offences", f'{{code: "1", iccs: "01", gravity: tenth, {NAMES}}}',
         "1: no gravity class is called 'tenth'. Name one of the classes in gravities.yaml."),
        ("units", f"{{code: a, parent: a, {UNIT}}}", "a: is its own parent, directly or through "
         "others. Correct the parents so that units form a tree."),
        ("retention", f"{{code: a, years: -1, starts: x, {NAMES}}}",
         "years: Input should be greater than or equal to 0. Correct the value."),
    ],
)  # fmt: skip
def test_an_entry_of_each_file(tmp_path: Path, file: str, entry: str, fault: str) -> None:
    write(sound_pack(tmp_path), file, entries(entry))
    assert told(tmp_path) == [f"{file}.yaml, line 3: {fault}"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "No list of entries. "),
        ("entries: 5", "No list of entries. "),
        ("entries: {a: b}", "No list of entries. "),
        ("entries: &a [*a]", "Not readable as YAML: maximum recursion depth exceeded. "),
        ("entries: [@]", "Not readable as YAML: found character that cannot start any token. "),
        ("entries: [*a]", "Not readable as YAML: found undefined alias 'a'. "),
        ("entries: [!!python/name:os.system {}]", "Not readable as YAML: could not determine a "
         "constructor for the tag 'tag:yaml.org,2002:python/name:os.system'. "),
        ("entries: []\nnotes: x", "notes: not known here. "),
    ],
)  # fmt: skip
def test_a_file_that_is_no_catalogue(tmp_path: Path, text: str, fault: str) -> None:
    write(sound_pack(tmp_path), "thresholds", text)
    (line,) = told(tmp_path)
    assert line.split(": ", 1)[1].startswith(fault)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    file = write(sound_pack(tmp_path), "thresholds", "")
    file.write_bytes("entries: [Šķūņi]".encode("windows-1257"))
    (line,) = told(tmp_path)
    assert line.startswith("thresholds.yaml, line 1: Not readable as YAML: 'utf-8' codec can't")
    assert line.endswith("Correct the syntax; save as UTF-8.")


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    write(sound_pack(tmp_path), "thresholds", "").unlink()
    (tmp_path / "ee" / "thresholds.yaml").mkdir()
    assert told(tmp_path) == [
        "thresholds.yaml, line 1: Cannot be read: Is a directory. Let the service read this file."
    ]


def test_a_file_under_another_ending(tmp_path: Path) -> None:
    file = write(sound_pack(tmp_path), "thresholds", entries())
    file.rename(file.with_suffix(".yml"))
    first, second = told(tmp_path)
    assert first == "thresholds.yaml, line 1: The file is missing. Add it."
    assert second.startswith("thresholds.yml, line 1: thresholds.yml: not a file of a country pack")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("time_zone: Europe/Tallinn, languages: []", "languages: "),
        ("time_zone: Europe/Atlantis, languages: [et]", "time_zone: no time zone is called "),
        ("languages: [et]", "time_zone: Field required. Add it."),
        ("time_zone: Europe/Tallinn, languages: et", "languages: Input should be a valid array"),
    ],
)
def test_the_country_itself(tmp_path: Path, text: str, fault: str) -> None:
    common = "code: EE, names: {en: Estonia, et: Eesti}, source: a test, confirmed: true"
    write(sound_pack(tmp_path), "country", f"{{{common}, {text}}}")
    (line,) = told(tmp_path)
    assert line.startswith(f"country.yaml, line 1: {fault}")


def test_a_country_whose_holidays_nobody_knows(tmp_path: Path) -> None:
    sound_pack(tmp_path)
    (tmp_path / "ee").rename(tmp_path / "zz")
    (tmp_path / "zz" / "country.yaml").write_text(FILES["country"].replace("EE", "ZZ"))
    with pytest.raises(BrokenPacks) as broken:
        load_packs([tmp_path])
    assert [fault.what for fault in broken.value.faults] == [
        "ZZ: its public holidays are not known."
    ]


def test_a_day_moved_twice(tmp_path: Path) -> None:
    days = (f"{{day: {day}, {DAY}}}" for day in ("2026-03-07", "2026-03-14", "2026-03-07"))
    lines = "\n".join(f"  - {day}" for day in days)
    write(sound_pack(tmp_path), "calendar", f"entries:\n{lines}")
    assert told(tmp_path) == [
        "calendar.yaml, line 4: 2026-03-07: stands on line 2 already. "
        "Say of each day once whether it is worked or free."
    ]


def version(since: str, until: str = "") -> str:
    ends = f", valid_to: {until}" if until else ""
    return f"{{code: a, value: 1, {NAMES}, valid_from: {since}{ends}}}"


@pytest.mark.parametrize(
    ("versions", "lines"),
    [
        ([version("2020-01-01", "2021-12-31"), version("2022-01-01")], []),
        ([version("2020-01-01", "2020-12-31"), version("2022-01-01")], []),  # a gap is no fault
        ([version("2020-01-01", "2022-01-01"), version("2022-01-01")], [(4, 3)]),
        ([version("2020-01-01"), version("2022-01-01")], [(4, 3)]),
        ([version("2022-01-01"), version("2020-01-01")], [(4, 3)]),
        (
            [version("2020-01-01"), version("2021-01-01"), version("2022-01-01")],
            [(4, 3), (5, 3), (5, 4)],
        ),
    ],
)
def test_versions_follow_each_other_without_overlap(
    tmp_path: Path, versions: list[str], lines: list[tuple[int, int]]
) -> None:
    write(sound_pack(tmp_path), "thresholds", entries(*versions))
    expected = [
        f"thresholds.yaml, line {later}: a: overlaps the version on line {earlier}. "
        "Correct valid_from or valid_to so that one version holds on each day."
        for later, earlier in lines
    ]
    assert (told(tmp_path) if lines else []) == expected
    if not lines:
        assert len(load_packs([tmp_path])["EE"].thresholds) == len(versions)


def test_faults_of_several_countries_are_said_together(tmp_path: Path) -> None:
    write(sound_pack(tmp_path), "thresholds", entries("{}"))
    (tmp_path / "lv").mkdir()
    (tmp_path / "lv" / "country.yaml").write_text("code: LV")
    with pytest.raises(BrokenPacks) as broken:
        load_packs([tmp_path])
    assert {fault.file.parent.name for fault in broken.value.faults} == {"ee", "lv"}


def test_a_fault_behind_a_reference_is_said_once(tmp_path: Path) -> None:
    write(sound_pack(tmp_path), "gravities", entries("{code: first, names: {en: A, et: 5}}"))
    assert told(tmp_path) == [
        "gravities.yaml, line 3: names.et: Input should be a valid string. "
        "Write text; put numbers, true and false in quotes."
    ]
