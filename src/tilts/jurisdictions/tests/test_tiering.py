"""Tiers and weights in a pack: every fault of one is named, with its line and its remedy."""

from datetime import date
from pathlib import Path

import pytest

from tilts.engines.tiers import HIGHEST, LOWEST, Rule
from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import load_packs, packs
from tilts.jurisdictions.tests.folders import entries, sound_pack, write
from tilts.jurisdictions.tiering import SETTINGS, WORK
from tilts.jurisdictions.validity import valid

DAY = date(2026, 1, 1)
NAMES = "names: {en: A, et: A}"


def told(folder: Path, file: str, *lines: str) -> list[str]:
    """The faults of a pack with a file of these entries."""
    write(sound_pack(folder), file, entries(*(f"{{code: a, {NAMES}, {line}}}" for line in lines)))
    with pytest.raises(BrokenPacks) as broken:
        load_packs([folder])
    return str(broken.value).replace(f"{folder}/ee/", "").splitlines()[1:]


ONE = "a rule asks one of levels, measures, offences, released_days and breached_days"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("tier: 3", ONE),
        ("tier: 3, levels: [high], released_days: 3", ONE),
        ("tier: 5, levels: [high]", "less than or equal to 4"),
        ("tier: 0, levels: [high]", "greater than or equal to 1"),
        ("tier: 3, released_days: 0", "greater than or equal to 1"),
        ("tier: 3, breached_days: 0", "greater than or equal to 1"),
        ("tier: 3, released_days: 9, breached_days: 9", ONE),
        ("tier: 3, measures: [parole]", "a: no measure is called 'parole'. Name one of those in"),
        (
            "tier: 3, levels: [hihg]",
            "a: no dose is set for the level 'hihg'. Name one of the levels",
        ),
        ("tier: 3, offences: ['12']", "a: ICCS has no section '12'. Sections run from 01 to 11."),
    ],
)
def test_a_rule_that_makes_no_sense(tmp_path, line, fault):
    (said,) = told(tmp_path, "tiers", line)
    assert said.strip().startswith("tiers.yaml, line 3: ")
    assert fault in said


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("kind: setting, points: [1, 2, 3]", "a setting has 4 numbers of points"),
        ("kind: setting, points: [1, 3, 2, 4]", "a higher tier has no fewer points"),
        (
            "kind: setting, points: [1, 2, 3, 4]",
            "a: no setting that the software weighs. Use one of custody, early",
        ),
        ("kind: setting, points: [-1, 2, 3, 4]", "a setting has no points below nought"),
        ("kind: work", "a work has 1 numbers of points"),
        ("kind: work, points: [3]", "a: no work that the software weighs. Use one of report, con"),
        ("kind: role, points: [0], weekly_minutes: 9", "a role carries at least one point"),
        ("kind: role, points: [9], weekly_minutes: 9, measures: [fine]", "only a setting names"),
        ("kind: role, points: [600]", "a role names weekly_minutes"),
        ("kind: reduction", "a reduction names weekly_minutes"),
        ("kind: reduction, weekly_minutes: 10081", "less than or equal to 10080"),
        ("kind: bonus, points: [1]", "'setting', 'work', 'role' or 'reduction'"),
    ],
)
def test_a_weight_that_makes_no_sense(tmp_path, line, fault):
    (said,) = told(tmp_path, "workload", line)
    assert said.strip().startswith("workload.yaml, line 3: ")
    assert fault in said


def test_all_faults_are_told_at_once(tmp_path):
    said = told(tmp_path, "tiers", "tier: 3", "tier: 9, levels: [high]")
    assert [line.strip().split(":")[0] for line in said] == [
        "tiers.yaml, line 3",
        "tiers.yaml, line 4",
    ]


def test_a_rule_as_the_engine_takes_it(tmp_path):
    lines = (
        "tier: 2, levels: [medium, high]",
        "tier: 4, offences: ['03']",
        "tier: 3, released_days: 56",
    )
    found = [f"{{code: r{n}, {NAMES}, {line}}}" for n, line in enumerate(lines)]
    write(sound_pack(tmp_path), "tiers", entries(*found))
    doses = (f"{{code: {level}, hours: 20, {NAMES}}}" for level in ("medium", "high"))
    write(tmp_path, "doses", entries(*doses))
    assert [one.rule() for one in load_packs([tmp_path])["EE"].tiers] == [
        Rule("r0", 2, "levels", ("medium", "high")),
        Rule("r1", 4, "offences", ("03",), begins=True),
        Rule("r2", 3, "released", within_days=56),
    ]


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_what_ships_covers_every_setting_and_the_officers(country):
    pack = packs()[country]
    tiers, weights = valid(pack.tiers, on=DAY), valid(pack.workload, on=DAY)
    by_kind = {
        kind: {one.code for one in weights if one.kind == kind}
        for kind in ("setting", "work", "role", "reduction")
    }
    assert by_kind["setting"] == set(SETTINGS)
    assert by_kind["work"] == set(WORK)
    assert {"probation_officer", "prison_officer"} <= by_kind["role"]
    assert {"part_time", "trainee", "mentoring"} <= by_kind["reduction"]
    assert {one.tier for one in tiers} == set(range(LOWEST + 1, HIGHEST + 1))
    assert {one.confirmed for one in (*tiers, *weights)} == {False}
