"""Overlaying packs, and packs that are broken."""

from datetime import date
from pathlib import Path

import pytest

from tilts.engines.calendars.working_days import is_working_day
from tilts.engines.sources import Fault
from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import SHIPPED, load_packs, packs
from tilts.jurisdictions.tests.folders import FILES, entries, sound_pack, write
from tilts.jurisdictions.validity import NoSuchVersion

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
did not find expected node content. Correct the syntax; save as UTF-8.
identifiers.yaml, line 1: No list of entries. \
Write `entries:` with a list below it, and optionally `defaults:` for all of them.
misspelt.yaml, line 1: misspelt.yaml: not a file of a country pack. Use one of these names: \
FILES.
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
    names = ", ".join(sorted(f"{name}.yaml" for name in [*FILES, "calendar"]))
    told = str(broken.value).replace(f"{tmp_path}/ee/", "").replace(f"{names}.", "FILES.")
    assert told == FAULTS


def test_a_reference_is_checked_where_its_file_is_sound(tmp_path: Path) -> None:
    sound_pack(tmp_path)
    offence = '{code: "1", iccs: "01", gravity: tenth, names: {en: A, et: A}}'
    measure = "{code: m, category: order, executed_by: [probation], names: {en: A, et: A}}"
    offences = write(tmp_path, "offences", entries(offence))
    measures = write(tmp_path, "measures", entries(FILES["measures"], measure))
    assert faults(tmp_path) == [
        Fault(
            measures,
            4,
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


def test_an_overlay_of_a_shipped_country_changes_that_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "lv" / "thresholds.yaml"
    file.parent.mkdir()
    sooner = "{code: not_seen_days, value: 3, names: {en: Not seen, lv: R}}"
    file.write_text(entries(sooner), encoding="utf-8")
    before, after = packs(), load_packs([SHIPPED, tmp_path])
    assert [one.code for one in after["LV"].thresholds] == ["not_seen_days"]
    assert after["LV"].threshold("not_seen_days", on=DAY) == 3
    assert after["LV"].model_copy(update={"thresholds": before["LV"].thresholds}) == before["LV"]
    assert after["LT"] == before["LT"]


def test_the_fault_of_an_overlay_names_the_overlay(tmp_path: Path) -> None:
    file = tmp_path / "lv" / "thresholds.yaml"
    file.parent.mkdir()
    file.write_text("entries: 5", encoding="utf-8")
    assert [(fault.file, fault.what) for fault in faults(SHIPPED, tmp_path)] == [
        (file, "No list of entries.")
    ]


def test_an_entry_wins_over_the_defaults_of_its_file(tmp_path: Path) -> None:
    text = entries(f"{{{REGISTER}, amount: 1, source: a law, confirmed: true}}")
    write(sound_pack(tmp_path), "deadlines", text)
    (found,) = load_packs([tmp_path])["EE"].deadlines
    assert (found.source, found.confirmed, found.valid_from) == ("a law", True, date(2020, 1, 1))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2024, 6, 30), None),
        (date(2024, 7, 1), date(2024, 7, 2)),
        (date(2024, 12, 31), date(2025, 1, 2)),
        (date(2025, 1, 1), None),  # the law lapsed for a month
        (date(2025, 1, 31), None),
        (date(2025, 2, 1), date(2025, 2, 5)),
        (date(2030, 3, 1), date(2030, 3, 6)),
    ],
)
def test_a_deadline_is_that_of_its_first_day(tmp_path: Path, start: date, end: date | None) -> None:
    text = entries(
        f"{{{REGISTER}, amount: 1, valid_from: 2024-07-01, valid_to: 2024-12-31}}",
        f"{{{REGISTER}, amount: 3, valid_from: 2025-02-01}}",
    )
    write(sound_pack(tmp_path), "deadlines", text)
    pack = load_packs([tmp_path])["EE"]
    if end is None:
        with pytest.raises(NoSuchVersion, match=rf"^'register': no version holds on {start}\.$"):
            pack.due("register", start)
    else:
        assert pack.due("register", start) == end
